// Pages when things are not as usual: the server in trouble, nothing there yet, a programme of many levels, an officer who was
// away. Replies are put in place of the server's.
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { enter, officer, sen } from './people.ts';
import { expect, test } from './strict_test.ts';

test.describe('trouble', () => {
  test.use({ allowed: [/500 \(Internal|401 \(Unauthorized\)/] });

  test('a failing server is said plainly, and trying again goes on', async ({ page }) => {
    await enter(page, sen);
    const problem = { type: 'about:blank', title: 'Máy chủ đang gặp trục trặc.', status: 500, code: 'internal_error' };
    const pages: [string, string, string][] = [
      ['/', '**/api/v1/today', 'Hôm nay'],
      ['/chuong-trinh', '**/api/v1/programmes', 'Bình dân học AI'],
      ['/xep-hang', '**/api/v1/rankings/people*', 'Xóm 1'],
      ['/xep-bac', '**/api/v1/placements', 'Bắt đầu từ bậc nào thì vừa?'],
      ['/kiem-tra/bdh-ai-1-test', '**/api/v1/level_tests/*', 'Trước khi làm']
    ];
    for (const [path, address, heading] of pages) {
      await page.route(address, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', json: problem }));
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'Chưa mở được' })).toBeVisible();
      await expectAccessible(page);
      await page.unroute(address);
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    }
  });

  test('an officer who was away enters the password and is where they were', async ({ page }) => {
    await enter(page, officer);
    let locked = true;
    await page.route('**/api/v1/units/05551/overview', (route) =>
      locked
        ? route.fulfill({ status: 401, contentType: 'application/problem+json', json: { title: 'Phiên đã khóa.', status: 401, code: 'session_locked' } })
        : route.continue()
    );
    await page.goto('/don-vi/05551');
    const dialog = page.getByRole('dialog', { name: 'Xin nhập lại mật khẩu' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    locked = false;
    await dialog.getByLabel('Mật khẩu', { exact: true }).fill(officer.password);
    await dialog.getByRole('button', { name: 'Mở khóa' }).click();
    await expect(page.locator('dl > div').filter({ hasText: 'Đã tham gia' })).toBeVisible();
  });
});

test('a unit where nobody has joined yet says what to do first', async ({ page }) => {
  await enter(page, officer);
  await page.route('**/api/v1/units/05551/overview', async (route) => {
    const found = await (await route.fetch()).json();
    await route.fulfill({ json: { ...found, enrolled: 0, children: [] } });
  });
  await page.goto('/don-vi/05551');
  await expect(page.getByRole('heading', { name: 'Chưa có ai tham gia' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Nhập danh sách' }).last().click();
  await expect(page).toHaveURL('/don-vi/05551/danh-sach');
});

test('a programme of five levels opens at the level being learnt and folds the others', async ({ page }) => {
  await enter(page, sen);
  const statusAt = (level: number, lesson: number) => (level < 3 || (level === 3 && lesson < 5) ? 'done' : level === 3 && lesson === 5 ? 'next' : 'locked');
  await page.route('**/api/v1/programmes', (route) =>
    route.fulfill({
      json: {
        chosen_level_id: null,
        programmes: [{
        pack: 'binh-dan-hoc-ai',
        title: 'Bình dân học AI',
        version: '2026.11.1',
        levels: ['Xử lý văn bản cơ bản', 'Tìm kiếm và tra cứu thông tin', 'Phân tích dữ liệu đơn giản', 'Tự động hóa công việc', 'Sáng tạo cùng AI'].map((title, at) => ({
          id: `bdh-ai-${at + 1}`,
          number: at + 1,
          title,
          outcome: 'Dùng AI hỗ trợ công việc hằng ngày.',
          skills: ['Hỏi cho rõ', 'Kiểm tra lại'],
          test_id: null,
          lessons: Array.from({ length: 20 }, (_, index) => {
            const status = statusAt(at + 1, index + 1);
            return { id: `bdh-ai-${at + 1}-${index + 1}`, title: `Bài số ${index + 1} của bậc ${at + 1}`, goal: '', status, score_percent: status === 'done' ? 88 : null, seconds: 420 };
          })
        }))
        }]
      }
    })
  );
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto('/chuong-trinh');
  await expect(page.getByRole('link', { name: 'Học tiếp: Bài số 5 của bậc 3' })).toHaveAttribute('href', '/hoc/bdh-ai-3-5');
  await expect(page.getByText('Bài số 7 của bậc 3')).toBeVisible();
  await expect(page.getByText('Bài số 7 của bậc 2')).toBeHidden();
  await page.getByRole('heading', { name: /^Bậc 2/ }).click();
  await expect(page.getByText('Bài số 7 của bậc 2')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
