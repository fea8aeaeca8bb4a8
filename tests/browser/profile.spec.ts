// What a person decides about themselves: the name others see, the data kept, the devices signed in.
import { readFileSync } from 'node:fs';
import { join, newPhone, password, signIn } from './people.ts';
import { expect, test } from './strict_test.ts';

test('a name shows only when its owner wants it, data come along, and one press signs out everywhere', async ({ page, another }) => {
  const login = newPhone();
  await join(page, { name: 'Lý Thị Hồng Thắm', login, born: '1976' });
  const tablet = await another();
  await signIn(tablet, { login, password });

  await page.getByRole('navigation').getByRole('link', { name: 'Cá nhân' }).click();
  const shown = page.getByRole('switch', { name: 'Hiện tên tôi' });
  await expect(shown).toHaveAttribute('aria-checked', 'false');
  await page.getByLabel('Biệt danh').fill('Chim khuyên');
  await page.getByRole('button', { name: 'Lưu biệt danh' }).click();
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await shown.click();
  await expect(shown).toHaveAttribute('aria-checked', 'true');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải dữ liệu' }).click();
  const data = readFileSync(await (await download).path(), 'utf8');
  expect(data).toContain('Lý Thị Hồng Thắm');
  expect(data).toContain('Chim khuyên');

  await page.getByLabel('Nền').selectOption({ label: 'Tối' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('switch', { name: 'Chữ to, dễ nhìn' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-simple', '');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('button', { name: 'Đăng xuất mọi nơi' }).click();
  await expect(page).toHaveURL('/dang-nhap');
  await tablet.goto('/ca-nhan');
  await expect(tablet).toHaveURL(/\/dang-nhap\?tiep=/);
});

test('a child is never asked to show the real name, and needs a grown-up’s yes', async ({ page }) => {
  const site = await (await page.request.get('/api/v1/site')).json();
  await page.goto(site.demo_join_path);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Họ và tên').first().fill('Nông Minh Khôi');
  await page.getByLabel('Năm sinh').fill('2014');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Xin viết tên cha, mẹ hoặc người giám hộ.')).toBeVisible();
  await page.getByLabel('Họ và tên người đồng ý').fill('Nông Văn Thắng');
  await page.getByLabel('Là gì của người học').selectOption('Cha');
  await page.getByLabel('Đồng ý bằng cách nào').selectOption('Đang ngồi cùng và đồng ý');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(newPhone());
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByRole('checkbox', { name: 'Học tập và chấm bài' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Hiện tên thật/ })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Học tập và chấm bài' }).check();
  await page.getByRole('button', { name: 'Đồng ý và bắt đầu học' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chào bạn Khôi');
  await page.goto('/ca-nhan');
  await expect(page.getByText('Người dưới 16 tuổi chỉ hiện biệt danh trên bảng xếp hạng.')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Hiện tên tôi' })).toHaveCount(0);
});
