// What learning on a slow telephone and a slow line takes, for docs/performance.md. It measures, so it runs only when asked:
//   BDH_FIGURES=1 npx playwright test --config ../tests/browser/playwright.config.ts offline_figures --workers=1   (in web/)
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { loadavg } from 'node:os';
import { openFront, type Front } from './front.ts';
import { goOn, handIn, handInTask, lessonAsServed, readCards, tapAnswer, type Lesson } from './lesson.ts';
import { openLine } from './line.ts';
import { join, newPhone } from './people.ts';
import { Phone } from './phone.ts';
import { openSlowLine } from './slow_line.ts';
import { expect, test } from './strict_test.ts';

test.skip(!process.env.BDH_FIGURES, 'measures; BDH_FIGURES=1 runs it');
test.describe.configure({ timeout: 600_000 });

const dayMs = 86_400_000;
const rounds = Number(process.env.BDH_ROUNDS ?? 5);
const serverPort = () => Number(process.env.BDH_BROWSER_PORT);
const inOrder = (times: number[]) => [...times].sort((one, other) => one - other);
const say = (what: string, times: number[]) =>
  console.log(`${what}: median ${inOrder(times)[times.length >> 1]!.toFixed(0)} ms, all ${times.map((time) => time.toFixed(0)).join(' · ')} ms; load average ${loadavg()[0]!.toFixed(2)}`);

/** Notes, from inside the page, when after the beginning of the navigation something to press stands there. */
const watchFor = (context: BrowserContext, wanted: string) =>
  context.addInitScript((wanted) => {
    const look = () => {
      const there = [...document.querySelectorAll<HTMLElement>('main button, main input')].some(
        (one) => !(one as HTMLButtonElement).disabled && (wanted === 'input' ? one.matches('input[type=radio], input[type=checkbox]') : one.innerText.trim() === wanted)
      );
      if (there) (globalThis as { there_ms?: number }).there_ms = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, wanted);
const usableAfter = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => (globalThis as { there_ms?: number }).there_ms !== undefined, null, { timeout: 60_000 });
  return page.evaluate(() => (globalThis as { there_ms?: number }).there_ms!);
};

async function download(page: Page) {
  await page.goto('/dong-bo');
  await page.getByRole('button', { name: /^Tải về máy/ }).click();
  await expect(page.getByText('Đã đủ. Mất mạng vẫn học được.')).toBeVisible({ timeout: 60_000 });
}

test('opening without network, processor four times slower', async () => {
  const line = await openLine(serverPort());
  const phone = new Phone(line.address);
  let page = await phone.open({ signal: true });
  await join(page, { name: 'Lò Văn Ón', login: newPhone(), born: '1970' });
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await download(page);
  await page.goto('/hoc/bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, lesson);
  await expect(page.getByRole('heading', { level: 2, name: lesson.items[0]!.prompt, exact: true })).toBeVisible();
  line.cut();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await phone.close();
    page = await phone.open({ signal: false });
    await watchFor(phone.context, 'input');
    const processor = await phone.context.newCDPSession(page);
    await processor.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto('/hoc/bdh-ai-1-01', { waitUntil: 'commit' });
    times.push(await usableAfter(page));
  }
  say('opened offline to an exercise, browser just started', times);
  await phone.throwAway();
  line.close();
});

