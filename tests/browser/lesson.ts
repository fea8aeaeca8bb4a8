// Going through a session like a person: reading every card, answering every item by what stands on the screen.
import { expect, type Page } from '@playwright/test';
import { rightAnswers } from './answers.ts';

export interface Item {
  id: string;
  type: string;
  prompt: string;
  front?: string;
  statements?: { text: string }[];
  things?: { text: string }[];
  categories?: { text: string }[];
  lefts?: { text: string }[];
  rights?: { text: string }[];
  steps?: { text: string }[];
  options?: { text: string }[];
  segments?: { key: string | null; text: string }[];
}
export interface Lesson {
  id: string;
  title: string;
  cards: { heading: string }[];
  items: Item[];
  items_answered: string[];
  task: { title: string; criteria: { text: string }[] } | null;
}

/** What the server holds of a lesson for whoever is signed in here. */
export async function lessonAsServed(page: Page, id: string): Promise<Lesson> {
  return (await page.request.get(`/api/v1/lessons/${id}`)).json();
}

export async function readCards(page: Page, lesson: Lesson) {
  for (const card of lesson.cards) {
    await expect(page.getByRole('heading', { level: 1, name: card.heading })).toBeVisible();
    await page.getByRole('button', { name: /^(Tiếp tục|Thử sức với câu hỏi)$/ }).click();
  }
}

/** Gives the right answer by taps and typing; hands nothing in. */
export async function tapAnswer(page: Page, item: Item) {
  await expect(page.getByRole('heading', { level: 2, name: item.prompt, exact: true })).toBeVisible();
  const right = rightAnswers(item.id);
  switch (item.type) {
    case 'single_choice':
      return page.getByRole('radio', { name: right[0]!.answer, exact: true }).check();
    case 'multiple_choice':
      for (const { answer } of right) await page.getByRole('checkbox', { name: answer, exact: true }).check();
      return;
    case 'true_false_set':
    case 'categorise':
      for (const { asked, answer } of right)
        await page.getByRole('group', { name: asked, exact: true }).getByRole('radio', { name: answer, exact: true }).check();
      return;
    case 'match':
      for (const left of item.lefts!) {
        const { answer } = right.find(({ asked }) => asked === left.text)!;
        await page.getByRole('group', { name: `Chọn cho: ${left.text}` }).getByRole('button', { name: answer, exact: true }).click();
      }
      return;
    case 'order':
      for (const { answer } of right) await page.getByRole('button', { name: answer, exact: true }).click();
      return;
    case 'fill_in':
      for (const [index, { answer }] of right.entries()) await page.getByLabel(`Chỗ trống ${index + 1}`).fill(answer);
      return;
    case 'numeric':
      return page.getByLabel('Con số của mình').fill(right[0]!.answer);
    case 'short_answer':
      return page.getByLabel('Câu trả lời ngắn').fill(right[0]!.answer);
    case 'highlight':
      for (const { answer } of right) await page.getByRole('checkbox', { name: answer, exact: true }).click();
      return;
    default:
      throw new Error(`nobody taps a ${item.type}`);
  }
}

export const handIn = (page: Page) => page.getByRole('button', { name: 'Trả lời', exact: true }).click();
export const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục', exact: true }).click();

export async function answerRight(page: Page, item: Item) {
  await tapAnswer(page, item);
  await handIn(page);
  await expect(page.getByRole('heading', { level: 3, name: 'Đúng rồi' })).toBeVisible();
  await goOn(page);
}

/** The same answer with the keys that stand for what is shown, 1–9; typing where something is to be typed. */
export async function keyAnswer(page: Page, item: Item) {
  const right = rightAnswers(item.id);
  const press = async (shown: { text: string }[], text: string) => {
    const index = shown.findIndex((one) => one.text === text);
    expect(index, `“${text}” is on the screen`).toBeGreaterThanOrEqual(0);
    await page.keyboard.press(String(index + 1));
  };
  const answerTo = (asked: string) => right.find((one) => one.asked === asked)!.answer;
  switch (item.type) {
    case 'single_choice':
    case 'multiple_choice':
      for (const { answer } of right) await press(item.options!, answer);
      return;
    case 'true_false_set':
      for (const one of item.statements!) await press([{ text: 'Đúng' }, { text: 'Sai' }], answerTo(one.text));
      return;
    case 'categorise':
      for (const one of item.things!) await press(item.categories!, answerTo(one.text));
      return;
    case 'match': {
      let left = item.rights!;
      for (const one of item.lefts!) {
        await press(left, answerTo(one.text));
        left = left.filter((each) => each.text !== answerTo(one.text));
      }
      return;
    }
    case 'order':
      for (const { answer } of right) await press(item.steps!, answer);
      return;
    case 'highlight':
      for (const { answer } of right) await press(item.segments!.filter((segment) => segment.key !== null), answer);
      return;
    default:
      for (const [index, { answer }] of right.entries()) {
        await tabTo(page, item.type === 'fill_in' ? `Chỗ trống ${index + 1}` : /^(Con số của mình|Câu trả lời ngắn)$/);
        await page.keyboard.type(answer);
      }
  }
}

/** Moves the focus with Tab until it stands on what has this name, as a keyboard user would look for it. */
export async function tabTo(page: Page, name: string | RegExp) {
  for (let presses = 0; presses < 60; presses += 1) {
    const found = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return '';
      const labels = (element as HTMLInputElement).labels;
      return (element.getAttribute('aria-label') ?? (labels?.length ? labels[0]!.innerText : element.innerText) ?? '').trim();
    });
    if (typeof name === 'string' ? found.startsWith(name) : name.test(found)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
}

export async function handInTask(page: Page, lesson: Lesson) {
  await expect(page.getByRole('heading', { level: 1, name: lesson.task!.title })).toBeVisible();
  await page.getByLabel('Bài làm của mình').fill('Tôi nhờ gợi ý bữa cơm từ rau muống và trứng; giữ món canh, bỏ món cần lò nướng.');
  for (const criterion of lesson.task!.criteria) await page.getByRole('checkbox', { name: criterion.text }).check();
  await expect(page.getByText('Tự chấm: 10/10 điểm')).toBeVisible();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
}

/** A whole lesson, from its door to the result of the day. */
export async function workThrough(page: Page, id: string) {
  const lesson = await lessonAsServed(page, id);
  await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, lesson);
  for (const item of lesson.items) await answerRight(page, item);
  await handInTask(page, lesson);
  await expect(page).toHaveURL('/ket-qua');
  return lesson;
}
