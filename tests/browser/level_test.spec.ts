// A level's test as a learner takes it: terms, questions saved one by one, a broken line, a reload, the end of the time, the
// result with what to repeat. The server is the real one; where an hour has to pass, the try is moved back in its database.
// Shows BS-7, BS-10 and CM-8.
import { DatabaseSync } from 'node:sqlite';
import { join as joinPath } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { keyAnswer, tabTo, tapAnswer, type Item } from './lesson.ts';
import { enter, join, newPhone, password } from './people.ts';
import { expect, test } from './strict_test.ts';

const id = 'bdh-ai-1-test';
interface Asked {
  position: number;
  item: Item;
  response: string[] | null;
}

const served = async (page: Page): Promise<{ items: Asked[] }> => (await page.request.get(`/api/v1/level_tests/${id}/tries/1`)).json();
const answered = async (page: Page) => (await served(page)).items.filter(({ response }) => response !== null).length;
const saved = (page: Page) => expect(page.getByText('Đã lưu', { exact: true })).toBeVisible();
const next = (page: Page) => page.getByRole('button', { name: /^(Câu tiếp|Xem lại và nộp bài)$/ }).first().click();

/** A new learner in front of the first question. */
async function begin(page: Page, name: string): Promise<{ items: Asked[]; login: string }> {
  const login = newPhone();
  await join(page, { name, login, born: '1979' });
  await page.goto(`/kiem-tra/${id}`);
  await page.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await expect(page.getByText(/^Câu\s1\/20$/)).toBeVisible();
  return { ...(await served(page)), login };
}

/** Lets this much of the time of the only open try be gone. */
function letTimePass(login: string, minutes: number) {
  const database = new DatabaseSync(joinPath(process.env.BDH_BROWSER_DATA!, 'binhdanhoc.sqlite'), { timeout: 5_000 });
  const passed = minutes * 60_000;
  const changed = database
    .prepare(
      `UPDATE learning_test_tries SET started_at = started_at - ?, ends_at = ends_at - ?
       WHERE account_id = (SELECT id FROM identity_accounts WHERE login = ?)`
    )
    .run(passed, passed, login);
  database.close();
  expect(changed.changes).toBe(1);
}

