// One telephone, several people, no network: three learners behind PINs go on for a week, and a helper enrols and records for
// five people who have no telephone at all. Nothing of one is seen by another or by who finds the telephone, and each record
// arrives once. Shows CM-8 and CM-10.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { rows } from './device_log.ts';
import { goOn, handIn, lessonAsServed, readCards, tapAnswer, type Lesson } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { OwnServer } from './own_server.ts';
import { demoJoinLink, enter, fillInJoining, join, newPhone } from './people.ts';
import { expect, test } from './strict_test.ts';

const dayMs = 86_400_000;
const ready = 'Đã đủ. Mất mạng vẫn học được.';

interface Learner {
  name: string;
  label: string;
  pin: string;
  login: string;
  account: number;
  /** Items answered, in their order. */
  answered: string[];
}
const learner = (name: string, label: string, pin: string): Learner => ({ name, label, pin, login: newPhone(), account: 0, answered: [] });

/** Everything in the browser's own database but the downloaded levels, as somebody with the telephone in hand reads it. */
const rawDatabase = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames].filter((name) => name !== 'bundles');
          const seen: string[] = [];
          const look = (value: unknown): void => {
            if (value instanceof Uint8Array) seen.push(new TextDecoder().decode(value));
            else if (Array.isArray(value)) value.forEach(look);
            else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) (seen.push(key), look(inner));
            else seen.push(String(value));
          };
          const reading = db.transaction(names);
          for (const name of names) {
            const asked = reading.objectStore(name).getAll();
            asked.onsuccess = () => look(asked.result.filter((row) => row.path !== '/site'));
          }
          reading.oncomplete = () => {
            db.close();
            resolve(seen.join('\n'));
          };
        };
      })
  );

interface Head {
  device: string;
  sequence: number;
  account_id: number;
  state: string;
  receipt?: string;
  kind?: string;
}

async function setPin(page: Page, who: Learner) {
  await page.getByLabel('Tên hiện trên máy này').fill(who.label);
  await page.getByLabel('Mã PIN mới').fill(who.pin);
  await page.getByLabel('Nhập lại mã PIN').fill(who.pin);
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
}

async function choose(page: Page, who: Learner) {
  await page.getByRole('button', { name: new RegExp(`^${who.label} `) }).click();
  await expect(page.getByRole('heading', { level: 2, name: who.label })).toBeVisible();
}

