// Numbers of many units from an office's list: old encodings read, every mistake by its line, stored whole or not at all.
// Shows CM-14, CM-18.
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { tabTo } from './lesson.ts';
import { OwnServer } from './own_server.ts';
import { enter, officer, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

test.describe.configure({ mode: 'serial' });

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.begin();
});
test.afterAll(() => server.end());

type Another = (options?: BrowserContextOptions) => Promise<Page>;
const part = '/don-vi/05551/nhap-so-lieu';
async function at(another: Another, account: { login: string; password: string }, path = part, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await another({ viewport: { width: 1280, height: 800 }, baseURL: `http://127.0.0.1:${server.port}`, ...options });
  await enter(page, account);
  await page.goto(path);
  return page;
}
const give = (page: Page, bytes: string | Buffer, name = 'so-lieu.csv') =>
  page.getByLabel('Tệp danh sách').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
const preview = (page: Page) => page.getByRole('button', { name: 'Xem trước' }).click();
const stored = () => server.ask('SELECT COUNT(*) FROM campaign_values')[0]![0] as number;

test('every mistake of a list is told by its line, and nothing is stored', async ({ another }) => {
  const before = stored();
  const page = await at(another, officer, '/don-vi/05551/danh-sach');
  await page.getByRole('link', { name: 'Nhập số liệu hoặc số dân từ tệp' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nhập số liệu từ tệp: Xã Kim Phượng' })).toBeVisible();
  await give(page, 'Tổng hợp\n\nĐơn vị,Chỉ tiêu,Số đạt,Ngày\nXóm 10,nong-cot,1,\nXóm 99,nong-cot,1,\nXóm 11,lạ,1,\nXóm 12,nong-cot,ba,40/13/2026\n');
  await preview(page);
  const mistakes = page.getByRole('group', { name: '3 dòng cần sửa' });
  await expect(mistakes.getByRole('listitem')).toHaveText([
    /^Dòng 5:\s*Đơn vị: Không tìm thấy đơn vị này trong phạm vi của bạn\.$/,
    /^Dòng 6:\s*Chỉ tiêu: Không tìm thấy chỉ tiêu này trong kế hoạch\.$/,
    /^Dòng 7:.*Ngày: Ngày chưa đúng.*Số đạt: Số liệu phải là số nguyên không âm\.$/s
  ]);
  await expect(page.getByText('4 dòng: 1 số liệu mới, 0 dòng giữ nguyên, 3 dòng cần sửa.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Lưu/ })).toHaveCount(0);
  expect(stored()).toBe(before);
  await expectAccessible(page);
});

test('a list in TCVN3 is read, shown as it was and as it is, and stored', async ({ another }) => {
  const before = stored();
  const page = await at(another, officer);
  // "Đơn vị,Chỉ tiêu,Số đạt,Nguồn / Xóm 10,nong-cot,1,Biên bản họp xóm", in bytes of TCVN3.
  const bytes = Buffer.from('\xA7\xACn v\xDE,Ch\xD8 ti\xAAu,S\xE8 \xAE\xB9t,Ngu\xE5n\r\nX\xE3m 10,nong-cot,1,Bi\xAAn b\xB6n h\xE4p x\xE3m\r\nX\xE3m 11,nong-cot,1,Bi\xAAn b\xB6n h\xE4p x\xE3m\r\n', 'latin1');
  await give(page, bytes);
  await preview(page);
  await expect(page.getByText(/bảng mã cũ TCVN3 \(ABC\)\. 2 dòng đã được đọc/)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Xóm 10' })).toContainText(/TCVN3 \(ABC\): “.*” đọc là “Xóm 10”/);
  await page.getByRole('button', { name: 'Lưu 2 số liệu' }).click();
  await expect(page.getByText('Đã lưu 2 số liệu mới; 0 dòng vốn đã có.')).toBeVisible();
  expect(stored()).toBe(before + 2);
  await expectAccessible(page);
  const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải tệp đã lưu làm minh chứng' }).click()]);
  expect(await kept.failure()).toBeNull();
  await page.getByRole('link', { name: 'Xem kế hoạch' }).click();
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Xóm đã lập nhóm nòng cốt' }) })).toContainText('11 trên 12 đơn vị');
});

test('the population register comes in once, with letters in pieces put together', async ({ another }) => {
  const page = await at(another, officer);
  await page.getByRole('button', { name: 'Số dân' }).click();
  await expect(page).toHaveURL(/loai=so-dan/);
  const list = 'Đơn vị,Nhóm,Số người,Năm,Nguồn\nXóm 1,Người dân,1.088,2026,Công an xã\nXóm 2,,512,2026,Công an xã\n'.normalize('NFD');
  await give(page, list, 'so-dan.csv');
  await preview(page);
  await expect(page.getByText('2 dòng có dấu tách rời khỏi chữ, đã được ghép lại.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Xóm 1' }).first()).toContainText('1.088');
  await page.getByRole('button', { name: 'Lưu 2 số liệu' }).click();
  await expect(page.getByText('Đã lưu 2 số liệu mới')).toBeVisible();
  await page.getByRole('button', { name: 'Nhập tệp khác' }).click();
  await give(page, list, 'so-dan.csv');
  await preview(page);
  await expect(page.getByRole('button', { name: 'Không có gì để nhập' })).toBeDisabled();
});

test.describe('what cannot be read', () => {
  test.use({ allowed: [/(400|413|415|422) \(/] });
  test('is said at once', async ({ another }) => {
    const page = await at(another, officer);
    await give(page, 'Tên\nLan\n');
    await preview(page);
    await expect(page.getByRole('alert')).toContainText('Tệp cần có các cột');
    await give(page, Buffer.from('PK\x03\x04 hỏng'), 'hong.xlsx');
    await preview(page);
    await expect(page.getByRole('alert')).toBeVisible();
  });
});

test('a learner is told whose page it is', async ({ another }) => {
  const page = await at(another, sen);
  await expect(page.getByRole('heading', { name: 'Phần này dành cho cán bộ phụ trách phong trào' })).toBeVisible();
  await expect(page.getByLabel('Tệp danh sách')).toHaveCount(0);
});

test('a list is previewed by keyboard alone, on a phone', async ({ another }) => {
  const page = await at(another, officer, `${part}?loai=so-dan`, { viewport: { width: 360, height: 740 } });
  await page.getByLabel('Tệp danh sách').waitFor();
  await tabTo(page, 'Tệp danh sách');
  await give(page, 'Đơn vị,Nhóm,Số người\nXóm 3,lạ,5\n');
  await tabTo(page, 'Nguồn số liệu');
  await page.keyboard.type('Sổ của xã');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: '1 dòng cần sửa' })).toContainText('Nhóm: Nhóm đối tượng này không có trong danh sách.');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the preview is for everybody, ${theme}`, async ({ another }) => {
    const page = await at(another, officer, part, { colorScheme: theme });
    await give(page, 'Đơn vị,Chỉ tiêu,Số đạt,Tổng số\nXóm 10,nong-cot,1,\nXóm 99,nong-cot,1,\nXóm 12,danh-tinh,380,400\n'.normalize('NFD'));
    await preview(page);
    await page.getByRole('heading', { name: 'Xem trước khi nhập' }).waitFor();
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await expectNoSidewaysScroll(page, `${width} px`);
      await expectAccessible(page, `${width} px, ${theme}`);
    }
  });
}
