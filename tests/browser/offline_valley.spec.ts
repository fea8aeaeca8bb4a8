// A valley without signal for a week: a community team member enrols and teaches five people there, comes back, presses the
// button once and sees each record arrive. Her telephone is closed between the days and its browser killed in the middle of
// answering and in the middle of sending; the server dies with it. Then her log and the server's store are compared row by
// row: 0 lost, 0 doubled. Shows CM-8 and CM-10.
import type { Page } from '@playwright/test';
import { accountOf } from './device_log.ts';
import { lessonAsServed, tapAnswer, type Item, type Lesson } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { OwnServer } from './own_server.ts';
import { enter } from './people.ts';
import { Phone } from './phone.ts';
import { expect, test } from './strict_test.ts';

const dayMs = 86_400_000;
const days = 7;
const names = ['Lý Thị Dợ', 'Hoàng A Páo', 'Bàn Văn Phúc', 'Triệu Thị Mán', 'Đặng Văn Quẩy'];
const born = 1951;

interface Entry {
  device: string;
  sequence: number;
  kind: 'enrol_assisted' | 'assisted_answer';
  state: string;
  receipt?: string;
  body: Record<string, unknown> & { learner?: { device: string; sequence: number } };
}

/** The log as it stands in the browser's own database. */
const logOf = (page: Page): Promise<Entry[]> =>
  page.evaluate(
    () =>
      new Promise<never[]>((resolve, reject) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction('log').objectStore('log').getAll();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result as never[]);
          };
        };
      })
  );

const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) });
const received = (page: Page, text: string) => expect(page.getByTestId('received')).toHaveText(text, { timeout: 30_000 });
const toPeople = (page: Page) => page.goto('/nguoi-toi-giup');

async function enrol(page: Page, name: string) {
  const form = page.getByLabel('Họ và tên');
  const another = page.getByRole('button', { name: 'Ghi danh một người' });
  await expect(form.or(another)).toBeVisible();
  if (await another.isVisible()) await another.click();
  await form.fill(name);
  await page.getByLabel('Năm sinh').fill(String(born));
  await page.getByLabel('Xóm, tổ hoặc đơn vị').selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: 'Người học đã nghe và đồng ý' }).check();
  await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
  await expect(cardOf(page, name)).toBeVisible();
}

/** As far as the answer on the screen, which is not written down yet. */
async function ask(page: Page, name: string, lesson: Lesson, item: Item) {
  await cardOf(page, name).getByRole('button', { name: 'Ghi bài' }).click();
  await page.getByRole('button', { name: lesson.title, exact: true }).click();
  await tapAnswer(page, item);
}
const write = (page: Page) => page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
const told = (page: Page) => expect(page.getByText('Đúng rồi', { exact: true })).toBeVisible();