async function typePin(page: Page, pin: string) {
  await page.getByLabel('Mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
}

async function openAs(page: Page, who: Learner, address: string) {
  await page.goto(address);
  await choose(page, who);
  await typePin(page, who.pin);
  await expect(page.getByRole('heading', { level: 1, name: 'Ai đang học?' })).toHaveCount(0);
}

async function answerOne(page: Page, who: Learner, lesson: Lesson) {
  const item = lesson.items[who.answered.length]!;
  await tapAnswer(page, item);
  await handIn(page);
  await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
  who.answered.push(item.id);
  await goOn(page);
}

async function download(page: Page) {
  await page.goto('/dong-bo');
  await page.getByRole('button', { name: /^Tải về máy \(\d+ KB\)$/ }).click();
  await expect(page.getByText(ready)).toBeVisible({ timeout: 60_000 });
}

test.describe('one telephone, several people, no network', () => {
  let server: OwnServer;
  let line: Line;
  let folder: string;
  let context: BrowserContext;
  let page: Page;

  test.beforeEach(async () => {
    server = await OwnServer.begin();
    line = await openLine(server.port);
    folder = mkdtempSync(joinPath(tmpdir(), 'bdh-shared-'));
    const { launchOptions, locale, timezoneId, viewport, contextOptions } = test.info().project.use;
    context = await chromium.launchPersistentContext(folder, { ...launchOptions, ...contextOptions, locale, timezoneId, viewport, baseURL: line.address });
    page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(20_000);
  });
  test.afterEach(async () => {
    await context?.close().catch(() => {});
    line.close();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });
  const accountOf = async (): Promise<number> => (await (await page.request.get('/api/v1/me')).json()).account_id;

  test('three people learn for a week behind their PINs, and each one’s answers arrive as theirs', async () => {
    test.setTimeout(600_000);
    const first = Date.now() - 7 * dayMs;
    await context.clock.setFixedTime(first);
    const mother = learner('Hoàng Thị Mùi', 'Mẹ', '482915');
    const father = learner('Lý Văn Páo', 'Bố', '736152');
    const aunt = learner('Bàn Thị Nga', 'Dì Út', '915273');
    const family = [mother, father, aunt];

    // The first has the telephone to herself and is asked no PIN; she sets one because others will use it too.
    await join(page, { name: mother.name, login: mother.login, born: '1979' });
    mother.account = await accountOf();
    const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
    await download(page);
    await page.reload();
    await expect(page.getByText(ready)).toBeVisible();
    await page.goto('/ca-nhan');
    await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
    await setPin(page, mother);
    await expect(page.getByText('Trên máy này bạn hiện là “Mẹ”.')).toBeVisible({ timeout: 30_000 });

    for (const who of [father, aunt]) {
      await page.getByRole('button', { name: 'Đổi người học' }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: 'Ai đang học?' })).toBeVisible();
      await page.goto(await demoJoinLink(page));
      await page.getByRole('button', { name: 'Thêm người học mới' }).click();
      await fillInJoining(page, { name: who.name, login: who.login, born: '1985' });
      await expect(page.getByRole('heading', { level: 1, name: 'Đặt mã PIN cho hồ sơ của bạn' })).toBeVisible();
      await setPin(page, who);
      await expect(page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ })).toBeVisible({ timeout: 30_000 });
      who.account = await accountOf();
      // Where they stand comes after the page, and only as long as it is theirs.
      await expect.poll(async () => (await rows<{ account_id: number }>(page, 'standings')).map((row) => row.account_id)).toContain(who.account);
    }
    await expect.poll(async () => (await rows<{ account_id: number }>(page, 'standings')).map((row) => row.account_id).sort()).toEqual(
      family.map(({ account }) => account).sort()
    );

    await context.setOffline(true);
    await server.kill();
    for (let day = 0; day < 7; day++) {
      await context.clock.setFixedTime(first + day * dayMs);
      for (const who of family) {
        await openAs(page, who, '/hoc/bdh-ai-1-01');
        if (day === 0) {
          await page.getByRole('button', { name: 'Bắt đầu' }).click();
          await readCards(page, lesson);
        }
        if (who.answered.length < lesson.items.length) await answerOne(page, who, lesson);
      }
      if (day === 3) await tryWrongPins(mother);
    }

    // Whoever finds the telephone now reads no name, no answer, not even which lesson.
    const raw = await rawDatabase(page);
    for (const word of [...family.flatMap(({ name, login }) => [name, login]), 'bdh-ai-1', lesson.title, lesson.items[0]!.prompt]) {
      expect(raw, word).not.toContain(word);
    }

    await context.clock.setFixedTime(Date.now());
    await page.goto('/');
    await server.start();
    await context.setOffline(false);
    for (const who of family) {
      await page.goto('/');
      await expect(page.getByText(`${who.answered.length} bài chưa gửi. Nhập mã PIN thì mới gửi được.`).first()).toBeVisible();
      expect(server.answersOf(who.account), 'nothing leaves before its PIN').toEqual([]);
      await openAs(page, who, '/dong-bo');
      await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${who.answered.length}/${who.answered.length}`, { timeout: 60_000 });
    }
    const log = await rows<Head>(page, 'log');
    for (const who of family) {
      const arrived = server.answersOf(who.account);
      const mine = log.filter(({ account_id }) => account_id === who.account);
      expect(arrived.map(({ item }) => item), '0 lost, 0 doubled, nobody else’s').toEqual(who.answered);
      expect(arrived.map(({ device, sequence }) => [device, sequence])).toEqual(mine.map(({ device, sequence }) => [device, sequence]));
      expect(mine.filter(({ state, receipt }) => state !== 'received' || !receipt)).toEqual([]);
    }
  });

  async function tryWrongPins(who: Learner) {
    await page.goto('/');
    await choose(page, who);
    for (let tries = 1; tries <= 3; tries++) {
      await typePin(page, '000000');
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByLabel('Mã PIN')).toHaveValue('');
    }
    await expect(page.getByText('Đã nhập sai nhiều lần. Xin đợi 30 giây rồi nhập lại.')).toBeVisible();
    // A reload is no free try.
    await page.reload();
    await choose(page, who);
    await expect(page.getByText(/Xin đợi \d+ giây/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Mở hồ sơ' })).toBeDisabled();
    await context.clock.setFixedTime((await page.evaluate(() => Date.now())) + 31_000);
    await expect(page.getByRole('button', { name: 'Mở hồ sơ' })).toBeEnabled();
    await typePin(page, who.pin);
    await expect(page.getByRole('heading', { level: 1, name: 'Ai đang học?' })).toHaveCount(0);
  }

  test('a helper enrols five people without a telephone, records for them, and sees each record arrive', async () => {
    test.setTimeout(300_000);
    await enter(page, { login: 'huongdan', password: 'huong-dan-demo' });
    await page.goto('/');
    const helper = await accountOf();
    await download(page);
    const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
    const asked = lesson.items.slice(0, 2);
    await page.goto('/nguoi-toi-giup');
    await expect(page.getByText('Chưa có ai. Hãy ghi danh người đầu tiên.')).toBeVisible();
    const names = ['Lý Thị Dợ', 'Hoàng A Páo', 'Bàn Văn Phúc', 'Triệu Thị Mán', 'Đặng Văn Quẩy'];

    await context.setOffline(true);
    await server.kill();
    for (const name of names) {
      if (name !== names[0]) await page.getByRole('button', { name: 'Ghi danh một người' }).click();
      await page.getByLabel('Họ và tên').fill(name);
      await page.getByLabel('Năm sinh').fill('1951');
      await page.getByLabel('Xóm, tổ hoặc đơn vị').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
      await expect(page.getByText('Chỉ ghi danh khi người học đã đồng ý.')).toBeVisible();
      await page.getByRole('checkbox', { name: 'Người học đã nghe và đồng ý' }).check();
      await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) });
      await expect(card.getByTestId('records')).toHaveText('1 trên máy này · 0 đã nhận · 0 không được nhận');
      await card.getByRole('button', { name: 'Ghi bài' }).click();
      await page.getByRole('button', { name: lesson.title }).click();
      for (const item of asked) {
        await tapAnswer(page, item);
        await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
        await expect(page.getByText('Đúng rồi')).toBeVisible();
        await page.getByRole('button', { name: 'Câu tiếp' }).click();
      }
      await page.getByRole('button', { name: 'Về danh sách' }).click();
      // The app is closed between two doors.
      await page.reload();
    }
    const total = names.length * (1 + asked.length);
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${total} bản ghi`);

    // Back at the valley's mouth, and the line breaks before the reply to the first batch.
    await server.start();
    const lost = line.cutBeforeReply('POST /api/v1/assisted_records');
    await context.setOffline(false);
    await lost;
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${total} bản ghi`);
    line.mend();
    await page.locator('#main').getByRole('button', { name: 'Gửi ngay' }).click();
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${total}/${total} bản ghi`, { timeout: 60_000 });
    for (const name of names) {
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) });
      await expect(card.getByTestId('records')).toHaveText(`0 trên máy này · ${1 + asked.length} đã nhận · 0 không được nhận`);
      await expect(card.getByText(`Máy chủ có ${asked.length} câu trả lời`, { exact: false })).toBeVisible();
    }

    const log = await rows<Head>(page, 'log');
    expect(log.filter(({ state, receipt, account_id }) => state !== 'received' || !receipt || account_id !== helper)).toEqual([]);
    const enrolled = server.ask(
      `SELECT a.full_name, e.device, e.sequence, e.account_id FROM identity_assisted e JOIN identity_accounts a ON a.id = e.account_id
       WHERE e.enrolled_by = ? ORDER BY e.sequence`,
      helper
    );
    expect(enrolled.map(([name]) => name), 'each once').toEqual(names);
    expect(enrolled.map(([, device, sequence]) => [device, sequence])).toEqual(
      log.filter(({ kind }) => kind === 'enrol_assisted').map(({ device, sequence }) => [device, sequence])
    );
    const arrived = enrolled.flatMap(([, , , account]) => server.answersOf(Number(account)));
    expect(arrived.map(({ item }) => item)).toEqual(names.flatMap(() => asked.map(({ id }) => id)));
    expect(arrived.map(({ device, sequence }) => [device, sequence])).toEqual(
      log.filter(({ kind }) => kind === 'assisted_answer').map(({ device, sequence }) => [device, sequence])
    );
    const devices = new Set(log.map(({ device }) => device));
    expect(server.answersOf(helper).filter(({ device }) => devices.has(device)), 'nothing counts for the helper').toEqual([]);
    const consents = server.ask(
      `SELECT COUNT(*) FROM identity_consents c JOIN identity_assisted e ON e.account_id = c.account_id WHERE e.enrolled_by = ? AND c.given = 1`,
      helper
    );
    expect(consents).toEqual([[names.length]]);
  });
});
