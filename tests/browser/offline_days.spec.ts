// Days without any network: a level is downloaded, the server killed and the network cut, and a learner goes on for days –
// with a reload and a browser that dies in the middle. On return the same batch reaches the server twice and the server dies
// in the middle of another. Then the device's log and the server's store are compared row by row: 0 lost, 0 doubled.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { accountOf, compare, logOf } from './device_log.ts';
import { goOn, handIn, handInTask, lessonAsServed, readCards, tapAnswer, type Lesson } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { OwnServer } from './own_server.ts';
import { enter, join, newPhone, password } from './people.ts';
import { expect, test } from './strict_test.ts';

const dayMs = 86_400_000;
const ready = 'Đã đủ. Mất mạng vẫn học được.';

async function download(page: Page) {
  await page.goto('/dong-bo');
  await page.getByRole('button', { name: /^Tải về máy \(\d+ KB\)$/ }).click();
  await expect(page.getByText(ready)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/ứng dụng chưa lưu đủ/)).toHaveCount(0);
}

/** Answers right and is told so by the telephone itself. */
async function answerHere(page: Page, item: Lesson['items'][number]) {
  await tapAnswer(page, item);
  await handIn(page);
  await expect(page.getByRole('heading', { level: 3, name: 'Đúng rồi' })).toBeVisible();
  await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
  await goOn(page);
}

/** Everything that is due: cards, rated as remembered, and items of earlier lessons. Gives the number of each. */
async function reviewAll(page: Page, lessons: Lesson[]): Promise<{ cards: number; items: number }> {
  const count = { cards: 0, items: 0 };
  while (/\/on-tap/.test(page.url())) {
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    const card = page.getByRole('button', { name: 'Xem đáp án' });
    const question = page.getByRole('heading', { level: 2 });
    await expect(card.or(question).first()).toBeVisible();
    if (await card.isVisible()) {
      count.cards += 1;
      await card.click();
      await page.getByRole('button', { name: /Nhớ$/ }).first().click();
    } else {
      count.items += 1;
      const prompt = await question.innerText();
      await answerHere(page, lessons.flatMap(({ items }) => items).find((item) => item.prompt === prompt)!);
    }
    await expect.poll(async () => (/\/on-tap/.test(page.url()) ? page.getByRole('heading', { level: 1 }).innerText() : '')).not.toBe(heading);
  }
  return count;
}

