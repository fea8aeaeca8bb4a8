// An officer runs a plan: brings it in as a file with a mistake, publishes it, writes a report that comes back and is locked,
// meets another officer on the same page, sees what is late, approves what units below have sent. Shows KP-4, BS-15, CM-21, CM-22.
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { tabTo } from './lesson.ts';
import { OwnServer } from './own_server.ts';
import { enter, officer, province } from './people.ts';
import { expect, test } from './strict_test.ts';

test.describe.configure({ mode: 'serial' });

/** The day in Việt Nam so many days from now. */
const dayFrom = (count: number) => new Date(Date.now() + (count * 24 + 7) * 3_600_000).toISOString().slice(0, 10);
const shown = (iso: string) => iso.split('-').reverse().join('/');
const [first, missed, ripe, last] = [dayFrom(-60), dayFrom(-10), dayFrom(3), dayFrom(60)];
const once = (iso: string) => {
  const [year, month, day] = iso.split('-').map(Number);
  return `{every: once, year: ${year}, month: ${month}, day: ${day}}`;
};
const plan = (lead: string) => `plan: 1
id: thu-nghiem
title: Kế hoạch thử của xã
movement: Bình dân học AI
issuer: Ủy ban nhân dân xã Kim Phượng
unit: "05551"
period: {from: ${first}, to: ${last}}
standing: van-phong
parties:
  - {id: ubnd, name: Ủy ban nhân dân xã, unit: "05551"}
  - {id: van-phong, name: Văn phòng xã}
targets:
  - {id: tham-gia, title: Người dân tham gia, measure: enrolled, group: citizen, percent: 80, denominator: roster}
tasks:
  - {id: mo-lop, title: Mở lớp ở từng xóm, lead: ${lead}, with: [ubnd], due_on: ${missed}}
  - {id: tuyen-truyen, title: Tuyên truyền trên loa, lead: van-phong}
reports:
  - {id: thang-truoc, title: Báo cáo đợt một, due: ${once(missed)}, to: ubnd}
  - {id: thang-nay, title: Báo cáo đợt hai, due: ${once(ripe)}, to: ubnd}
`;

const desk = { width: 1280, height: 800 };
let server: OwnServer;
let planId = 0;
test.beforeAll(async () => {
  server = await OwnServer.begin({ demo: ['--no-plan'] });
});
test.afterAll(() => server.end());

type Another = (options?: BrowserContextOptions) => Promise<Page>;
async function at(another: Another, account: { login: string; password: string }, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await another({ viewport: desk, baseURL: `http://127.0.0.1:${server.port}`, ...options });
  await enter(page, account);
  return page;
}
const reportAt = (code: string, report: string, period: string) =>
  `/don-vi/${code}/bao-cao?ma=${planId}&bao-cao=${report}&ky=${period}`;
const words = (page: Page, part: string) => page.getByLabel(`Nội dung phần “${part}”`);
const send = async (page: Page) => {
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo' }).click();
  await expect(page.getByText('Đã gửi báo cáo lên cấp trên.')).toBeVisible();
};