test.describe('a valley without signal', () => {
  let server: OwnServer;
  let line: Line;
  let phone: Phone;

  test.beforeEach(async () => {
    server = await OwnServer.begin();
    line = await openLine(server.port);
    phone = new Phone(line.address);
  });
  test.afterEach(async () => {
    await phone.throwAway();
    line.close();
    await server.end();
  });

  /** At home, with network: she signs in, downloads the level, looks at the page of the people she helps. */
  async function prepare(at: number): Promise<{ helper: number; lessons: Lesson[] }> {
    const page = await phone.open({ at, signal: true });
    await enter(page, { login: 'huongdan', password: 'huong-dan-demo' });
    await page.goto('/');
    const helper = await accountOf(page);
    const lessons: Lesson[] = [];
    for (let day = 1; day <= days; day++) lessons.push(await lessonAsServed(page, `bdh-ai-1-${String(day).padStart(2, '0')}`));
    await page.goto('/dong-bo');
    await page.getByRole('button', { name: /^Tải về máy \(\d+ KB\)$/ }).click();
    await expect(page.getByText('Đã đủ. Mất mạng vẫn học được.')).toBeVisible({ timeout: 60_000 });
    await toPeople(page);
    await expect(page.getByText('Chưa có ai. Hãy ghi danh người đầu tiên.')).toBeVisible();
    await phone.close();
    line.cut();
    await server.kill();
    return { helper, lessons };
  }

  /** One day in the valley: each of the five is asked one item. On some days the browser is killed under her hands. */
  async function teach(page: Page, at: number, lesson: Lesson, day: number): Promise<Page> {
    const item = lesson.items[0]!;
    const reopen = async () => {
      await phone.kill();
      page = await phone.open({ at, signal: false });
      await toPeople(page);
    };
    const countOf = async () => (await logOf(page)).length;
    for (const [place, name] of names.entries()) {
      await ask(page, name, lesson, item);
      const before = await countOf();
      if (day === 2 && place === 1) {
        await reopen();
        expect(await countOf(), 'what was only on the screen is not there').toBe(before);
        await ask(page, name, lesson, item);
      }
      if (day === 4 && place === 2) {
        // In the middle of writing: it is there, or it is not, and the page says which.
        await page.getByRole('button', { name: 'Ghi câu trả lời' }).dispatchEvent('click');
        await reopen();
        const kept = (await countOf()) > before;
        await expect(cardOf(page, name).getByTestId('records')).toHaveText(`${1 + day + (kept ? 1 : 0)} trên máy này · 0 đã nhận · 0 không được nhận`);
        if (kept) continue;
        await ask(page, name, lesson, item);
      }
      await write(page);
      await told(page);
      if (day === 3 && place === 3) {
        await reopen();
        expect(await countOf(), 'what was said to be written down is there').toBe(before + 1);
      } else await page.getByRole('button', { name: 'Về danh sách' }).click();
    }
    return page;
  }

  test('five people enrolled and taught for seven days arrive at one press of the button, each record once', async () => {
    test.setTimeout(600_000);
    const first = Date.now() - days * dayMs;
    const { helper, lessons } = await prepare(first);
    for (const [day, lesson] of lessons.entries()) {
      const at = first + day * dayMs;
      let page = await phone.open({ at, signal: false });
      await toPeople(page);
      if (day === 0) for (const name of names) await enrol(page, name);
      page = await teach(page, at, lesson, day);
      await received(page, `Đã nhận 0/${names.length * (2 + day)} bản ghi`);
      await phone.close();
    }
    const total = names.length * (1 + days);

    // At the valley's mouth the telephone begins to send by itself. The second batch has reached the server when the line
    // breaks, the browser is killed and the server dies; nobody has told the telephone.
    await server.start();
    const lost = line.cutBeforeReply('POST /api/v1/assisted_records', 1);
    line.mend();
    let page = await phone.open({ signal: true });
    await toPeople(page);
    await lost;
    await phone.kill();
    await server.kill();

    // Home again, with a line that is dead at first: the page claims no more than it was told.
    await server.start();
    page = await phone.open({ signal: true });
    await toPeople(page);
    await received(page, `Đã nhận ${names.length}/${total} bản ghi`);
    const send = page.locator('#main').getByRole('button', { name: 'Gửi ngay' });
    // Pressed in vain, it changes nothing. After that the telephone waits half a minute before it tries by itself, so that it
    // is her press that sends.
    for (const _time of [1, 2]) {
      const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/assisted_records'));
      await send.click();
      await failed;
      await expect(send).toBeEnabled();
      await received(page, `Đã nhận ${names.length}/${total} bản ghi`);
    }
    line.mend();
    await send.click();
    await received(page, `Đã nhận ${total}/${total} bản ghi`);
    for (const name of names) {
      await expect(cardOf(page, name).getByTestId('records')).toHaveText(`0 trên máy này · ${1 + days} đã nhận · 0 không được nhận`);
      await expect(cardOf(page, name).getByText(`Máy chủ có ${days} câu trả lời`, { exact: false })).toBeVisible();
    }
    await compare(page, helper, lessons);
  });

  async function compare(page: Page, helper: number, lessons: Lesson[]) {
    const log = await logOf(page);
    expect(log.length).toBe(names.length * (1 + days));
    expect(log.map(({ sequence }) => sequence), 'no number twice and none left out').toEqual(log.map((_, place) => place + 1));
    expect(log.filter(({ state, receipt }) => state !== 'received' || !receipt)).toEqual([]);

    const enrolments = log.filter(({ kind }) => kind === 'enrol_assisted');
    const stored = server.ask(
      `SELECT e.device, e.sequence, a.full_name, a.birth_year, e.consent_version, e.agreed_at, e.account_id
       FROM identity_assisted e JOIN identity_accounts a ON a.id = e.account_id WHERE e.enrolled_by = ? ORDER BY e.sequence`,
      helper
    );
    expect(stored.map((row) => row.slice(0, 6)), 'enrolments: 0 lost, 0 doubled').toEqual(
      enrolments.map(({ device, sequence, body }) => [device, sequence, body.full_name, body.birth_year, body.consent_version, body.agreed_at])
    );
    expect(stored.map(([, , name]) => name)).toEqual(names);
    const consents = `SELECT COUNT(*) FROM identity_consents c JOIN identity_assisted e ON e.account_id = c.account_id WHERE e.enrolled_by = ? AND c.given = 1`;
    expect(server.ask(consents, helper)).toEqual([[names.length]]);

    const answers = log.filter(({ kind }) => kind === 'assisted_answer');
    for (const [device, sequence, name, , , , account] of stored) {
      const mine = answers.filter(({ body }) => body.learner?.device === device && body.learner.sequence === sequence);
      const rows = server.answersOf(Number(account)).sort((one, other) => one.sequence - other.sequence);
      expect(rows.map(({ id: _id, ...row }) => row), `${name}: 0 lost, 0 doubled`).toEqual(
        mine.map(({ device, sequence, body: { item, context, response, answered_at } }) => ({ device, sequence, item, context, response, answered_at }))
      );
      expect(rows.map(({ item }) => item), `${name}, day by day`).toEqual(lessons.map(({ items }) => items[0]!.id));
    }
    const device = log[0]!.device;
    expect(server.answersOf(helper).filter((row) => row.device === device), 'nothing counts for the helper').toEqual([]);
    const everything = 'SELECT COUNT(*) FROM learning_answers';
    const before = server.ask(everything);

    // Asked once more, the server gives the very receipts that the telephone keeps, and stores nothing.
    const records = log.map(({ device, sequence, kind, body }) => ({
      device,
      sequence,
      enrolment: kind === 'enrol_assisted' ? body : null,
      answer: kind === 'assisted_answer' ? body : null
    }));
    const again = await page.request.post('/api/v1/assisted_records', { data: { records, sent_at: Date.now() } });
    const { results } = (await again.json()) as { results: { receipt: string }[] };
    expect(results.map(({ receipt }) => receipt)).toEqual(log.map(({ receipt }) => receipt));
    expect(server.ask(everything)).toEqual(before);
  }
});
