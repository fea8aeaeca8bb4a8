// What an officer is reminded of: one line on Today, a page to go through it, ways that can be switched off, and an address that
// counts once the code of a real letter came back. Also what the demo's plan shows. Shows KP-4, CM-22.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { tabTo } from './lesson.ts';
import { OwnServer } from './own_server.ts';
import { enter, officer, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

test.describe.configure({ mode: 'serial' });

const folder = mkdtempSync(join(tmpdir(), 'bdh-letters-'));
let mailbox: ChildProcess;
let server: OwnServer;

/** The mail server of the C++ tests; it keeps every letter as a file. */
async function openMailbox(): Promise<string> {
  mailbox = spawn('/usr/bin/python3', [resolve(import.meta.dirname, '../../server/foundation/testing/receiver.py'), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ports = await new Promise<string>((told) => mailbox.stdout!.once('data', (line: Buffer) => told(line.toString())));
  return ports.trim().split(/\s+/)[0]!;
}
const letters = () => readdirSync(folder).filter((name) => /^mail-.*\.txt$/.test(name)).sort();
function wordsOf(name: string): string {
  const [, body = ''] = /transfer-encoding: base64(?:\r?\n[^\r\n]+)*\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/i.exec(readFileSync(join(folder, name), 'utf8')) ?? [];
  return Buffer.from(body, 'base64').toString('utf8');
}

test.beforeAll(async () => {
  const port = await openMailbox();
  server = await OwnServer.begin({ serve: ['--smtp-url', `smtp://127.0.0.1:${port}`, '--smtp-from', 'nhac@hoc.example.vn'] });
});
test.afterAll(async () => {
  await server.end();
  mailbox.stdin!.end();
  rmSync(folder, { recursive: true, force: true });
});

type Another = (options?: BrowserContextOptions) => Promise<Page>;
async function at(another: Another, account: { login: string; password: string }, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await another({ viewport: { width: 360, height: 740 }, baseURL: `http://127.0.0.1:${server.port}`, ...options });
  await enter(page, account);
  await page.goto(path);
  return page;
}

test('the demo’s plan is filled: figures, tasks in every state, a report that is due and one that is late', async ({ another }) => {
  const page = await at(another, officer, '/don-vi/05551/ke-hoach', { viewport: { width: 1280, height: 800 } });
  const row = (text: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: text }) });
  await expect(page.getByRole('heading', { level: 2, name: /số liệu minh họa/ })).toBeVisible();
  await expect(row('Xóm đã phát động phong trào')).toContainText('12 trên 12 đơn vị');
  await expect(row('Xóm đã lập nhóm nòng cốt')).toContainText('9 trên 12 đơn vị');
  await expect(row('Công dân từ 16 tuổi có danh tính số')).toContainText('5.480 trên 6.100');
  await expect(page.getByRole('region', { name: 'Nhiệm vụ chậm' })).toContainText('Lập nhóm nòng cốt ở từng xóm: chậm 20 ngày');
  await expect(page.getByRole('region', { name: 'Kỳ báo cáo tới' })).toContainText('Báo cáo đợt hai');
  await page.goto('/don-vi/05551/cong-viec');
  for (const state of ['Đã xong', 'Đang làm', 'Chưa làm', 'Không làm nữa']) await expect(page.getByText(state, { exact: true }).first()).toBeVisible();
  await page.goto('/don-vi/05551/bao-cao');
  await expect(page.getByRole('listitem').filter({ hasText: 'Báo cáo đợt một' }).first()).toContainText('Đã duyệt, khóa');
  await expectAccessible(page);
});

