// Units below are merged, split and renamed: shown with their figures first, then done, and nobody is lost.
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
async function at(another: Another, account: { login: string; password: string }, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await another({ viewport: { width: 1280, height: 800 }, baseURL: `http://127.0.0.1:${server.port}`, ...options });
  await enter(page, account);
  return page;
}
const enrolled = async (page: Page, code: string): Promise<number> => (await (await page.request.get(`/api/v1/units/${code}/overview`)).json()).enrolled;
const before = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('two hamlets become one, as the preview said', async ({ another }) => {
  const page = await at(another, officer);
  const people = [await enrolled(page, '05551.01'), await enrolled(page, '05551.02')];
  const all = await enrolled(page, '05551');
  await page.goto('/don-vi/05551');
  await page.getByRole('link', { name: 'Hợp nhất, chia tách, đổi tên đơn vị' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sắp xếp đơn vị: Xã Kim Phượng' })).toBeVisible();
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByText('Xin chọn ít nhất hai đơn vị.')).toBeVisible();
  await expect(page.getByText('Xin ghi tên đơn vị.')).toBeVisible();
  await expectAccessible(page);
  for (const name of ['Xóm 1', 'Xóm 2']) await page.getByRole('checkbox', { name: new RegExp(`^${name} ?05551`) }).check();
  await page.getByLabel('Tên đơn vị').fill('Xóm Đồng Đình');
  await page.getByLabel('Mã đơn vị').fill('05551.20');
  await page.getByRole('button', { name: 'Xem trước' }).click();

  const shown = page.getByRole('region', { name: /^Nếu thay đổi từ ngày/ });
  await expect(shown.getByRole('heading', { name: /^Nếu thay đổi/ })).toBeFocused();
  const moved = shown.getByRole('listitem');
  await expect(moved).toHaveCount(2);
  await expect(moved.filter({ hasText: 'Xóm 1 chuyển thành Xóm Đồng Đình' })).toContainText(`Người học${people[0]}`);
  await expect(before(page, 'Người học').getByRole('cell')).toHaveText([String(all), String(all)]);
  await expect(shown.getByText('Số liệu trước và sau khớp nhau.')).toBeVisible();
  expect((await page.request.get('/api/v1/units/05551.20')).status()).toBe(404);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Thực hiện thay đổi' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Đồng ý thực hiện' }).click();
  await expect(page.getByText('Đã thay đổi xong.')).toBeVisible();
  await page.getByRole('link', { name: 'Mở Xóm Đồng Đình' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Xóm Đồng Đình' })).toBeVisible();
  expect(await enrolled(page, '05551.20')).toBe(people[0]! + people[1]!);
  expect(await enrolled(page, '05551')).toBe(all);
  await page.goto('/don-vi/05551/nhat-ky');
  await expect(page.getByRole('row').filter({ hasText: 'Sắp xếp đơn vị' })).toContainText('05551.20');
});

test.describe('what the server refuses', () => {
  test.use({ allowed: [/(400|403|409|422) \(/] });

  test('is said where it was typed, and a split tells whom it leaves at the unit above', async ({ another }) => {
    const page = await at(another, officer);
    await page.goto('/don-vi/05551/sap-xep');
    await page.getByRole('radio', { name: 'Chia tách' }).check();
    await page.getByLabel('Đơn vị chia tách').selectOption({ label: 'Xóm 3 (05551.03)' });
    const parts = page.getByRole('group', { name: /^Đơn vị mới thứ/ });
    await expect(parts).toHaveCount(2);
    for (const [at, [name, code]] of [['Xóm 3A', '05551.04'], ['Xóm 3B', '05551.3b']].entries()) {
      await parts.nth(at).getByLabel('Tên đơn vị').fill(name!);
      await parts.nth(at).getByLabel('Mã đơn vị').fill(code!);
    }
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expect(page.getByRole('alert')).toContainText(/mã/i);
    await parts.nth(0).getByLabel('Mã đơn vị').fill('05551.3a');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expect(page.getByText(/người ghi tại chính Xóm 3 sẽ tính ở đơn vị cấp trên/)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    // Whatever is changed afterwards, the preview is no longer of it.
    await parts.nth(0).getByLabel('Tên đơn vị').fill('Xóm Ba A');
    await expect(page.getByRole('button', { name: 'Thực hiện thay đổi' })).toHaveCount(0);
  });

  test('an officer of a commune cannot touch the province', async ({ another }) => {
    const page = await at(another, officer);
    await page.goto('/don-vi/19/sap-xep');
    await page.getByRole('radio', { name: 'Đổi tên' }).check();
    await page.getByLabel('Đơn vị đổi tên').selectOption({ label: 'Xã Cao Minh (01879)' });
    await page.getByLabel('Tên đơn vị').fill('Xã Cao Minh Mới');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Thực hiện thay đổi' })).toHaveCount(0);
  });
});

test('a learner is told whose page it is', async ({ another }) => {
  const page = await at(another, sen);
  await page.goto('/don-vi/05551/sap-xep');
  await expect(page.getByRole('heading', { name: 'Phần này dành cho cán bộ phụ trách phong trào' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Xem trước' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a hamlet gets its new name by keyboard alone, on a phone', async ({ another }) => {
  const page = await at(another, officer, { viewport: { width: 360, height: 740 } });
  await page.goto('/don-vi/05551/sap-xep');
  await page.getByRole('radio', { name: 'Hợp nhất' }).waitFor();
  await tabTo(page, 'Hợp nhất');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Đổi tên' })).toBeChecked();
  await tabTo(page, 'Đơn vị đổi tên');
  const chosen = () => page.getByLabel('Đơn vị đổi tên').evaluate((select: HTMLSelectElement) => select.value);
  for (let presses = 0; presses < 15 && (await chosen()) !== '05551.05'; presses += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Tên đơn vị')).toHaveValue('Xóm 5');
  await tabTo(page, 'Tên đơn vị');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Xóm Bản Mới');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Xóm 5 đổi tên thành Xóm Bản Mới' })).toBeVisible();
  await tabTo(page, 'Thực hiện thay đổi');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Đồng ý thực hiện');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã thay đổi xong.')).toBeVisible();
  expect((await (await page.request.get('/api/v1/units/05551.05')).json()).name).toBe('Xóm Bản Mới');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the page is for everybody, ${theme}`, async ({ another }) => {
    const page = await at(another, officer, { colorScheme: theme });
    await page.goto('/don-vi/05551/sap-xep');
    await page.getByRole('radio', { name: 'Chia tách' }).check();
    await page.getByLabel('Đơn vị chia tách').selectOption({ label: 'Xóm 6 (05551.06)' });
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await expectNoSidewaysScroll(page, `${width} px`);
      await expectAccessible(page, `${width} px, ${theme}`);
    }
  });
}
