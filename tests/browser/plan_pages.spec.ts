// A plan in a unit: targets against their thresholds, as of any day, down to hamlets by tiles and to people by figures; a number
// with its evidence. Shows KP-1, KP-3, CM-18, TH-1.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { enter, officer, province, signIn } from './people.ts';
import { expect, test } from './strict_test.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const dayFromNow = (days: number) => new Date(Date.now() + (days * 24 + 7) * 3_600_000).toISOString().slice(0, 10);
const shown = (iso: string) => iso.split('-').reverse().join('/');
const title = 'Phong trào thử của tỉnh';
const yearlyReport = (iso: string) => `{every: year, month: ${Number(iso.slice(5, 7))}, day: ${Number(iso.slice(8))}}`;

const planFile = `plan: 1
id: trang-ke-hoach
title: ${title}
movement: Bình dân học AI
issuer: Ủy ban nhân dân tỉnh
family: state
period: {from: ${dayFromNow(-200)}, to: ${dayFromNow(90)}}
requirements: [KP-1, KP-3]
standing: van-phong
parties:
  - {id: ubnd, name: Ủy ban nhân dân tỉnh}
  - {id: van-phong, name: Văn phòng}
targets:
  - {id: can-bo, title: Cán bộ và công chức tham gia học, measure: active_days, detail: "1", group: official, percent: 100, denominator: roster}
  - {id: lao-dong, title: Người dân học kỹ năng AI cơ bản, measure: active_days, detail: "1", percent: 80, denominator: population}
  - {id: biet-dung, title: 'Trong đó, học đủ bảy ngày', measure: active_days, detail: "7", within: lao-dong, percent: 50, denominator: reached}
  - {id: nong-cot, title: Đơn vị đã lập nhóm nòng cốt, measure: core_group_formed, percent: 100, denominator: units}
  - {id: danh-tinh, title: Công dân có danh tính số, measure: has_identity, percent: 100, denominator: given}
tasks:
  - {id: phat-dong, title: Phát động phong trào, lead: van-phong, due_on: ${dayFromNow(-9)}}
reports:
  - {id: dinh-ky, title: Báo cáo định kỳ, due: ${yearlyReport(dayFromNow(30))}, to: ubnd}
`;

/** Published once on the run's server, by the province through the API. */
async function planId(page: Page): Promise<number> {
  await enter(page, province);
  const known = (await (await page.request.get('/api/v1/units/19/plans')).json()).plans.find((head: { code: string }) => head.code === 'trang-ke-hoach');
  if (known) return known.plan_id;
  const drafted = await page.request.post('/api/v1/units/19/plan_files', {
    multipart: { file: { name: 'ke-hoach.yaml', mimeType: 'application/yaml', buffer: Buffer.from(planFile) } }
  });
  expect(drafted.status(), await drafted.text()).toBe(201);
  const { head } = await drafted.json();
  const published = await page.request.post(`/api/v1/units/19/plans/${head.plan_id}/publications`, {
    data: { revision: head.revision, valid_from: dayFromNow(-60) }
  });
  expect(published.status(), await published.text()).toBe(201);
  return head.plan_id;
}

interface Served {
  target_id: string;
  reached: number | null;
  needed: number | null;
  whole: number | null;
}
async function served(page: Page, code: string, plan: number, target: string, day = ''): Promise<Served> {
  const table = await (await page.request.get(`/api/v1/units/${code}/plans/${plan}/targets${day && `?as_of=${day}`}`)).json();
  return table.own.targets.find((one: Served) => one.target_id === target);
}
const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '.');
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: text }) });

