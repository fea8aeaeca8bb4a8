// What goes wrong in the field: wrong clocks, two telephones, an old app, a browser that dies while it sends, no signal at all.
// Each ends by comparing the device's log with the server's store, row by row: 0 lost, 0 doubled.
import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { accountOf, compare, logOf } from './device_log.ts';
import { goOn, handIn, lessonAsServed, readCards, tapAnswer, type Lesson } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { answersIn } from './own_server.ts';
import { enter, join, newPhone, password } from './people.ts';
import { expect, test } from './strict_test.ts';

test.use({ allowed: [/net::ERR_|Failed to load resource/] });

const dayMs = 86_400_000;
const rowsOf = (account: number) => answersIn(process.env.BDH_BROWSER_DATA!, account);
let line: Line;

test.beforeEach(async () => {
  line = await openLine(Number(process.env.BDH_BROWSER_PORT));
});
test.afterEach(() => line.close());

async function beginLesson(page: Page): Promise<Lesson> {
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await page.goto('/hoc/bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, lesson);
  return lesson;
}

async function keepAnswers(page: Page, lesson: Lesson, count: number) {
  for (const item of lesson.items.slice(0, count)) {
    await tapAnswer(page, item);
    await handIn(page);
    await expect(page.getByRole('heading', { level: 3, name: 'Đã giữ trên máy' })).toBeVisible();
    await goOn(page);
  }
}

const allReceived = async (page: Page, count: number) => {
  await page.goto('/dong-bo');
  await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${count}/${count}`, { timeout: 30_000 });
};

for (const days of [3, -3]) {
  test(`a clock that is ${Math.abs(days)} days ${days > 0 ? 'ahead' : 'behind'} loses no answer and moves none to another day`, async ({ another }) => {
    const page = await another({ baseURL: line.address });
    await join(page, { name: 'Lò Thị Inh', login: newPhone(), born: '1981' });
    await page.clock.setFixedTime(Date.now() + days * dayMs);
    const account = await accountOf(page);
    const lesson = await beginLesson(page);
    line.cut();
    await keepAnswers(page, lesson, 3);
    line.mend();
    await allReceived(page, 3);
    compare(await logOf(page), rowsOf(account), days * dayMs);
  });
}

test('one person on two telephones: both count, whichever arrives first', async ({ another }) => {
  const login = newPhone();
  const phone = await another({ baseURL: line.address });
  await join(phone, { name: 'Mùa A Sình', login, born: '1990' });
  const account = await accountOf(phone);
  const tablet = await another({ baseURL: line.address });
  await enter(tablet, { login, password });
  const lesson = await beginLesson(phone);
  await beginLesson(tablet);
  line.cut();
  await keepAnswers(phone, lesson, 3);
  await keepAnswers(tablet, lesson, 2);
  line.mend();
  await allReceived(tablet, 2);
  await allReceived(phone, 3);
  compare([...(await logOf(phone)), ...(await logOf(tablet))], rowsOf(account));
  expect((await lessonAsServed(phone, 'bdh-ai-1-01')).items_answered.length).toBe(3);
});

test('a receipt lost with the line and a page that dies while sending: the same batch again, counted once', async ({ another }) => {
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Giàng Thị Sua', login: newPhone(), born: '1986' });
  const account = await accountOf(page);
  const lesson = await beginLesson(page);
  line.cut();
  await keepAnswers(page, lesson, 3);
  const lost = line.cutBeforeReply('POST /api/v1/answers');
  line.mend();
  const again = await page.context().newPage();
  void again.goto('/').catch(() => {});
  await lost;
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await again.close();
  await page.close();
  await expect.poll(() => rowsOf(account).length).toBe(3);
  line.mend();
  const fresh = await page.context().newPage();
  await allReceived(fresh, 3);
  compare(await logOf(fresh), rowsOf(account));
});

test('what an older app gave up for its clock arrives, and its contract is still spoken', async ({ another }) => {
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Vàng Thị Mai', login: newPhone(), born: '1975' });
  const account = await accountOf(page);
  const lesson = await beginLesson(page);
  line.cut();
  await keepAnswers(page, lesson, 3);
  // The first entry as the older app left it: refused for a clock that was three days ahead.
  await page.evaluate(
    (ahead_ms) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const change = opening.result.transaction('log', 'readwrite');
          const store = change.objectStore('log');
          const asked = store.getAll();
          asked.onsuccess = () => {
            const [entry] = asked.result;
            entry.event.answered_at += ahead_ms;
            store.put({ ...entry, state: 'refused', code: 'clock_ahead', text: 'Đồng hồ trên máy chạy trước hơn một ngày.', settled_at: Date.now() });
          };
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    3 * dayMs
  );
  line.mend();
  await allReceived(page, 3);
  const [log, rows] = [await logOf(page), rowsOf(account)];
  expect(rows[0]!.answered_at, 'never in the future').toBeLessThanOrEqual(Date.now());
  compare([{ ...log[0]!, answered_at: rows[0]!.answered_at }, ...log.slice(1)], rows);
  // As an older app sends it: without what its clock shows.
  const { device, sequence, item, context, response, answered_at } = log[1]!;
  const { version } = (await lessonAsServed(page, 'bdh-ai-1-01')).items.find(({ id }) => id === item) as unknown as { version: number };
  const reply = await page.request.post('/api/v1/answers', { data: { events: [{ device, sequence, item, item_version: version, context, response, answered_at, took_ms: 1 }] } });
  expect((await reply.json()).results[0].receipt).toBe(log[1]!.receipt);
  expect(rowsOf(account).length).toBe(3);
});

test('from hand to hand: a sealed file, another person’s app, and the receipt back', async ({ another }) => {
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Thào Thị Ly', login: newPhone(), born: '1984' });
  const account = await accountOf(page);
  // Once online, the telephone makes its key known; the pages it will need are opened.
  const known = page.waitForResponse('**/api/v1/me/device_keys');
  await page.goto('/dong-bo');
  expect((await known).status()).toBe(201);
  const lesson = await beginLesson(page);
  await page.waitForTimeout(4_000);
  line.cut();
  await keepAnswers(page, lesson, 3);
  await page.goto('/dong-bo');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Gói 3 câu vào tệp' }).click();
  const parcel = test.info().outputPath('gui-nho.txt');
  await (await downloading).saveAs(parcel);
  await expect(page.getByTestId('received')).toHaveText('Đã nhận 0/3');

  const carrier = await another();
  await join(carrier, { name: 'Nguyễn Văn Hòa', login: newPhone(), born: '1970' });
  await carrier.goto('/dong-bo');
  const receipts: string[] = [];
  for (const time of [1, 2]) {
    const saved = carrier.waitForEvent('download');
    await carrier.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(parcel);
    await expect(carrier.getByText('máy chủ nhận 3/3 câu', { exact: false })).toBeVisible();
    await carrier.getByRole('button', { name: 'Gửi lại biên nhận' }).click();
    receipts.push(test.info().outputPath(`bien-nhan-${time}.txt`));
    await (await saved).saveAs(receipts.at(-1)!);
  }
  const broken = test.info().outputPath('hong.txt');
  writeFileSync(broken, 'bdh-parcel-1:AAAA');
  await carrier.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(broken);
  await expect(carrier.getByText('Tệp này không phải tệp gửi nhờ hay biên nhận.')).toBeVisible();
  // A receipt is for the one device alone.
  await carrier.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(receipts[0]!);
  await expect(carrier.getByText('Biên nhận này không dành cho máy này, hoặc đã hỏng.')).toBeVisible();

  await page.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(receipts);
  await expect(page.getByTestId('received')).toHaveText('Đã nhận 3/3');
  compare(await logOf(page), rowsOf(account));
  line.mend();
  await allReceived(page, 3);
  compare(await logOf(page), rowsOf(account));
});
