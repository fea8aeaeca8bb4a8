// Every page, at 320, 360 and 1280 px, light and dark, and in large letters: axe finds nothing and nothing scrolls sideways.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { enter, officer, province, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

// No layout turns between 320 and 360 px and no colour with the width, so axe looks at each theme on one phone and one desk.
const widths = [320, 360, 1280];
const looked = { light: [320, 1280], dark: [360, 1280] };
const visits = [
  { who: 'a visitor', account: null, paths: ['/', '/tham-gia', '/dang-nhap', '/chuyen-may', '/tai-lieu-api', '/khong-co-trang-nay'] },
  {
    who: 'a learner',
    account: sen,
    paths: ['/', '/chuong-trinh', '/xep-hang', '/ca-nhan', '/dong-bo', '/on-tap', '/ket-qua', '/hoc/bdh-ai-1-01', '/hoc/bdh-ai-1-12?viec-that', '/xep-bac', '/kiem-tra/bdh-ai-1-test', '/don-vi']
  },
  {
    who: 'an officer',
    account: officer,
    paths: ['', '/ke-hoach', '/cong-viec', '/bao-cao', '/soan-ke-hoach', '/nhap-so-lieu', '/nhap-so-lieu?loai=so-dan', '/sap-xep', '/nguoi-hoc', '/danh-sach', '/ap-phich', '/nhat-ky'].map((part) => `/don-vi/05551${part}`).concat('/loi-nhac')
  },
  { who: 'a province', account: province, paths: ['/don-vi/19'] }
];

async function stands(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

for (const { who, account, paths } of visits) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the pages of ${who}, ${theme}`, async ({ page }) => {
      test.slow();  // a dozen pages, three widths each
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      if (account) await enter(page, account);
      for (const path of paths) {
        await stands(page, path);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 740 });
          await expectNoSidewaysScroll(page, `${path} at ${width} px`);
          if (looked[theme].includes(width)) await expectAccessible(page, `${path} at ${width} px, ${theme}`);
        }
      }
    });
  }

  test(`the pages of ${who} in large letters`, async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('bdh.simple', '1'));
    await page.setViewportSize({ width: 320, height: 640 });
    if (account) await enter(page, account);
    for (const path of paths) {
      await stands(page, path);
      await expectNoSidewaysScroll(page, `${path} in large letters`);
    }
  });
}
