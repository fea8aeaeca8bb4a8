// Where to begin, and what need not be learnt again: placement offered and never forced, the learner's own choice, and the
// check that skips a lesson. Shows BS-1 and CM-8.
import type { Page } from '@playwright/test';
import { rightAnswers } from './answers.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { keyAnswer, tabTo, tapAnswer, type Item } from './lesson.ts';
import { join, newPhone } from './people.ts';
import { expect, test } from './strict_test.ts';

/** The question on the screen is the one the server last gave. */
function followSteps(page: Page): () => Item | null {
  let item: Item | null = null;
  page.on('response', async (reply) => {
    if (reply.url().endsWith('/api/v1/placements') && reply.ok()) item = (await reply.json()).item;
  });
  return () => item;
}
const levelChosen = async (page: Page) => (await (await page.request.get('/api/v1/programmes')).json()).chosen_level_id;

test('somebody new is offered the placement, knows it all, and begins where they like', async ({ page }) => {
  const item = followSteps(page);
  await join(page, { name: 'Đặng Văn Khoa', login: newPhone(), born: '1990' });
  await page.getByRole('link', { name: 'Xếp bậc' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bắt đầu từ bậc nào thì vừa?' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Bắt đầu xếp bậc' }).click();
  let asked = 0;
  for (; asked < 12; asked += 1) {
    const shown = page.getByText(new RegExp(`^Câu\\s${asked + 1}, nhiều nhất 12\\scâu$`));
    await expect(shown.or(page.getByText('Nên bắt đầu từ'))).toBeVisible();
    if (!(await shown.isVisible())) break;
    await tapAnswer(page, item()!);
    if (asked === 0) await expectAccessible(page);
    await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
    if (asked === 1) {
      // Lost connection, closed tab: it goes on with the third question.
      await expect(page.getByText(/^Câu\s3,/)).toBeVisible();
      await page.reload();
      await page.getByRole('button', { name: /^Làm tiếp, đã xong 2\scâu$/ }).click();
    }
  }
  expect(asked).toBeLessThan(12);
  await expect(page.getByRole('heading', { level: 1, name: /^Bậc 5/ })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('radio', { name: /^Bậc 3/ }).check();
  await page.getByRole('button', { name: /^Học từ bậc\s3$/ }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByText(/^Bậc 3:/)).toBeVisible();
  expect(await levelChosen(page)).toBe('bdh-ai-3');
});

test('who knows nothing yet says so, by keyboard, and is led to the beginning', async ({ page }) => {
  await join(page, { name: 'Hà Thị Ngân', login: newPhone(), born: '1958' });
  await page.goto('/xep-bac');
  await tabTo(page, 'Bắt đầu xếp bậc');
  await page.keyboard.press('Enter');
  for (let asked = 0; asked < 12; asked += 1) {
    const shown = page.getByText(new RegExp(`^Câu\\s${asked + 1},`));
    await expect(shown.or(page.getByText('Nên bắt đầu từ'))).toBeVisible();
    if (!(await shown.isVisible())) break;
    await tabTo(page, 'Tôi chưa biết');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1, name: /^Bậc 1/ })).toBeVisible();
  await tabTo(page, 'Học từ bậc');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
  expect(await levelChosen(page)).toBe('bdh-ai-1');
});

test.describe('a broken line', () => {
  test.use({ allowed: [/net::ERR_/] });
  test('keeps the answer on the screen until the next question can be had', async ({ page, context }) => {
    await join(page, { name: 'Lục Văn Bình', login: newPhone(), born: '1984' });
    await page.goto('/xep-bac');
    await page.getByRole('button', { name: 'Bắt đầu xếp bậc' }).click();
    await expect(page.getByText(/^Câu\s1,/)).toBeVisible();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Tôi chưa biết' }).click();
    await expect(page.getByText('Chưa có mạng. Câu trả lời vẫn ở đây; có mạng thì bấm lại.')).toBeVisible();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Tôi chưa biết' }).click();
    await expect(page.getByText(/^Câu\s2,/)).toBeVisible();
  });
});

const lesson = 'bdh-ai-1-01';
const check = async (page: Page): Promise<{ items: Item[]; tried_today: boolean }> => (await page.request.get(`/api/v1/lessons/${lesson}/mastery_check`)).json();

test('a lesson that is known already is skipped by three right answers, by keyboard', async ({ page }) => {
  await join(page, { name: 'Trần Thị Thu', login: newPhone(), born: '1995' });
  await page.goto(`/hoc/${lesson}`);
  await tabTo(page, 'Tôi biết bài này rồi');
  await page.keyboard.press('Enter');
  const { items } = await check(page);
  for (const [index, item] of items.entries()) {
    await expect(page.getByText(new RegExp(`^Câu\\s${index + 1}/3$`))).toBeVisible();
    await keyAnswer(page, item);
    if (index === 0) await expectAccessible(page);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Cô đã nắm bài này' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Về chương trình' }).click();
  await expect(page.locator('li.lesson.done')).toHaveCount(1);
  await page.goto(`/hoc/${lesson}`);
  await expect(page.getByRole('button', { name: 'Học tiếp' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tôi biết bài này rồi' })).toHaveCount(0);
});

async function tapWrong(page: Page, item: Item) {
  await expect(page.getByRole('heading', { level: 2, name: item.prompt, exact: true })).toBeVisible();
  const right = rightAnswers(item.id);
  const isRight = (text: string) => right.some(({ answer }) => answer === text);
  switch (item.type) {
    case 'single_choice':
      return page.getByRole('radio', { name: item.options!.find(({ text }) => !isRight(text))!.text, exact: true }).check();
    case 'multiple_choice':
      return page.getByRole('checkbox', { name: item.options!.find(({ text }) => !isRight(text))!.text, exact: true }).check();
    case 'true_false_set':
      for (const { asked, answer } of right)
        await page.getByRole('group', { name: asked, exact: true }).getByRole('radio', { name: answer === 'Đúng' ? 'Sai' : 'Đúng' }).check();
      return;
    case 'categorise':
      for (const { asked } of right)
        await page.getByRole('group', { name: asked, exact: true }).getByRole('radio', { name: item.categories![0]!.text, exact: true }).check();
      return;
    case 'match':
      for (const [index, left] of item.lefts!.entries()) {
        const { answer } = right.find(({ asked }) => asked === item.lefts![(index + 1) % item.lefts!.length]!.text)!;
        await page.getByRole('group', { name: `Chọn cho: ${left.text}` }).getByRole('button', { name: answer, exact: true }).click();
      }
      return;
    case 'fill_in':
      for (const index of right.keys()) await page.getByLabel(`Chỗ trống ${index + 1}`).fill('chưa rõ');
      return;
    default:
      throw new Error(`nobody answers a ${item.type} wrongly`);
  }
}

test('who did not know it learns the lesson, and may try again tomorrow', async ({ page }) => {
  await join(page, { name: 'Dương Văn Hải', login: newPhone(), born: '1987' });
  await page.goto(`/hoc/${lesson}`);
  await page.getByRole('button', { name: 'Tôi biết bài này rồi' }).click();
  const { items } = await check(page);
  for (const item of items) {
    await tapWrong(page, item);
    await page.getByRole('button', { name: /^(Câu tiếp|Xem kết quả)$/ }).click();
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Học bài này nhé' })).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await page.getByRole('button', { name: 'Tôi biết bài này rồi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hôm nay đã thử bỏ qua bài này rồi' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Học bài này' }).click();
  await expect(page.getByRole('button', { name: /^(Tiếp tục|Thử sức với câu hỏi)$/ })).toBeVisible();
});