test.describe('days without network', () => {
  let server: OwnServer;
  let line: Line;
  let profile: string;
  let context: BrowserContext;

  test.beforeEach(async () => {
    server = await OwnServer.begin();
    line = await openLine(server.port);
    profile = mkdtempSync(joinPath(tmpdir(), 'bdh-profile-'));
  });
  test.afterEach(async () => {
    await context?.close().catch(() => {});
    line.close();
    await server.end();
    rmSync(profile, { recursive: true, force: true });
  });

  /** The telephone of this test: its storage outlives a browser that dies. */
  async function openBrowser(at: number): Promise<Page> {
    const { launchOptions, locale, timezoneId, viewport, contextOptions } = test.info().project.use;
    context = await chromium.launchPersistentContext(profile, { ...launchOptions, ...contextOptions, locale, timezoneId, viewport, baseURL: line.address });
    await context.clock.setFixedTime(at);
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(15_000);
    return page;
  }
  async function killBrowser() {
    const session = await context.newCDPSession(context.pages()[0]!);
    const gone = new Promise((closed) => context.once('close', closed));
    session.send('Browser.crash').catch(() => {});
    await gone;
  }
  async function cutOff() {
    await context.setOffline(true);
    await server.kill();
  }

  test('a learner goes on for days, the browser dies, and every answer arrives once', async () => {
    test.setTimeout(300_000);
    const first = Date.now() - 3 * dayMs;
    let page = await openBrowser(first);
    const login = newPhone();
    await join(page, { name: 'Hoàng Thị Mùi', login, born: '1979' });
    const account = await accountOf(page);
    const lessons = [];
    for (const id of ['bdh-ai-1-01', 'bdh-ai-1-02', 'bdh-ai-1-03']) lessons.push(await lessonAsServed(page, id));
    await download(page);
    await cutOff();

    // Day one: the whole session, marked here.
    await page.goto('/');
    await page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ }).click();
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lessons[0]!);
    for (const item of lessons[0]!.items) await answerHere(page, item);
    await handInTask(page, lessons[0]!);
    await expect(page.getByText('Chưa có mạng. Bài đã giữ trên máy và sẽ tự nộp khi có mạng.')).toBeVisible();
    await goOn(page);
    await expect(page).toHaveURL('/ket-qua');

    // Day two: what was learnt comes back, then the next lesson; a reload in the middle of it.
    await context.clock.setFixedTime(first + dayMs);
    await page.goto('/');
    await page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ }).click();
    await expect(page).toHaveURL('/on-tap');
    expect((await reviewAll(page, lessons)).cards).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lessons[1]!);
    for (const item of lessons[1]!.items.slice(0, 2)) await answerHere(page, item);
    await page.reload();
    for (const item of lessons[1]!.items.slice(2, 4)) await answerHere(page, item);

    // The browser dies with an answer on the screen; what was answered before is there.
    await tapAnswer(page, lessons[1]!.items[4]!);
    const before = await logOf(page);
    await killBrowser();
    page = await openBrowser(first + dayMs);
    await context.setOffline(true);
    await page.goto('/hoc/bdh-ai-1-02');
    expect(await logOf(page)).toEqual(before);
    for (const item of lessons[1]!.items.slice(4)) await answerHere(page, item);

    // Day three, and the page that says where everything is.
    await context.clock.setFixedTime(first + 2 * dayMs);
    await page.goto('/');
    await page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ }).click();
    await expect(page).toHaveURL('/on-tap');
    expect((await reviewAll(page, lessons)).items, 'the first day’s items come back, though none has reached the server').toBeGreaterThan(0);
    await expect(page).toHaveURL('/hoc/bdh-ai-1-03');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lessons[2]!);
    for (const item of lessons[2]!.items.slice(0, 3)) await answerHere(page, item);
    const total = (await logOf(page)).length;
    await page.goto('/dong-bo');
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${total}`);
    await expect(page.getByText(`${total} câu còn trên máy này`)).toBeVisible();

    // Back at the valley's mouth she has to sign in again: a browser that dies may forget who was signed in, not what was
    // learnt. The first batch arrives, its receipt is lost with the line. Nothing claims otherwise.
    await context.clock.setFixedTime(Date.now());
    await server.start();
    await context.clearCookies();
    await enter(page, { login, password });
    const lost = line.cutBeforeReply('POST /api/v1/answers');
    await context.setOffline(false);
    await lost;
    await expect(page.getByText(`${total} câu đã thử gửi, chưa có biên nhận`)).toBeVisible();
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${total}`);
    await expect.poll(() => server.answersOf(account).length).toBe(total);

    // The server dies, comes back, and is sent the very same batch again.
    await server.kill();
    await server.start();
    line.mend();
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${total}/${total}`, { timeout: 60_000 });
    compare(await logOf(page), server.answersOf(account));

    // What the server makes of it is what the telephone had shown.
    const today = await (await page.request.get('/api/v1/today')).json();
    expect(today.level.lessons_done).toBe(2);
    await expect.poll(async () => (await lessonAsServed(page, 'bdh-ai-1-01')).task).toMatchObject({ submission: { state: 'handed_in' } });
  });

  test('a level that was damaged on the device is not used, and is fetched again', async () => {
    const page = await openBrowser(Date.now());
    await join(page, { name: 'Lý Văn Páo', login: newPhone(), born: '1990' });
    await download(page);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('binh-dan-hoc');
          opening.onsuccess = () => {
            const change = opening.result.transaction('bundles', 'readwrite');
            const store = change.objectStore('bundles');
            const asked = store.getAll();
            asked.onsuccess = () => {
              for (const bundle of asked.result) {
                bundle.bytes[Math.floor(bundle.bytes.length / 2)] ^= 1;
                store.put(bundle);
              }
            };
            change.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        })
    );
    await context.setOffline(true);
    await page.goto('/hoc/bdh-ai-1-05');
    await expect(page.getByText('Trang này cần mạng.', { exact: false })).toBeVisible();
    // Wanted once, it is fetched again by itself.
    await context.setOffline(false);
    await page.goto('/dong-bo');
    await expect(page.getByText(ready)).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    await page.goto('/hoc/bdh-ai-1-05');
    await expect(page.getByRole('button', { name: 'Bắt đầu' })).toBeVisible();
  });

  test('a download that breaks off goes on from where it was', async () => {
    const page = await openBrowser(Date.now());
    await join(page, { name: 'Bàn Thị Nga', login: newPhone(), born: '1988' });
    const parts: string[] = [];
    page.on('request', (request) => request.url().includes('/bundles/') && parts.push(request.headers().range ?? 'whole'));
    await page.goto('/dong-bo');
    const broken = line.cutBeforeReply('GET /api/v1/bundles/', 1);
    await page.getByRole('button', { name: /^Tải về máy/ }).click();
    await broken;
    await expect(page.getByText('Chưa có mạng. Xin kiểm tra kết nối rồi thử lại.')).toBeVisible();
    expect(parts).toEqual(['bytes=0-65535', expect.stringMatching(/^bytes=65536-/)]);
    line.mend();
    await page.goto('/dong-bo');
    await expect(page.getByText(ready)).toBeVisible({ timeout: 30_000 });
    expect(parts.filter((range) => range.startsWith('bytes=0-')).length, 'what had come was not asked for again').toBe(1);
  });
});