test('from the programme to a passed test, every question right', async ({ page }) => {
  test.slow();  // twenty questions, each waited for until it is saved
  const login = newPhone();
  await join(page, { name: 'Hoàng Thị Lan', login, born: '1979' });
  await page.goto('/chuong-trinh');
  await page.getByRole('link', { name: /^Bài kiểm tra bậc\s1$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Bài kiểm tra bậc\s1$/ })).toBeVisible();
  await expect(page.getByText(/^20\scâu hỏi/)).toBeVisible();
  await expect(page.getByText(/Còn 5\slượt trong 5\slượt/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await expect(page.getByText(/^Câu\s1\/20$/)).toBeVisible();

  for (const { item } of (await served(page)).items) {
    await tapAnswer(page, item);
    await saved(page);
    await next(page);
  }
  await expect(page.getByText(/^Đã trả lời đủ 20\scâu/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page.getByRole('heading', { name: /^Cô đã đạt bài kiểm tra bậc\s1$/ })).toBeVisible();
  await expect(page.getByText('Đúng 100%.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: /Bắt đầu/ })).toHaveCount(0);
  await expectAccessible(page);
});

test('nothing answered is said before handing in, and the result names the lessons to repeat', async ({ page }) => {
  const { items } = await begin(page, 'Nông Văn Minh');
  await tapAnswer(page, items[0]!.item);
  await saved(page);
  await page.getByRole('button', { name: 'Xem lại và nộp bài' }).click();
  await expect(page.getByText(/^Còn 19\scâu chưa trả lời đủ/)).toBeVisible();
  await page.getByRole('button', { name: /^Câu\s7\s*chưa trả lời$/ }).click();
  await expect(page.getByText(/^Câu\s7\/20$/)).toBeVisible();
  await page.getByRole('button', { name: 'Xem lại và nộp bài' }).click();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page.getByRole('heading', { name: 'Lượt này chưa đạt' })).toBeVisible();
  await expect(page.getByText(/^Lượt tiếp theo mở lúc \d\d:\d\d, \d\d\/\d\d\/\d{4}/)).toBeVisible();
  await expect(page.getByText(/^Lượt\s1$/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const lessons = page.getByRole('region', { name: 'Nên ôn lại' }).getByRole('link');
  expect(await lessons.count()).toBeGreaterThan(3);
  await lessons.first().click();
  await expect(page).toHaveURL(/\/hoc\/bdh-ai-1-/);
});

test('a reload in the middle goes on where it was, on another device too', async ({ page, another }) => {
  const { items, login } = await begin(page, 'Lý Thị Mai');
  for (const { item } of items.slice(0, 2)) {
    await tapAnswer(page, item);
    await saved(page);
    await next(page);
  }
  await page.reload();
  await expect(page.getByText(/^Câu\s3\/20$/)).toBeVisible();
  await page.getByRole('button', { name: 'Câu trước' }).click();
  await saved(page);

  const elsewhere = await another();
  await enter(elsewhere, { login, password });
  await elsewhere.goto(`/kiem-tra/${id}`);
  await expect(elsewhere.getByText(/^Câu\s3\/20$/)).toBeVisible();
  expect((await served(elsewhere)).items.map(({ item }) => item.id)).toEqual(items.map(({ item }) => item.id));
});

test.describe('without network', () => {
  test.use({ allowed: [/net::ERR_/] });

  test('answers say that they are not saved, outlast a reload, and arrive when the network is back', async ({ page, context }) => {
    const { items } = await begin(page, 'Ma Văn Tùng');
    // What the service worker is to keep it is told three seconds after the first page.
    await expect
      .poll(() => page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length)).then((counts) => counts.reduce((sum, one) => sum + one, 0))), { timeout: 20_000 })
      .toBeGreaterThan(20);
    await context.setOffline(true);
    for (const { item } of items.slice(0, 2)) {
      await tapAnswer(page, item);
      await expect(page.getByText('Chưa lưu, đang thử lại')).toBeVisible();
      await next(page);
    }
    await page.getByRole('button', { name: 'Xem lại và nộp bài' }).click();
    await expect(page.getByText(/^2\scâu chưa tới máy chủ/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Nộp bài' })).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);

    await page.reload();
    await expect(page.getByText(/^Câu\s3\/20$/)).toBeVisible();
    await page.getByRole('button', { name: 'Câu trước' }).click();
    await expect(page.getByText('Chưa lưu, đang thử lại')).toBeVisible();

    await context.setOffline(false);
    await saved(page);
    await expect.poll(() => answered(page)).toBe(2);
  });
});

test('an answer given just before leaving the page is saved', async ({ page }) => {
  const { items } = await begin(page, 'Quan Thị Vân');
  await tapAnswer(page, items[0]!.item);
  await page.getByRole('link', { name: 'Bình Dân Học' }).click();
  await expect(page).toHaveURL('/');
  await expect.poll(() => answered(page)).toBe(1);
});

test('when the time is over the page says so and shows the result by itself', async ({ page }) => {
  const { items, login } = await begin(page, 'Bế Thị Sao');
  await tapAnswer(page, items[0]!.item);
  await saved(page);
  letTimePass(login, 24.8);
  await page.reload();
  await expect(page.getByRole('timer')).toHaveText(/Còn\s0:\d\d/);
  await expect(page.getByRole('heading', { name: 'Lượt này chưa đạt' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Đúng 5%.', { exact: false })).toBeVisible();
});

test('a phone whose clock is set forward ends no try', async ({ page }) => {
  await page.clock.install();
  const { items } = await begin(page, 'Sầm Văn Dũng');
  await page.clock.fastForward('03:00:00');
  await expect(page.getByText(/^Câu\s1\/20$/)).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/Còn\s2[45]:\d\d/);
  await tapAnswer(page, items[0]!.item);
  await expect.poll(async () => (await page.clock.runFor(1_000), answered(page))).toBe(1);
});

test('a whole test by keyboard alone', async ({ page }) => {
  test.slow();
  await join(page, { name: 'Vi Thị Hoa', login: newPhone(), born: '1966' });
  await page.goto(`/kiem-tra/${id}`);
  await tabTo(page, 'Bắt đầu làm bài');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Câu\s1\/20$/)).toBeVisible();
  for (const { position, item } of (await served(page)).items) {
    await expect(page.getByText(new RegExp(`^Câu\\s${position}/20$`))).toBeVisible();
    await keyAnswer(page, item);
    await saved(page);
    await page.keyboard.press('Enter');
  }
  await tabTo(page, 'Nộp bài');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Cô đã đạt bài kiểm tra/ })).toBeVisible();
});
