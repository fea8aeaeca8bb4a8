// Everything a learner does, without touching the screen: Tab, Enter, space and the figures 1–9. Between the ten kinds of item
// and their explanations no rule of axe (WCAG 2.2 AA) is broken. Shows CM-8.
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { keyAnswer, lessonAsServed, tabTo, type Lesson } from './lesson.ts';
import { join, newPhone, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

async function throughItems(page: Page, lesson: Lesson) {
  await tabTo(page, 'Bắt đầu');
  await page.keyboard.press('Enter');
  for (const card of lesson.cards) {
    await expect(page.getByRole('heading', { level: 1, name: card.heading })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  for (const item of lesson.items) {
    await expect(page.getByRole('heading', { level: 2, name: item.prompt, exact: true })).toBeVisible();
    await keyAnswer(page, item);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 3, name: 'Đúng rồi' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Tiếp tục' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
  }
}

test('a learner signs in and works through a whole lesson by keyboard alone', async ({ page, another }) => {
  const login = newPhone();
  await join(await another(), { name: 'Vi Văn Quân', login, born: '1971' });

  await page.goto('/');
  await tabTo(page, 'Đăng nhập');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Số điện thoại hoặc tên đăng nhập');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type('nương chè sáng sớm');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chào cô Quân');
  await tabTo(page, 'Học');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/hoc\/bdh-ai-1-01$/);
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await throughItems(page, lesson);

  await tabTo(page, 'Bài làm của mình');
  await page.keyboard.type('Xin gợi ý bữa cơm từ trứng và rau; giữ món canh.');
  for (const criterion of lesson.task!.criteria) {
    await tabTo(page, criterion.text);
    await page.keyboard.press('Space');
  }
  await tabTo(page, 'Nộp bài');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ket-qua');
  await tabTo(page, 'Nghỉ, mai học tiếp');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 ngày liền')).toBeVisible();
});

test('the other kinds of item answer to the keys as well', async ({ page }) => {
  await join(page, { name: 'Đàm Thị Huệ', login: newPhone(), born: '1955' });
  await page.goto('/hoc/bdh-ai-1-06');
  await throughItems(page, await lessonAsServed(page, 'bdh-ai-1-06'));
});

test('Tab reaches every control of every page, and each shows that it has the focus', async ({ page }) => {
  await page.request.post('/api/v1/sessions', { data: { ...sen, totp: null } });
  for (const path of ['/', '/xep-hang', '/chuong-trinh', '/ca-nhan']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const wanted = await page.locator('main :is(a[href], button:enabled, input, select, textarea, summary):visible').count();
    const reached = new Set<string>();
    const blind: string[] = [];
    // What stands after the page's own controls is the navigation at the foot; five more presses pass it.
    for (let presses = 0; presses < wanted + 15; presses += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const row = element.closest('.choice') ?? element;
        const seen = [element, row].some((one) => getComputedStyle(one).outlineStyle !== 'none') || getComputedStyle(element).borderColor !== '';
        const all = [...document.querySelectorAll('*')];
        return { index: String(all.indexOf(element)), inMain: Boolean(element.closest('main')), seen, html: element.outerHTML.slice(0, 80) };
      });
      if (focus.inMain) reached.add(focus.index);
      if (focus.inMain && !focus.seen) blind.push(focus.html);
    }
    expect(blind, path).toEqual([]);
    expect(reached.size, path).toBeGreaterThanOrEqual(wanted);
  }
});
