// A learner hands in the task of a lesson with a photo; the coach of the hamlet returns it with a reason; the learner mends it;
// the coach accepts it. Shows BS-3, BS-7.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { enter, join, newPhone, sen } from './people.ts';
import { drawPhoto } from './photos.ts';
import { expect, test } from './strict_test.ts';

const coach = { login: 'huongdan', password: 'huong-dan-demo' };
const lesson = 'bdh-ai-1-01';

const addPhoto = async (page: Page, colour: string) =>
  page.getByLabel('Chụp hoặc chọn ảnh').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, colour) });

const openTask = (page: Page) => page.goto(`/hoc/${lesson}?viec-that`);

test('work is handed in with a photo, returned, mended and accepted', async ({ page, another }) => {
  await join(page, { name: 'Bàn Thị Sen', login: newPhone(), born: '1971' });
  await openTask(page);
  const drawn = page.getByRole('img', { name: /^Ảnh bài làm/ });
  await addPhoto(page, '#f2b544');
  await addPhoto(page, '#b3402e');
  await expect(drawn).toHaveCount(2);
  await page.getByRole('button', { name: 'Bỏ ảnh 2' }).click();
  await expect(drawn).toHaveCount(1);
  await page.getByLabel('Bài làm của mình').fill('Mời bà con họp xóm ở nhà văn hóa.');
  await page.getByRole('checkbox').first().check();
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page).toHaveURL('/ket-qua');

  await openTask(page);
  const standing = page.getByRole('region', { name: 'Bài nộp đang ở đâu' });
  await expect(standing).toContainText('Đã nộp');

  const desk = await another({ viewport: { width: 1280, height: 800 } });
  await enter(desk, coach);
  await desk.goto('/don-vi/05551.01');
  await desk.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: 'Bài nộp' }).click();
  await expect(desk.getByText(/^\d+ bài$/)).toBeVisible();
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(desk);
  await desk.getByRole('link', { name: 'Bàn Thị Sen' }).click();
  const seen = desk.getByRole('img', { name: 'Ảnh 1 trong bài của Bàn Thị Sen' });
  await expect(seen).toBeVisible();
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
  await expect(desk.getByText('Mời bà con họp xóm ở nhà văn hóa.')).toBeVisible();
  await expectNoSidewaysScroll(desk);
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 1280, height: 800 });

  await desk.getByRole('button', { name: 'Trả lại để sửa' }).click();
  await expect(desk.getByText('Xin viết vài lời cho người học biết cần sửa gì.')).toBeVisible();
  await expect(desk.getByLabel('Lời nhắn cho người học')).toBeFocused();
  await desk.getByRole('checkbox').first().check();
  await desk.getByLabel('Lời nhắn cho người học').fill('Cô ghi thêm giờ họp nhé.');
  await desk.getByRole('button', { name: 'Trả lại để sửa' }).click();
  await expect(desk.getByText('Đã trả bài cho Bàn Thị Sen kèm lời nhắn.')).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Bàn Thị Sen' })).toHaveCount(0);

  await page.goto('/');
  await page.getByRole('region', { name: 'Cần sửa' }).getByRole('link').click();
  await expect(standing).toContainText('Cần sửa');
  await expect(standing).toContainText('Cô ghi thêm giờ họp nhé.');
  await expectAccessible(page);
  await expect(drawn).toHaveCount(1);
  await page.getByRole('button', { name: 'Nộp lại bài' }).click();
  await expect(page.getByText('Bài chưa có gì khác lần trước.', { exact: false })).toBeVisible();
  await page.getByLabel('Bài làm của mình').fill('Mời bà con họp xóm ở nhà văn hóa lúc 19 giờ thứ bảy.');
  await page.getByRole('button', { name: 'Nộp lại bài' }).click();
  await expect(page).toHaveURL('/ket-qua');

  await desk.reload();
  await desk.getByRole('listitem').filter({ hasText: 'Bàn Thị Sen' }).filter({ hasText: 'Nộp lại' }).getByRole('link').click();
  await expect(desk.getByRole('heading', { name: 'Bài đã qua các bước' })).toBeVisible();
  await desk.getByRole('button', { name: 'Nhận bài' }).click();
  await expect(desk.getByText('Đã nhận bài của Bàn Thị Sen.')).toBeVisible();
  await desk.getByRole('button', { name: 'Đã nhận', exact: true }).click();
  await expect(desk.getByRole('link', { name: 'Bàn Thị Sen' })).toBeVisible();

  await openTask(page);
  await expect(standing).toContainText('Được nhận');
  await expect(page.getByText('Bài này đã được nhận.', { exact: false })).toBeVisible();
});

test.describe('two coaches at once', () => {
  test.use({ allowed: [/409 \(Conflict\)/] });

  test('the second is told, and sees what the first decided', async ({ page, another }) => {
    await join(page, { name: 'Lý Văn Páo', login: newPhone(), born: '1969' });
    const served = await (await page.request.get(`/api/v1/lessons/${lesson}`)).json();
    const checks = served.task.criteria.map(() => true);
    await page.request.put(`/api/v1/lessons/${lesson}/task_submission`, { data: { text: 'Bài của Páo', checks } });
    const { id, at } = (await (await page.request.get(`/api/v1/lessons/${lesson}`)).json()).task.submission;

    const desk = await another({ viewport: { width: 1280, height: 800 } });
    await enter(desk, coach);
    await desk.goto(`/don-vi/05551.01/bai-nop?bai=${id}`);
    await expect(desk.getByText('Bài của Páo')).toBeVisible();
    const reply = await desk.request.post(`/api/v1/task_submissions/${id}/reviews`, {
      data: { decision: 'accepted', reason: null, checks, handed_in_at: at }
    });
    expect(reply.status()).toBe(201);
    await desk.getByRole('button', { name: 'Nhận bài' }).click();
    await expect(desk.getByRole('alert')).toContainText('Bài này vừa có người xét rồi.');
    await expect(desk.getByRole('region', { name: 'Bài nộp đang ở đâu' })).toContainText('Được nhận');
  });
});

test('what is not a photo is said so, and the work that closes a level is handed in the same way', async ({ page }) => {
  await enter(page, sen);
  await page.goto('/bai-cuoi-bac/bdh-ai-1-work');
  await expect(page.getByText('Bài thực hành cuối bậc 1', { exact: false })).toBeVisible();
  await page.getByLabel('Chụp hoặc chọn ảnh').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo') });
  await expect(page.getByText('Máy này không mở được ảnh ấy.', { exact: false })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await addPhoto(page, '#1b6b47');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page.getByRole('region', { name: 'Bài nộp đang ở đâu' })).toContainText('Đã nộp');
});