test.describe('behind nginx', () => {
  let front: Front;
  test.beforeAll(async () => {
    front = await openFront(serverPort());
  });
  test.afterAll(() => front.close());

  const launch = () => {
    const { launchOptions } = test.info().project.use;
    return chromium.launch({ ...launchOptions, args: [...launchOptions!.args!, '--ignore-certificate-errors'] });
  };
  const contextOf = (browser: Awaited<ReturnType<typeof launch>>, port: number) => {
    const { locale, timezoneId, viewport, contextOptions } = test.info().project.use;
    return browser.newContext({ ...contextOptions, locale, timezoneId, viewport, ignoreHTTPSErrors: true, baseURL: `https://localhost:${port}` });
  };

  for (const [name, pace] of [
    ['400 kbit/s, 400 ms', { bits_per_s: 400_000, round_trip_ms: 400 }],
    ['unthrottled', null]
  ] as const) {
    test(`a first lesson over ${name}`, async () => {
      const cold: number[] = [];
      const warm: number[] = [];
      for (let round = 0; round < (pace ? rounds : 2); round++) {
        const line = await openSlowLine(front.port, pace);
        const browser = await launch();
        const context = await contextOf(browser, line.port);
        await watchFor(context, 'Bắt đầu');
        const page = await context.newPage();
        // Signed in over the fast line; a cookie does not mind the port.
        const fast = await contextOf(browser, front.port);
        const visitor = await fast.newPage();
        await join(visitor, { name: 'Lò Thị Pâng', login: newPhone(), born: '1980' });
        await context.addCookies(await fast.cookies());
        await fast.close();
        await page.goto('/hoc/bdh-ai-1-01', { waitUntil: 'commit' });
        cold.push(await usableAfter(page));
        // The rest of the app comes in the background; then the page is closed and opened again.
        await page.waitForTimeout(pace ? 25_000 : 6_000);
        await page.close();
        const again = await context.newPage();
        await again.goto('/hoc/bdh-ai-1-01', { waitUntil: 'commit' });
        warm.push(await usableAfter(again));
        await browser.close();
        line.close();
      }
      say(`first lesson over ${name}, cold`, cold);
      say(`first lesson over ${name}, warm`, warm);
    });
  }

  /** The session of a day from its beginning to its end, whatever it asks for. Gives how many answers that took. */
  async function learn(page: Page, lessons: Lesson[]): Promise<number> {
    let answers = 0;
    const items = lessons.flatMap((lesson) => lesson.items);
    await page.getByRole('link', { name: /^Học( \d+ phút hôm nay| tiếp)$/ }).click();
    await page.waitForURL(/\/(on-tap|hoc)/);
    while (/\/on-tap/.test(page.url())) {
      const count = await page.getByRole('heading', { level: 1 }).innerText();
      const card = page.getByRole('button', { name: 'Xem đáp án' });
      const question = page.getByRole('heading', { level: 2 });
      await expect(card.or(question).first()).toBeVisible();
      if (await card.isVisible()) {
        await card.click();
        await page.getByRole('button', { name: /Nhớ$/ }).first().click();
      } else {
        const prompt = await question.innerText();
        await tapAnswer(page, items.find((item) => item.prompt === prompt)!);
        await handIn(page);
        await goOn(page);
      }
      answers += 1;
      await expect.poll(async () => (/\/on-tap/.test(page.url()) ? page.getByRole('heading', { level: 1 }).innerText() : '')).not.toBe(count);
    }
    const lesson = lessons.find(({ id }) => page.url().endsWith(id))!;
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lesson);
    for (const item of lesson.items) {
      await tapAnswer(page, item);
      await handIn(page);
      await goOn(page);
      answers += 1;
    }
    await handInTask(page, lesson);
    await page.waitForTimeout(500);
    if (!page.url().endsWith('/ket-qua')) await goOn(page);
    await expect(page).toHaveURL('/ket-qua');
    return answers;
  }

  for (const way of ['sent at once in the evening', 'sent answer by answer'] as const) {
    test(`bytes of a day of learning, ${way}`, async () => {
      const line = await openSlowLine(front.port, null);
      const browser = await launch();
      const context = await contextOf(browser, line.port);
      const login = newPhone();
      await context.clock.setFixedTime(Date.now() - dayMs);
      let page = await context.newPage();
      await join(page, { name: 'Quàng Thị Hom', login, born: '1976' });
      const lessons: Lesson[] = [];
      for (const id of ['bdh-ai-1-01', 'bdh-ai-1-02', 'bdh-ai-1-03']) lessons.push(await lessonAsServed(page, id));
      await download(page);
      // The first day is no example: nothing comes back yet.
      await context.setOffline(true);
      await page.goto('/');
      await learn(page, lessons);
      await context.clock.setFixedTime(Date.now());
      await context.setOffline(false);
      await page.goto('/dong-bo');
      await expect(page.getByTestId('received')).toHaveText(/^Đã nhận (\d+)\/\1$/, { timeout: 30_000 });
      await page.waitForTimeout(8_000);
      await page.close();

      const before = line.counted();
      if (way === 'sent at once in the evening') await context.setOffline(true);
      page = await context.newPage();
      await page.goto('/');
      const answers = await learn(page, lessons);
      if (way === 'sent at once in the evening') {
        await page.close();
        await context.setOffline(false);
        page = await context.newPage();
        await page.goto('/dong-bo');
      } else await page.getByRole('link', { name: 'Hôm nay' }).first().click();
      await page.waitForTimeout(8_000);
      const { up, down } = line.counted();
      console.log(`a day of ${answers} answers and a task, ${way}: ${((up - before.up) / 1000).toFixed(1)} KB up, ${((down - before.down) / 1000).toFixed(1)} KB down`);
      await page.goto('/dong-bo');
      await expect(page.getByTestId('received')).toHaveText(/^Đã nhận (\d+)\/\1$/, { timeout: 30_000 });
      await browser.close();
      line.close();
    });
  }
});