test.describe('the plan', () => {
  test.use({ allowed: [/(400|422) \(/] });

  test('comes in as a file, is mended at the line of its mistake, and is published', async ({ another }) => {
    const page = await at(another, officer);
    await page.goto('/don-vi/05551/cong-viec');
    await expect(page.getByRole('heading', { name: 'Chưa có kế hoạch nào đang dùng' })).toBeVisible();
    await page.getByRole('link', { name: 'Soạn kế hoạch' }).click();
    await page.getByRole('link', { name: 'Nạp tệp YAML' }).click();
    const wrong = plan('khong-co');
    const line = wrong.split('\n').findIndex((each) => each.includes('khong-co')) + 1;
    await page.getByLabel('Tệp kế hoạch (.yaml)').setInputFiles({ name: 'ke-hoach.yaml', mimeType: 'application/yaml', buffer: Buffer.from(wrong) });
    await page.getByRole('button', { name: 'Nạp kế hoạch' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(`lỗi ở dòng ${line}`);
    await expect(alert.getByRole('listitem').filter({ hasText: 'khong-co' })).toContainText(String(line));
    await expectAccessible(page);
    await page.getByRole('button', { name: `Tới dòng ${line} để sửa` }).click();
    await expect(page.getByLabel('Nội dung tệp')).toBeFocused();
    await page.getByLabel('Nội dung tệp').fill(plan('van-phong'));
    await page.getByRole('button', { name: 'Nạp kế hoạch' }).click();

    await expect(page.getByLabel('Tên kế hoạch')).toHaveValue('Kế hoạch thử của xã');
    planId = Number(new URL(page.url()).searchParams.get('soan'));
    await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).click();
    await page.getByRole('group').getByLabel('Nhiệm vụ', { exact: true }).last().fill('Cử người giúp các cụ');
    await page.getByLabel('Tên kế hoạch').fill('Kế hoạch của xã');
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(page.getByText('Đã lưu dự thảo.')).toBeVisible();
    await page.getByRole('link', { name: 'Soạn kế hoạch' }).last().click();
    await page.getByRole('button', { name: 'Ban hành' }).click();
    await page.getByLabel('Có hiệu lực từ ngày').fill(first);
    await page.getByRole('dialog').getByRole('button', { name: 'Ban hành' }).click();
    await expect(page.getByText(`Đang dùng từ ${shown(first)}`)).toBeVisible();
  });

  test('once published gets a new version beside it, and comes back as the same file', async ({ another }) => {
    const page = await at(another, officer);
    await page.goto('/don-vi/05551/soan-ke-hoach');
    await page.getByRole('link', { name: 'Soạn bản mới' }).click();
    await expect(page.getByText('nên không sửa trực tiếp', { exact: false })).toBeVisible();
    await page.getByText('Người dân tham gia', { exact: true }).click();
    await page.getByLabel('Tỷ lệ (%)').fill('0');
    await page.getByLabel('Tỷ lệ (%)').evaluate((input) => input.removeAttribute('min'));
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByLabel('Tỷ lệ (%)').fill('85');
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(page.getByText('Đã lưu dự thảo.')).toBeVisible();
    await page.getByRole('link', { name: 'Soạn kế hoạch' }).last().click();
    const entries = page.getByRole('listitem').filter({ hasText: 'Kế hoạch của xã' });
    await expect(entries).toHaveCount(2);
    await expect(entries.filter({ hasText: 'Dự thảo' })).toContainText('Bản 2');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      entries.filter({ hasText: 'Đang dùng' }).getByRole('link', { name: 'Tải tệp YAML' }).click()
    ]);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toContain('percent: 80');
    expect(text).toContain('Cử người giúp các cụ');
  });

  test('gives a unit below a share of its own, and refuses shares that do not add up', async ({ another }) => {
    const page = await at(another, officer);
    await page.goto('/don-vi/05551/soan-ke-hoach');
    await page.getByRole('link', { name: 'Tỷ lệ giao riêng' }).click();
    const share = page.getByLabel('Tỷ lệ giao (%): Xóm 1', { exact: true });
    await share.waitFor();
    for (const each of await page.getByRole('spinbutton').all()) await each.fill('0');
    await page.getByRole('button', { name: 'Lưu tỷ lệ' }).click();
    await expect(page.getByRole('alert')).toContainText('so với chỉ tiêu chung');
    await page.reload();
    await share.fill('95');
    await page.getByRole('button', { name: 'Lưu tỷ lệ' }).click();
    await expect(page.getByText('Đã lưu tỷ lệ.')).toBeVisible();
    await page.reload();
    await expect(share).toHaveValue('95');
  });
});

