// Without network nothing is lost and nothing is claimed: answers stay on the device, say so, and are sent when the network is
// back. Shows CM-8.
import type { Page } from '@playwright/test';
import { goOn, handIn, handInTask, lessonAsServed, readCards, tapAnswer } from './lesson.ts';
import { openLine } from './line.ts';
import { enter, join, newPhone, password } from './people.ts';
import { expect, test } from './strict_test.ts';

test.use({ allowed: [/net::ERR_/] });

async function keepAnswer(page: Page, item: Parameters<typeof tapAnswer>[1]) {
  await tapAnswer(page, item);
  await handIn(page);
  await expect(page.getByRole('heading', { level: 3, name: 'Đã giữ trên máy' })).toBeVisible();
  await goOn(page);
}

test('going offline in a lesson keeps the answers and sends them on return', async ({ page, context }) => {
  await join(page, { name: 'Lường Văn Sơn', login: newPhone(), born: '1977' });
  await page.goto('/hoc/bdh-ai-1-01');
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, lesson);

  await context.setOffline(true);
  await expect(page.getByText('Chưa có mạng. Bài đã mở vẫn học được.')).toBeVisible();
  for (const item of lesson.items.slice(0, 3)) await keepAnswer(page, item);
  await expect(page.getByText('Chưa có mạng. 3 câu trả lời đang giữ trên máy.')).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText(/đang giữ trên máy/)).toHaveCount(0);
  await expect.poll(async () => (await lessonAsServed(page, 'bdh-ai-1-01')).items_answered.length).toBe(3);
});

test('a kept lesson opens without any line, is worked to its end, and arrives once', async ({ another }) => {
  const line = await openLine(Number(process.env.BDH_BROWSER_PORT));
  const page = await another({ baseURL: line.address });
  const login = newPhone();
  await join(page, { name: 'Triệu Thị Xuân', login, born: '1983' });
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  // The worker is told three seconds after the first page what to keep; then the pages of a lesson are there too.
  await expect
    .poll(() => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, one) => sum + one, 0)), { timeout: 20_000 })
    .toBeGreaterThan(20);
  await page.waitForTimeout(500);

  line.cut();
  await page.goto('/hoc/bdh-ai-1-01');
  await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, lesson);
  for (const item of lesson.items) await keepAnswer(page, item);
  await handInTask(page, lesson);
  await expect(page.getByText('Chưa có mạng. Bài đã giữ trên máy và sẽ tự nộp khi có mạng.')).toBeVisible();
  await goOn(page);
  await expect(page.getByText(`${lesson.items.length} câu đang chờ mạng để gửi đi`, { exact: false })).toBeVisible();

  line.mend();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(page.getByText(/chưa tới máy chủ|đang chờ mạng/)).toHaveCount(0);
  const elsewhere = await another();
  await enter(elsewhere, { login, password });
  const arrived = await (await elsewhere.request.get('/api/v1/lessons/bdh-ai-1-01')).json();
  expect(arrived.items_answered.length).toBe(lesson.items.length);
  expect(arrived.task.submission.checks).toEqual(lesson.task!.criteria.map(() => true));
  await page.goto('/');
  await expect(page.getByText('1 ngày liền')).toBeVisible();
  await page.close();
  line.close();
});
