// A citizen joins on a phone, learns and is marked; the officer sees that person counted. No page logs an error, breaks the
// content security policy or fails axe (WCAG 2.2 AA). Shows BS-4, BS-6, BS-7, CM-8, KP-3.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

// A visitor without a session is answered 401 by design; the browser logs that line, nothing else may appear.
function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401 (Unauthorized)')) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(found.violations.map((each) => `${each.id}: ${each.nodes[0]?.target}`)).toEqual([]);
}

async function signIn(page: Page, login: string, password: string) {
  const reply = await page.request.post('/api/v1/sessions', { data: { login, password, totp: null } });
  expect(reply.ok()).toBeTruthy();
}

test('a visitor is welcomed and every open page is accessible', async ({ page }) => {
  const errors = watch(page);
  for (const path of ['/', '/tham-gia', '/dang-nhap', '/chuyen-may']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Số liệu minh họa')).toBeVisible();
    await expectAccessible(page);
  }
  expect(errors).toEqual([]);
});

test('a learner sees today, the ranking, the programme and the profile', async ({ page }) => {
  const errors = watch(page);
  await signIn(page, 'hocvien', 'hoc-vien-demo');
  for (const path of ['/', '/xep-hang', '/chuong-trinh', '/ca-nhan', '/hoc/bdh-ai-1-01']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  expect(errors).toEqual([]);
});

test('a citizen joins by the demo link, and the officer counts one more', async ({ browser, page }) => {
  const errors = watch(page);
  const officer = await browser.newContext();
  const desk = await officer.newPage();
  await signIn(desk, 'canbo.kimphuong', 'can-bo-demo');
  const before = (await (await desk.request.get('/api/v1/units/05551/overview')).json()).enrolled;

  const site = await (await page.request.get('/api/v1/site')).json();
  await page.goto(site.demo_join_path);
  await expect(page.getByText('Xóm 1').first()).toBeVisible();
  await expectAccessible(page);

  const consents = await (await page.request.get('/api/v1/consent_texts')).json();
  const joined = await page.request.post('/api/v1/accounts', {
    data: {
      unit_code: '05551.01', join_token: new URL(site.demo_join_path, 'http://x').searchParams.get('ma'), target_group: 'citizen',
      full_name: 'Lò Thị Mây', login: 'lothimay', password: 'nương chè sáng sớm', birth_year: 1980, address_form: 'co', simple_mode: false,
      consents: consents.purposes.filter((each: { required: boolean }) => each.required)
        .map((each: { purpose: string; version: string }) => ({ purpose: each.purpose, version: each.version })),
      guardian: null,
    },
  });
  expect(joined.status()).toBe(201);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mây');

  await page.goto('/hoc/bdh-ai-1-01');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Trợ lý AI là gì');

  await desk.goto('/don-vi/05551');
  await expect(desk.getByText('Xã Kim Phượng').first()).toBeVisible();
  const after = (await (await desk.request.get('/api/v1/units/05551/overview')).json()).enrolled;
  expect(after).toBe(before + 1);
  await expect(desk.getByText(String(after), { exact: true }).first()).toBeVisible();
  await expectAccessible(desk);
  await officer.close();
  expect(errors).toEqual([]);
});