test('a report is written, returned with a reason, mended, approved and locked', async ({ another }) => {
  const page = await at(another, officer);
  await page.goto('/don-vi/05551');
  await page.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: 'Báo cáo' }).click();
  const calendar = page.getByRole('region', { name: 'Lịch báo cáo' });
  await expect(calendar.getByRole('listitem').filter({ hasText: 'đợt một' })).toContainText('Chưa nộp, quá hạn');
  await expect(calendar.getByRole('listitem').filter({ hasText: 'đợt hai' })).toContainText('Chưa đến hạn');
  await calendar.getByRole('link', { name: 'Báo cáo đợt hai' }).click();
  await expect(page.getByRole('group', { name: 'Kết quả thực hiện chỉ tiêu' }).getByRole('row').filter({ hasText: 'Người dân tham gia' })).toBeVisible();
  await words(page, 'Khó khăn, vướng mắc').fill('Xóm xa chưa có sóng.');
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await expect(page.getByText('Đã lưu dự thảo.')).toBeVisible();
  await page.reload();
  await expect(words(page, 'Khó khăn, vướng mắc')).toHaveValue('Xóm xa chưa có sóng.');
  for (const name of ['Tải bản Word', 'Tải bản Excel']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe('PK');
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('p.words').filter({ hasText: 'Xóm xa chưa có sóng.' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Các trang của đơn vị' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Gửi báo cáo' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await send(page);
  await expect(words(page, 'Khó khăn, vướng mắc')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Duyệt và khóa' })).toHaveCount(0);

  const above = await at(another, province);
  await above.goto(reportAt('05551', 'thang-nay', ripe));
  await expect(above.getByText('Xóm xa chưa có sóng.')).toBeVisible();
  await above.getByRole('button', { name: 'Trả lại' }).click();
  await expect(above.getByText('Xin ghi lý do để đơn vị biết cần sửa gì.')).toBeVisible();
  await expect(above.getByLabel('Lý do trả lại')).toBeFocused();
  await expectAccessible(above);
  await above.getByLabel('Lý do trả lại').fill('Ghi rõ xóm nào.');
  await above.getByRole('button', { name: 'Trả lại' }).click();
  await expect(above.getByText('Đã trả lại báo cáo kèm lý do.')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('region', { name: 'Quá trình gửi và duyệt' })).toContainText('Ghi rõ xóm nào.');
  await words(page, 'Khó khăn, vướng mắc').fill('Xóm 9 chưa có sóng.');
  await send(page);
  await above.reload();
  await expect(above.getByText('Xóm 9 chưa có sóng.')).toBeVisible();
  await above.getByRole('button', { name: 'Duyệt và khóa' }).click();
  await expect(above.getByText('Đã duyệt và khóa báo cáo.')).toBeVisible();

  await page.reload();
  await expect(page.getByText('không sửa được nữa', { exact: false })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Gửi báo cáo' })).toHaveCount(0);
});

test.describe('two officers at once', () => {
  test.use({ allowed: [/409 \(Conflict\)/] });

  test('lose nothing they typed', async ({ another }) => {
    const [lan, minh] = [await at(another, officer), await at(another, province)];
    for (const page of [lan, minh]) {
      await page.goto(reportAt('05551.01', 'thang-nay', ripe));
      await words(page, 'Khó khăn, vướng mắc').waitFor();
    }
    await words(lan, 'Khó khăn, vướng mắc').fill('Của Lan');
    await words(lan, 'Phương hướng thời gian tới').fill('Mở thêm lớp');
    await lan.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(lan.getByText('Đã lưu dự thảo.')).toBeVisible();

    await words(minh, 'Khó khăn, vướng mắc').fill('Của Minh');
    await words(minh, 'Đề xuất, kiến nghị').fill('Thêm máy tính');
    await minh.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(minh.getByRole('alert')).toContainText('Người khác vừa sửa nội dung này.');
    await expect(words(minh, 'Khó khăn, vướng mắc')).toHaveValue('Của Minh');
    await expect(words(minh, 'Phương hướng thời gian tới')).toHaveValue('Mở thêm lớp');
    await expect(minh.getByText('Của Lan')).toBeVisible();
    await expect(minh.getByRole('button', { name: 'Lưu dự thảo' })).toBeDisabled();
    await expectAccessible(minh);
    await minh.getByRole('button', { name: 'Giữ cả hai' }).click();
    await expect(words(minh, 'Khó khăn, vướng mắc')).toHaveValue('Của Lan\nCủa Minh');
    await minh.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(minh.getByText('Đã lưu dự thảo.')).toBeVisible();

    // The other hands it in while Lan is still writing.
    await lan.reload();
    await words(lan, 'Khó khăn, vướng mắc').fill('Lan viết thêm');
    await send(minh);
    await lan.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await expect(lan.getByRole('alert')).toContainText('Báo cáo đã gửi, đang chờ duyệt.');
    await expect(lan.getByRole('region', { name: 'Phần anh/chị gõ mà chưa lưu được' }).getByRole('textbox')).toHaveValue('Lan viết thêm');
  });

  test('meet at a task, and the second sees where it stands', async ({ another }) => {
    const [lan, minh] = [await at(another, officer), await at(another, province)];
    const row = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Mở lớp ở từng xóm' });
    for (const page of [lan, minh]) {
      await page.goto('/don-vi/05551/cong-viec');
      await expect(row(page)).toContainText('chậm 10');
      await page.getByRole('button', { name: 'Diễn biến và cập nhật: Mở lớp ở từng xóm' }).click();
    }
    await lan.getByLabel('Ghi chú').fill('Đã mở ở ba xóm');
    await lan.getByLabel('Tệp minh chứng').setInputFiles({ name: 'lop.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await lan.getByRole('button', { name: 'Lưu tình hình' }).click();
    await expect(row(lan).getByText('Đã lưu.')).toBeVisible();
    await expect(row(lan).getByRole('link', { name: 'Minh chứng' })).toBeVisible();

    await minh.getByLabel('Ghi chú').fill('Tỉnh đã nhắc');
    await minh.getByRole('button', { name: 'Lưu tình hình' }).click();
    await expect(minh.getByRole('alert')).toContainText('Nhiệm vụ nay là “Đang làm”');
    await expect(minh.getByLabel('Ghi chú')).toHaveValue('Tỉnh đã nhắc');
    await minh.getByRole('button', { name: 'Lưu tình hình' }).click();
    await expect(row(minh).getByText('Đã lưu.')).toBeVisible();
    await expect(row(minh)).toContainText('Đã mở ở ba xóm');

    // A hamlet sees the tasks of its commune; they are not its own to report on.
    await lan.goto('/don-vi/05551.01/cong-viec');
    await lan.getByRole('button', { name: 'Diễn biến và cập nhật: Mở lớp ở từng xóm' }).click();
    await expect(row(lan)).toContainText('Tỉnh đã nhắc');
    await expect(lan.getByRole('button', { name: 'Lưu tình hình' })).toHaveCount(0);
  });
});

test('the level above sees who is late and approves what has come, all at once', async ({ another }) => {
  const page = await at(another, officer);
  for (const hamlet of ['05551.02', '05551.03']) {
    const reply = await page.request.post(
      `/api/v1/units/${hamlet}/plans/${planId}/reports/thang-truoc/periods/${missed}/submissions`, { data: { revision: 0 } });
    expect(reply.status()).toBe(201);
  }
  await page.goto('/don-vi/05551/bao-cao');
  const below = page.getByRole('region', { name: 'Báo cáo của các đơn vị bên dưới' });
  await expect(below.getByRole('row').filter({ hasText: /^Xóm 2/ })).toContainText('Nộp muộn');
  await expect(below.getByRole('row').filter({ hasText: /^Xóm 4/ })).toContainText('Chưa nộp, quá hạn');
  await below.getByLabel('Kỳ báo cáo').selectOption({ label: `Báo cáo đợt một, ${shown(missed)}` });
  await expect(below.getByRole('row').filter({ hasText: 'Người dân tham gia' })).toContainText('2');
  await below.getByRole('button', { name: 'Duyệt tất cả' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Duyệt và khóa' }).click();
  await expect(page.getByText(/Đã duyệt và khóa 2\sbáo cáo\./)).toBeVisible();
  await expect(below.getByRole('row').filter({ hasText: /^Xóm 3/ })).toContainText('Đã duyệt, khóa');

  await page.goto('/don-vi/05551/cong-viec?muc=don-doc');
  await expect(page.getByRole('row').filter({ hasText: 'Mở lớp ở từng xóm' })).toContainText('Văn phòng xã');
  await expect(page.getByRole('row').filter({ hasText: /^Xóm 4/ })).toContainText('Báo cáo đợt một');
  await expect(page.getByRole('row').filter({ hasText: /^Xóm 2/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Nhắc tất cả' }).click();
  await expect(page.getByText(/Đã nhắc: [1-9]\d*\./)).toBeVisible();
});

test('a draft of a report and one of a plan are deleted by who began them', async ({ another }) => {
  const page = await at(another, officer);
  await page.goto(reportAt('05551.06', 'thang-nay', ripe));
  await words(page, 'Khó khăn, vướng mắc').fill('Viết nhầm chỗ');
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await expect(page.getByText('Đã lưu dự thảo.')).toBeVisible();
  await page.getByRole('button', { name: 'Xóa phần đã viết' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa phần đã viết' }).click();
  await expect(page.getByText('Đã xóa phần đã viết.')).toBeVisible();
  await expect(words(page, 'Khó khăn, vướng mắc')).toHaveValue('');
  // What was handed in once has a history and stays.
  await page.goto(reportAt('05551.02', 'thang-truoc', missed));
  await expect(page.getByRole('button', { name: 'Xóa phần đã viết' })).toHaveCount(0);

  await page.goto('/don-vi/05551/soan-ke-hoach');
  const entries = page.getByRole('listitem').filter({ hasText: 'Kế hoạch của xã' });
  await expect(entries).toHaveCount(2);
  await page.getByRole('button', { name: 'Xóa bản nháp: Kế hoạch của xã' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Bản đang dùng không thay đổi.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Xóa bản nháp' }).click();
  await expect(page.getByText('Đã xóa bản nháp.')).toBeVisible();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('Đang dùng');
  await page.goto('/don-vi/05551/nhat-ky');
  await expect(page.getByRole('cell', { name: 'Xóa bản nháp kế hoạch' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Xóa dự thảo báo cáo' })).toBeVisible();
});

test('a report is written and handed in by keyboard alone', async ({ another }) => {
  const page = await at(another, officer, { viewport: { width: 320, height: 640 } });
  await page.goto('/don-vi/05551.05');
  await tabTo(page, 'Tổng quan');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Báo cáo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Lịch báo cáo' })).toBeVisible();
  await tabTo(page, 'Báo cáo đợt hai');
  await page.keyboard.press('Enter');
  await words(page, 'Công tác chỉ đạo, triển khai').waitFor();
  await tabTo(page, 'Nội dung phần “Công tác chỉ đạo');
  await page.keyboard.type('Đã họp xóm.');
  await tabTo(page, 'Gửi báo cáo');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Gửi báo cáo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã gửi báo cáo lên cấp trên.')).toBeVisible();
  await expect(page.getByText('Đã họp xóm.')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`every page stands at 320 px and passes axe, ${theme}`, async ({ another }) => {
    test.slow();
    const page = await at(another, officer, { colorScheme: theme });
    const paths = [
      '/don-vi/05551/cong-viec', '/don-vi/05551/cong-viec?muc=don-doc', '/don-vi/05551/bao-cao',
      reportAt('05551', 'thang-nay', ripe), reportAt('05551.04', 'thang-truoc', missed), '/don-vi/05551/soan-ke-hoach',
      `/don-vi/05551/soan-ke-hoach?soan=${planId}`, '/don-vi/05551/soan-ke-hoach?soan=moi', '/don-vi/05551/soan-ke-hoach?tep',
      `/don-vi/05551/soan-ke-hoach?ty-le=${planId}`
    ];
    for (const path of paths) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      // What is folded up is looked at too; the last first, so that what has been opened is not counted anew.
      for (const closed of (await page.locator('main summary, main button[aria-expanded=false]:visible').all()).reverse()) await closed.click();
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 740 });
        await expectNoSidewaysScroll(page, `${path} at ${width} px`);
        await expectAccessible(page, `${path} at ${width} px, ${theme}`);
      }
    }
  });
}
