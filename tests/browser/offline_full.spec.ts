// A telephone that runs full: warned of beforehand; what could not be written down is said and stays on the screen; what was
// written down before is there, is sent even while there is no room for receipts, and arrives once.
import type { CDPSession, Page } from '@playwright/test';
import { accountOf, compare, logOf } from './device_log.ts';
import { goOn, handIn, lessonAsServed, readCards, tapAnswer, type Item } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { answersIn } from './own_server.ts';
import { enter, join, newPhone } from './people.ts';
import { Phone } from './phone.ts';
import { expect, test } from './strict_test.ts';

const rowsOf = (account: number) => answersIn(process.env.BDH_BROWSER_DATA!, account);
const low = 'Máy sắp hết chỗ lưu.';
const full = 'Máy đã hết chỗ lưu. Câu trả lời mới chưa lưu được; những câu đã lưu vẫn còn nguyên.';
const notStored = 'Câu trả lời này chưa được lưu vì máy đã hết chỗ. Xin xóa bớt ảnh hay ứng dụng không dùng, rồi bấm lại.';

test.describe('a telephone that runs full', () => {
  let line: Line;
  let phone: Phone;
  let disk: CDPSession;

  test.beforeEach(async () => {
    line = await openLine(Number(process.env.BDH_BROWSER_PORT));
    phone = new Phone(line.address);
  });
  test.afterEach(async () => {
    await phone.throwAway();
    line.close();
  });

  /**
   * The app, opened anew with so much room beyond what it uses; null: none at all. A browser that is running keeps for itself
   * some room that it was granted before.
   */
  async function openWith(room: number | null, signal: boolean): Promise<Page> {
    await phone.close();
    const page = await phone.open({ signal });
    disk = await phone.context.newCDPSession(page);
    const { usage } = await disk.send('Storage.getUsageAndQuota', { origin: line.address });
    await disk.send('Storage.overrideQuotaForOrigin', { origin: line.address, quotaSize: room === null ? 1 : usage + room });
    return page;
  }
  const makeRoom = () => disk.send('Storage.overrideQuotaForOrigin', { origin: line.address });

  async function download(page: Page) {
    await page.goto('/dong-bo');
    await page.getByRole('button', { name: /^Tải về máy/ }).click();
    await expect(page.getByText('Đã đủ. Mất mạng vẫn học được.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(low)).toHaveCount(0);
  }
  async function answerHere(page: Page, item: Item) {
    await tapAnswer(page, item);
    await handIn(page);
    await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
    await goOn(page);
  }

  test('says it beforehand, says what was not kept, and loses nothing of what was', async () => {
    test.setTimeout(120_000);
    let page = await phone.open({ signal: true });
    await join(page, { name: 'Sùng Thị Dợ', login: newPhone(), born: '1992' });
    const account = await accountOf(page);
    const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
    await download(page);

    // Little room: said before anything is lost, and answers are kept.
    page = await openWith(3_000_000, false);
    line.cut();
    await page.goto('/hoc/bdh-ai-1-01');
    await expect(page.getByText(low)).toBeVisible();
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lesson);
    for (const item of lesson.items.slice(0, 2)) await answerHere(page, item);

    // None: the answer is said not to be kept, stays on the screen, and is not in the log.
    page = await openWith(null, false);
    await page.goto('/hoc/bdh-ai-1-01');
    await tapAnswer(page, lesson.items[2]!);
    for (const time of [1, 2]) {
      await handIn(page);
      await expect(page.getByRole('alert').filter({ hasText: notStored }), `press ${time}`).toBeVisible();
      await expect(page.getByText(full)).toBeVisible();
      await expect(page.getByRole('heading', { level: 2, name: lesson.items[2]!.prompt, exact: true })).toBeVisible();
      expect((await logOf(page)).length).toBe(2);
    }

    // Photos were deleted: the same press now keeps it.
    await makeRoom();
    await handIn(page);
    await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
    await expect(page.getByText(full)).toHaveCount(0);
    expect((await logOf(page)).map(({ item }) => item)).toEqual(lesson.items.slice(0, 3).map(({ id }) => id));

    // Full again, with network: what was kept is sent, though its receipts find no room; nothing claims they are there.
    page = await openWith(null, true);
    line.mend();
    await page.goto('/dong-bo');
    await expect.poll(() => rowsOf(account).length).toBe(3);
    await expect(page.getByText('Máy này đã hết chỗ lưu.', { exact: false }).first()).toBeVisible();
    await expect(page.getByTestId('received')).toHaveText('Đã nhận 0/3');
    await makeRoom();
    // Unless the telephone has just done so by itself.
    await page.getByRole('button', { name: 'Gửi ngay' }).first().click({ force: true, timeout: 2_000 }).catch(() => {});
    await expect(page.getByTestId('received')).toHaveText('Đã nhận 3/3', { timeout: 30_000 });
    compare(await logOf(page), rowsOf(account));
  });

  test('tells a helper that a record was not kept, instead of going on as if it were', async () => {
    let page = await phone.open({ signal: true });
    await enter(page, { login: 'huongdan', password: 'huong-dan-demo' });
    await page.goto('/');
    const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
    await download(page);
    await page.goto('/nguoi-toi-giup');
    await enrol(page, 'Mùa Thị Chứ');
    await expect(page.getByTestId('received')).toHaveText('Đã nhận 1/1 bản ghi');

    page = await openWith(null, false);
    line.cut();
    await page.goto('/nguoi-toi-giup');
    await enrol(page, 'Vàng A Lềnh');
    await expect(page.getByRole('alert').filter({ hasText: notStored })).toBeVisible();
    await expect(page.getByTestId('received')).toHaveText('Đã nhận 1/1 bản ghi');

    await page.getByRole('button', { name: 'Ghi bài' }).first().click();
    await page.getByRole('button', { name: lesson.title, exact: true }).click();
    await tapAnswer(page, lesson.items[0]!);
    const write = page.getByRole('button', { name: 'Ghi câu trả lời' });
    await write.click();
    await expect(page.getByRole('alert').filter({ hasText: notStored })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Câu tiếp' })).toHaveCount(0);
    await makeRoom();
    await write.click();
    await expect(page.getByText('Đúng rồi', { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  async function enrol(page: Page, name: string) {
    const another = page.getByRole('button', { name: 'Ghi danh một người' });
    await expect(page.getByLabel('Họ và tên').or(another)).toBeVisible();
    if (await another.isVisible()) await another.click();
    await page.getByLabel('Họ và tên').fill(name);
    await page.getByLabel('Năm sinh').fill('1951');
    await page.getByLabel('Xóm, tổ hoặc đơn vị').selectOption({ index: 1 });
    await page.getByRole('checkbox', { name: 'Người học đã nghe và đồng ý' }).check();
    await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
  }
});