test('reminders wait on Today, open what they speak of, and are read', async ({ another }) => {
  const page = await at(another, officer, '/');
  await page.getByRole('link', { name: /^Có \d+ lời nhắc chưa xem$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lời nhắc' })).toBeVisible();
  const count = Number(/\d+/.exec(await page.getByText(/^\d+ lời nhắc chưa xem$/).innerText())![0]);
  expect(count).toBeGreaterThan(1);
  // The newest of that task: as its days go by there may be another, further down or behind "show more".
  const title = await page.getByRole('heading', { name: /Lập nhóm nòng cốt ở từng xóm/ }).first().innerText();
  const late = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  await expect(late).toContainText('Mới');
  await late.getByRole('button', { name: /^Đánh dấu đã xem/ }).click();
  await expect(page.getByText(`${count - 1} lời nhắc chưa xem`, { exact: true })).toBeVisible();
  await expect(late.getByText('Mới', { exact: true })).toHaveCount(0);
  const next = page.getByRole('listitem').filter({ hasText: 'Mới' }).first();
  const isReport = (await next.getByRole('link').innerText()).startsWith('Mở báo cáo');
  await next.getByRole('link').click();
  await expect(page).toHaveURL(isReport ? /\/bao-cao\?ma=\d+&bao-cao=/ : /\/cong-viec\?ma=\d+/);
  await expect(page.getByText(/Lập nhóm nòng cốt ở từng xóm|Nội dung phần|báo cáo/i).first()).toBeVisible();
  await page.goto('/loi-nhac');
  await expect(page.getByText(`${count - 2} lời nhắc chưa xem`, { exact: true })).toBeVisible();
});

test('a way is switched off and stays off', async ({ another }) => {
  const page = await at(another, officer, '/ca-nhan');
  await page.getByRole('link', { name: 'Lời nhắc công việc và thư điện tử' }).click();
  const way = page.getByRole('switch', { name: 'Kênh nhắn tin của cơ quan' });
  await expect(way).toBeChecked();
  await way.click();
  await expect(way).not.toBeChecked();
  await page.reload();
  await expect(way).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Thư điện tử', exact: true })).toBeChecked();
});

test.describe('an address', () => {
  test.use({ allowed: [/(400|429) \(/] });

  test('counts once the code of its letter came back', async ({ another }) => {
    test.slow(); // letters leave every ten seconds
    const page = await at(another, officer, '/loi-nhac');
    const part = page.getByRole('region', { name: 'Địa chỉ thư điện tử' });
    await part.getByRole('textbox', { name: 'Thư điện tử' }).fill('man@');
    await part.getByRole('button', { name: 'Lưu địa chỉ' }).click();
    await expect(part.getByText('Địa chỉ chưa đúng')).toBeVisible();
    await part.getByRole('textbox', { name: 'Thư điện tử' }).fill('man@xa.example.vn');
    await part.getByRole('button', { name: 'Lưu địa chỉ' }).click();
    await expect(part.getByText('Xin đánh dấu đồng ý')).toBeVisible();
    await part.getByRole('checkbox').check();
    await part.getByRole('button', { name: 'Lưu địa chỉ' }).click();
    await expect(part.getByText('Chưa xác nhận')).toBeVisible();
    await expect(part.getByText('Thư có mã xác nhận đang được gửi')).toBeVisible();
    await expectAccessible(page);
    await part.getByRole('button', { name: 'Gửi lại thư' }).click();
    await expect(part.getByText('Vừa có một thư được gửi. Xin chờ vài phút rồi thử lại.')).toBeVisible();

    await expect.poll(() => letters().length, { timeout: 40_000 }).toBe(1);
    const words = wordsOf(letters()[0]!);
    expect(words).not.toContain('Mận');
    const code = /Mã xác nhận: (\S{4} \S{4})/.exec(words)![1]!;
    await part.getByLabel('Mã trong thư').fill('AAAA AAAA');
    await part.getByRole('button', { name: 'Xác nhận địa chỉ' }).click();
    await expect(part.getByText('Mã chưa đúng hoặc đã hết hạn.')).toBeVisible();
    await part.getByLabel('Mã trong thư').fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await expect(part.getByText('Đã xác nhận', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await part.getByRole('button', { name: 'Gỡ địa chỉ này' }).click();
    await expect(part.getByText('Đã gỡ địa chỉ.')).toBeVisible();
  });
});

test('who leads nothing has nothing to be reminded of', async ({ another }) => {
  const page = await at(another, sen, '/loi-nhac');
  await expect(page.getByRole('heading', { name: 'Chưa có lời nhắc nào' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /lời nhắc/ })).toHaveCount(0);
});

test('reminders are gone through by keyboard alone', async ({ another }) => {
  const page = await at(another, officer, '/loi-nhac');
  await page.getByRole('button', { name: /^Đánh dấu đã xem/ }).first().waitFor();
  const before = await page.getByRole('button', { name: /^Đánh dấu đã xem/ }).count();
  await tabTo(page, 'Đánh dấu đã xem');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Đánh dấu đã xem/ })).toHaveCount(before - 1);
  await tabTo(page, 'Bật');  // the first switch says its state
  await page.keyboard.press('Space');
  await expect(page.getByRole('switch', { name: 'Trong ứng dụng' })).not.toBeChecked();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the page is for everybody, ${theme}`, async ({ another }) => {
    const page = await at(another, officer, '/loi-nhac', { colorScheme: theme });
    await page.getByRole('switch').first().waitFor();
    await page.getByRole('region', { name: 'Địa chỉ thư điện tử' }).getByRole('button').first().waitFor();
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await expectNoSidewaysScroll(page, `${width} px`);
      await expectAccessible(page, `${width} px, ${theme}`);
    }
  });
}