test('an officer sees each target against its threshold, and as of an earlier day', async ({ page }) => {
  const plan = await planId(page);
  await signIn(page, officer);
  await page.getByRole('navigation', { name: 'Các trang chính' }).getByRole('link', { name: 'Đơn vị' }).click();
  await page.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: 'Kế hoạch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kế hoạch: Xã Kim Phượng' })).toBeVisible();
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();

  const now = await served(page, '05551', plan, 'lao-dong');
  const people = row(page, 'Người dân học kỹ năng AI cơ bản');
  await expect(people).toContainText(`Còn thiếu ${number(now.needed! - now.reached!)} người`);
  await expect(people).toContainText(`${number(now.reached!)} trên ${number(now.whole!)} người`);
  await expect(people).toContainText('Mức giao: từ 80%');
  await expect(row(page, 'Trong đó, học đủ bảy ngày')).toHaveClass(/inner/);
  await expect(row(page, 'Công dân có danh tính số')).toContainText('Chưa có số liệu');
  await expect(page.getByRole('heading', { name: 'Tuần này' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Kỳ báo cáo tới' })).toContainText(`Hạn ${shown(dayFromNow(30))}, còn 30 ngày.`);
  // The plan is the province's, and so are its tasks.
  await expect(page.getByRole('region', { name: 'Nhiệm vụ chậm' })).toHaveCount(0);
  await page.getByText('Số liệu và dự báo được tính thế nào?').click();
  await expect(page.getByText(/Dự báo là một đường thẳng/)).toBeVisible();

  const earlier = dayFromNow(-20);
  await page.getByLabel('Số liệu đến hết ngày').fill(earlier);
  await expect(page).toHaveURL(new RegExp(`ngay=${earlier}`));
  await expect(page.getByText(`Đang xem số liệu đến hết ngày ${shown(earlier)}`)).toBeVisible();
  const then = await served(page, '05551', plan, 'lao-dong', earlier);
  expect(then.reached).toBeLessThan(now.reached!);
  await expect(people).toContainText(`${number(then.reached!)} trên`);
  await page.getByRole('button', { name: 'Về hôm nay' }).click();
  await expect(people).toContainText(`${number(now.reached!)} trên`);
});

test('a figure opens the people in it, and those who are missing', async ({ page }) => {
  const plan = await planId(page);
  await enter(page, officer);
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  const { reached, whole } = await served(page, '05551', plan, 'can-bo');
  await row(page, 'Cán bộ và công chức tham gia học').getByRole('heading').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Những người trong con số này' })).toBeVisible();
  await expect(page.getByText(`${reached} người`, { exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Ngày đạt' })).toBeVisible();
  await page.getByRole('button', { name: 'Chưa đạt' }).click();
  await expect(page).toHaveURL(/nguoi=chua/);
  await expect(page.getByText(`${whole! - reached!} người`, { exact: true })).toBeVisible();
});

test('a number is typed with its day, its source and its file, and is marked as typed everywhere', async ({ page }) => {
  const plan = await planId(page);
  await enter(page, officer);
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  await row(page, 'Công dân có danh tính số').getByRole('link', { name: 'Nhập số' }).click();
  const form = page.getByRole('region', { name: 'Nhập số có minh chứng' });
  await form.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(form.getByText('Xin chọn tệp minh chứng.')).toBeVisible();
  const fill = async (part: string, amount: string) => {
    await form.getByLabel('Số nào?').selectOption({ label: part });
    await form.getByLabel(part, { exact: true }).fill(amount);
    await form.getByLabel('Nguồn số liệu').fill('Công an xã');
    await form.getByLabel('Tệp minh chứng').setInputFiles({ name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 biên bản') });
    await form.getByRole('button', { name: 'Lưu số liệu' }).click();
  };
  await fill('Tổng số', '1000');
  await expect(form.getByText('Đã lưu.')).toBeVisible();
  await fill('Số đã đạt', '931');
  await expect(page.getByText('Còn thiếu 69 người')).toBeVisible();
  await expect(page.getByText(`Số nhập tay: Công an xã, ngày ${shown(dayFromNow(0))}.`)).toBeVisible();
  const file = await page.request.get((await page.getByRole('link', { name: 'Minh chứng' }).first().getAttribute('href'))!);
  expect(await file.text()).toBe('%PDF-1.7 biên bản');

  await page.getByRole('link', { name: 'Cả kế hoạch' }).click();
  await expect(row(page, 'Công dân có danh tính số').getByText('Nhập tay', { exact: true })).toBeVisible();
  await expect(row(page, 'Công dân có danh tính số')).toContainText('Tổng số 1.000 (nhập tay): Công an xã');
});

test.describe('what cannot be', () => {
  test.use({ allowed: [/400 \(Bad Request\).*\/values/] });
  test('a number above its whole is refused in words, and nothing typed is lost', async ({ page }) => {
    const plan = await planId(page);
    await enter(page, officer);
    await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}&chi-tieu=danh-tinh`);
    const form = page.getByRole('region', { name: 'Nhập số có minh chứng' });
    await form.getByLabel('Số đã đạt', { exact: true }).fill('5000');
    await form.getByLabel('Nguồn số liệu').fill('Công an xã');
    await form.getByLabel('Tệp minh chứng').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await form.getByRole('button', { name: 'Lưu số liệu' }).click();
    await expect(form.getByText('Số đạt được lớn hơn tổng số.')).toBeVisible();
    await expect(form.getByLabel('Số đã đạt', { exact: true })).toHaveValue('5000');
  });
});

test('a hamlet says that it has its core group, and the commune counts it', async ({ page }) => {
  const plan = await planId(page);
  await enter(page, officer);
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}&chi-tieu=nong-cot`);
  await expect(page.getByText('Số này cộng từ các đơn vị trực thuộc.')).toBeVisible();
  await page.goto(`/don-vi/05551.01/ke-hoach?ma=${plan}&chi-tieu=nong-cot`);
  const form = page.getByRole('region', { name: 'Nhập số có minh chứng' });
  await form.getByLabel('Đơn vị đã có chưa?').selectOption({ label: 'Đã có' });
  await form.getByLabel('Nguồn số liệu').fill('Biên bản họp xóm');
  await form.getByLabel('Tệp minh chứng').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await form.getByRole('button', { name: 'Lưu số liệu' }).click();
  await expect(form.getByText('Đã lưu.')).toBeVisible();
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  await expect(row(page, 'Đơn vị đã lập nhóm nòng cốt')).toContainText(/1 trên \d+ đơn vị/);
});

test('the units below are sorted in the table and walked by keyboard in the tile map', async ({ page }) => {
  const plan = await planId(page);
  await enter(page, officer);
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  await page.getByLabel('Xem theo chỉ tiêu').selectOption({ label: 'Người dân học kỹ năng AI cơ bản' });
  await expect(page).toHaveURL(/xem=lao-dong/);
  const table = page.getByRole('region', { name: 'Các đơn vị trực thuộc' }).getByRole('table');
  await table.getByRole('button', { name: 'Đã đạt' }).click();
  await expect(table.getByRole('columnheader', { name: 'Đã đạt' })).toHaveAttribute('aria-sort', 'descending');
  const reached = (await table.locator('tbody tr td:nth-child(2)').allInnerTexts()).map(Number);
  expect(reached.length).toBeGreaterThan(3);
  expect(reached).toEqual([...reached].sort((a, b) => b - a));

  const tiles = page.getByRole('list', { name: 'Bản đồ ô các đơn vị trực thuộc' }).getByRole('link');
  await tiles.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(tiles.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(tiles.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const name = await tiles.nth(1).locator('.name').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Kế hoạch: ${name}` })).toBeVisible();
});

test('from the province to a hamlet in two clicks', async ({ page }) => {
  const plan = await planId(page);
  await page.goto(`/don-vi/19/ke-hoach?ma=${plan}&xem=lao-dong`);
  await expect(page.getByRole('region', { name: 'Nhiệm vụ chậm' })).toContainText('Phát động phong trào: chậm 9 ngày');
  const tiles = page.getByRole('list', { name: 'Bản đồ ô các đơn vị trực thuộc' });
  expect(await tiles.getByRole('link').count()).toBeGreaterThan(80);
  await tiles.getByRole('link', { name: 'Xã Kim Phượng' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kế hoạch: Xã Kim Phượng' })).toBeVisible();
  await tiles.getByRole('link', { name: 'Xóm 3' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kế hoạch: Xóm 3' })).toBeVisible();
});

test.describe('somebody else’s unit', () => {
  test.use({ allowed: [/403 \(Forbidden\)/] });
  test('stays closed to an officer of a commune', async ({ page }) => {
    const plan = await planId(page);
    await enter(page, officer);
    await page.goto(`/don-vi/19/ke-hoach?ma=${plan}`);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Bản đồ ô các đơn vị trực thuộc' })).toHaveCount(0);
  });
});

test('on paper the page is A4, black on white, without what one can only press', async ({ page }) => {
  const plan = await planId(page);
  await enter(page, officer);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto(`/don-vi/05551/ke-hoach?ma=${plan}`);
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('navigation', { name: 'Các trang của đơn vị' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'In trang này' })).toBeHidden();
  expect(await page.evaluate(() => [document.body, document.querySelector('h2')!].map((one) => getComputedStyle(one).color))).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(sheet)!;
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the pages are for everybody, ${theme}`, async ({ page }) => {
    test.slow();
    const plan = await planId(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const paths = [
      `/don-vi/19/ke-hoach?ma=${plan}&xem=lao-dong`,
      `/don-vi/05551/ke-hoach?ma=${plan}&xem=nong-cot`,
      `/don-vi/05551/ke-hoach?ma=${plan}&chi-tieu=can-bo&nguoi=chua`,
      `/don-vi/05551/ke-hoach?ma=${plan}&chi-tieu=danh-tinh`,
      '/don-vi/01879/ke-hoach'
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        await expectNoSidewaysScroll(page, `${path} at ${width} px`);
        await expectAccessible(page, `${path} at ${width} px, ${theme}`);
      }
    }
  });
}
