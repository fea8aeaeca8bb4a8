// A unit's officer: the second step when signing in, the figures and the people behind them, a list from Excel with mistakes in
// it, the poster on paper, a code for a forgotten password. Shows KP-3, BS-16.
import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { agencyOfficer, join, newPhone, officer, password, signIn } from './people.ts';
import { expect, test } from './strict_test.ts';

test.use({ viewport: { width: 1280, height: 800 } });

/** RFC 6238, as the app on the officer's phone computes it. */
function codeOf(secret: string, step: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
const stepNow = () => Math.floor(Date.now() / 30_000);

async function openUnit(page: Page, part: string) {
  await signIn(page, officer);
  await page.getByRole('navigation', { name: 'Các trang chính' }).getByRole('link', { name: 'Đơn vị' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Xã Kim Phượng' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: part }).click();
}

test.describe('the second step', () => {
  // The password alone is answered 401 "code required", as it should be.
  test.use({ allowed: [/401 \(Unauthorized\).*\/api\/v1\/sessions/] });

  test('an officer sets it up, and then signs in with it', async ({ page }) => {
    await signIn(page, agencyOfficer);
    await page.getByRole('navigation', { name: 'Các trang chính' }).getByRole('link', { name: 'Cá nhân' }).click();
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await expect(page.getByRole('img', { name: 'Mã QR để thêm vào ứng dụng tạo mã' })).toBeVisible();
    const secret = await page.locator('.secret').innerText();
    const step = stepNow();
    await page.getByLabel('Nhập mã 6 số ứng dụng vừa hiện').fill(codeOf(secret, step));
    await page.getByRole('button', { name: 'Bật đăng nhập hai bước' }).click();
    await expect(page.getByText('Đang bật. Mỗi lần đăng nhập cần thêm mã 6 số.')).toBeVisible();
    await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();

    await page.goto('/dang-nhap?tiep=/don-vi');
    await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(agencyOfficer.login);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(agencyOfficer.password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    // A code works once, so this is the next one.
    await page.getByLabel('Mã 6 số').fill(codeOf(secret, step + 1));
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page).toHaveURL(/\/don-vi\/THADS-19$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Thi hành án dân sự');
  });
});

test('every figure opens the people behind it, and a place below opens as its own page', async ({ page }) => {
  await openUnit(page, 'Tổng quan');
  const week = page.locator('dl > div').filter({ hasText: 'Có học trong 7 ngày' }).getByRole('link');
  const count = await week.innerText();
  await week.click();
  await expect(page).toHaveURL(/\/nguoi-hoc\?hoat-dong=week$/);
  await expect(page.getByText(`${count} người`, { exact: true })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Đơn vị' }).click();
  await expect(page.getByRole('columnheader', { name: 'Đơn vị' })).toHaveAttribute('aria-sort', /ascending/);
  await page.getByRole('rowheader', { name: 'Xóm 3' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Xóm 3' })).toBeVisible();
  await expect(page.getByText('Xã Kim Phượng, Tỉnh Thái Nguyên')).toBeVisible();
});

test('a list with mistakes is shown before anything happens, and the good rows come in', async ({ page }) => {
  await openUnit(page, 'Nhập danh sách');
  const [good, second] = [newPhone(), newPhone()];
  const list = [
    'DANH SÁCH HỌC VIÊN XÓM 5;;;',
    'STT;Họ và tên;Năm sinh;Số điện thoại;Xóm',
    `1;Nguyễn Thị Thu;1979;${good.slice(1)};Xóm 5`,
    `2;Hoàng Văn Tài;1985;${second};Xóm 5`,
    '3;Ma Thị Lý;năm ngoái;0987111222;Xóm 5',
    '4;;1990;0987111333;Xóm 5',
    `5;Hoàng Văn Tài;1985;${second};Xóm 99`
  ].join('\r\n');
  await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'hoc-vien.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByLabel('Nhóm đối tượng').selectOption({ label: 'Người dân' });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByRole('heading', { name: 'Xem trước khi nhập' })).toBeVisible();
  await expect(page.getByText('3 dòng cần sửa trong tệp; các dòng này sẽ được bỏ qua.')).toBeVisible();
  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: 'Ma Thị Lý' })).toContainText('Cần sửa Năm sinh: Không đọc được năm sinh từ “năm ngoái”');
  await expect(rows.filter({ hasText: good })).toContainText('Mới');

  await page.getByRole('button', { name: 'Nhập 2 người' }).click();
  await expect(page.getByText('Đã nhập xong: 2 người mới')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Phiếu đăng nhập lần đầu' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Nguyễn Thị Thu' })).toContainText(good);
  await page.getByRole('link', { name: 'Xem người học' }).click();
  await page.getByLabel('Tìm theo tên hoặc số điện thoại').fill('nguyen thi thu');
  await page.getByRole('button', { name: 'Tìm' }).click();
  await expect(page.getByRole('row').filter({ hasText: good })).toContainText('chưa học');
});

test('the poster is one A4 sheet whose code leads into the unit', async ({ page, another }) => {
  await openUnit(page, 'Áp phích');
  await page.getByRole('button', { name: 'Tạo đường dẫn', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Mã QR để tham gia' })).toBeVisible();
  const sheet = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(sheet)!;
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);

  const link = new URL((await page.locator('.url').innerText()).trim());
  const stranger = await another({ viewport: { width: 360, height: 740 } });
  await stranger.goto(link.pathname + link.search);
  await expect(stranger.getByText('Nơi học của mình')).toBeVisible();
  await expect(stranger.getByText('Xã Kim Phượng', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Đóng đường dẫn này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng đường dẫn này' }).click();
  await expect(page.getByRole('heading', { name: 'Tạo đường dẫn đầu tiên' })).toBeVisible();
});

test('who forgot the password gets a code from the officer and chooses a new one', async ({ page, another }) => {
  const phone = await another({ viewport: { width: 360, height: 740 } });
  const login = newPhone();
  await join(phone, { name: 'Nông Thị Ánh', login, born: '1964' });
  await phone.goto('/ca-nhan');
  await phone.getByRole('button', { name: 'Đăng xuất', exact: true }).click();

  await openUnit(page, 'Người học');
  await page.getByLabel('Tìm theo tên hoặc số điện thoại').fill(login);
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.getByRole('row').filter({ hasText: login }).getByRole('button', { name: 'Mã đặt lại' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp mã' }).click();
  const code = await page.getByRole('dialog').getByRole('status').innerText();

  await phone.goto('/dang-nhap');
  await phone.getByRole('button', { name: 'Quên mật khẩu' }).click();
  await phone.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(login);
  await phone.getByLabel('Mã đặt lại').fill(code);
  await phone.getByLabel('Mật khẩu mới', { exact: true }).fill(`${password} hai`);
  await phone.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await expect(phone.getByText('Đã đổi mật khẩu. Xin đăng nhập bằng mật khẩu mới.')).toBeVisible();
  await signIn(phone, { login, password: `${password} hai` });
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Chào cô Ánh');
});
