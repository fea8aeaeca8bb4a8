// Who uses the app in these tests, and how they get in: through the pages, by typing and tapping, like anybody.
import { expect, type Page } from '@playwright/test';

export const sen = { login: 'hocvien', password: 'hoc-vien-demo' };
export const officer = { login: 'canbo.kimphuong', password: 'can-bo-demo' };
export const agencyOfficer = { login: 'canbo.thads', password: 'can-bo-demo' };
export const province = { login: 'tinh.thainguyen', password: 'cap-tinh-demo' };
export const password = 'nương chè sáng sớm';

type Account = { login: string; password: string };

export async function signIn(page: Page, account: Account) {
  await page.goto('/dang-nhap');
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(account.login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/');
}

/** A session without the sign-in page, where that page is not what is tested. */
export async function enter(page: Page, account: Account) {
  const reply = await page.request.post('/api/v1/sessions', { data: { ...account, totp: null } });
  expect(reply.status()).toBe(200);
}

export async function demoJoinLink(page: Page): Promise<string> {
  return (await (await page.request.get('/api/v1/site')).json()).demo_join_path;
}

/** Phone numbers nobody has yet; a second run on the same server would need others. */
let taken = 0;
export const newPhone = () => `09870${String((process.pid % 1000) * 100 + ++taken).padStart(5, '0')}`;

interface Newcomer {
  name: string;
  login: string;
  born: string;
}

/** From the link on the poster to Today, step by step. The link of the demo names the group, so that step is left out. */
export async function join(page: Page, who: Newcomer) {
  await page.goto(await demoJoinLink(page));
  await fillInJoining(page, who);
}

/** The same from where the link has opened; on a shared phone that is after the page that asks who is learning. */
export async function fillInJoining(page: Page, who: Newcomer) {
  await expect(page.getByText('Xóm 1', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Họ và tên').fill(who.name);
  await page.getByLabel('Năm sinh').fill(who.born);
  await page.getByRole('radio', { name: 'Cô' }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(who.login);
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('checkbox', { name: 'Học tập và chấm bài' }).check();
  await page.getByRole('button', { name: 'Đồng ý và bắt đầu học' }).click();
  await expect(page).toHaveURL('/');
}
