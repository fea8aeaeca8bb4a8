// A citizen scans the poster, joins on a phone, learns today's quarter of an hour and is marked at once; the officer of the
// commune sees that person counted. Shows BS-4, BS-6, BS-7, CM-8.
import { answerRight, goOn, handIn, lessonAsServed, tapAnswer, workThrough } from './lesson.ts';
import { join, newPhone, officer, password, sen, signIn } from './people.ts';
import { expect, test } from './strict_test.ts';

test('a stranger joins by the poster, learns today’s lesson, and the officer sees it', async ({ page, another }) => {
  const desk = await another({ viewport: { width: 1280, height: 800 } });
  await signIn(desk, officer);
  await desk.getByRole('navigation').getByRole('link', { name: 'Đơn vị' }).click();
  await expect(desk).toHaveURL('/don-vi/05551');
  const figure = (title: string) => desk.locator('dl > div').filter({ hasText: title });
  await expect(figure('Đã tham gia')).toBeVisible();
  const before = await (await desk.request.get('/api/v1/units/05551/overview')).json();

  const login = newPhone();
  await join(page, { name: 'Lò Thị Mây', login, born: '1980' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chào cô Mây');
  await page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ }).click();
  await expect(page).toHaveURL(/\/hoc\/bdh-ai-1-01$/);
  const lesson = await workThrough(page, 'bdh-ai-1-01');

  await expect(page.getByRole('heading', { name: 'Giờ cô đã biết' })).toBeVisible();
  await expect(page.getByText(`${lesson.items.length}/${lesson.items.length}`, { exact: true })).toBeVisible();
  await expect(page.getByText(`Đã làm một việc thật: ${lesson.task!.title}`)).toBeVisible();
  const points = Number((await page.locator('dt:text("điểm hôm nay") + dd').innerText()).replace(/\D/g, ''));
  expect(points).toBeGreaterThan(0);
  await expect(page.locator('dt:text("chuỗi ngày") + dd')).toHaveText('1 ngày');

  await page.getByRole('link', { name: 'Nghỉ, mai học tiếp' }).click();
  await expect(page.getByText('1 ngày liền')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Xếp hạng' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^\s*\d+\s*Cô \(/ })).toContainText(String(points));

  await desk.getByRole('button', { name: 'Cập nhật' }).click();
  // Others may join meanwhile; but at least this person is in both figures now.
  const shown = async (title: string) => Number((await figure(title).getByRole('link').innerText()).replace(/\D/g, ''));
  await expect.poll(() => shown('Đã tham gia')).toBeGreaterThan(before.enrolled);
  await expect.poll(() => shown('Có học hôm nay')).toBeGreaterThan(before.active_today);
  await desk.getByRole('link', { name: 'Người học' }).click();
  await desk.getByLabel('Tìm theo tên hoặc số điện thoại').fill('Lo Thi May');
  await desk.getByRole('button', { name: 'Tìm' }).click();
  const row = desk.getByRole('row').filter({ hasText: login });
  await expect(row).toContainText('Lò Thị Mây');
  await expect(row).toContainText('hôm nay');
});

test('a wrong answer is met with its reason, and leaving loses nothing', async ({ page }) => {
  await join(page, { name: 'Hà Văn Lâm', login: newPhone(), born: '1962' });
  await page.goto('/hoc/bdh-ai-1-01');
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  for (const _ of lesson.cards) await page.getByRole('button', { name: /^(Tiếp tục|Thử sức với câu hỏi)$/ }).click();
  const [first, second] = lesson.items;
  expect(first!.type).toBe('single_choice');
  await expect(page.getByRole('button', { name: 'Chọn hoặc điền câu trả lời' })).toBeVisible();
  await page.getByRole('radio', { name: 'Đọc được suy nghĩ của người hỏi' }).check();
  await handIn(page);
  await expect(page.getByRole('heading', { name: 'Chưa đúng, cùng xem lý do' })).toBeVisible();
  await expect(page.getByText('Máy chỉ biết những gì bạn gõ hoặc nói ra.')).toBeVisible();
  await goOn(page);

  await tapAnswer(page, second!);
  await page.getByRole('link', { name: 'Tạm dừng' }).click();
  await expect(page.getByText(`Đã làm 1/${lesson.items.length} câu`)).toBeVisible();
  await page.getByRole('link', { name: /^Học/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: second!.prompt })).toBeVisible();
  await answerRight(page, second!);
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: lesson.items[2]!.prompt })).toBeVisible();
});

test('a learner recalls what is due before anything new', async ({ page }) => {
  await signIn(page, sen);
  const plan = await (await page.request.get('/api/v1/today')).json();
  expect(plan.reviews.length).toBeGreaterThan(0);
  await page.getByRole('link', { name: /^Học \d+ phút hôm nay$/ }).click();
  await expect(page).toHaveURL('/on-tap');
  for (const [index, item] of plan.reviews.entries()) {
    await expect(page.getByRole('heading', { level: 1, name: `Ôn tập ${index + 1} trên ${plan.reviews.length}` })).toBeVisible();
    if (item.type === 'recall_card') {
      await page.getByRole('button', { name: 'Xem đáp án' }).click();
      await page.getByRole('button', { name: 'Nhớ', exact: true }).click();
    } else await answerRight(page, item);
  }
  // Then the day goes on with its new lesson.
  await expect(page).toHaveURL(`/hoc/${plan.lesson.id}`);
  await expect(page.getByRole('heading', { level: 1, name: plan.lesson.title })).toBeVisible();
});

test('the way in holds up to mistakes: a missing name, a short password, a taken phone number', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Tham gia học' }).click();
  await page.getByLabel('Tên nơi ở hoặc cơ quan').fill('kim phuong');
  await page.getByRole('button', { name: /^Xã Kim Phượng/ }).click();
  await page.getByRole('button', { name: 'Xóm 2', exact: true }).click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Xin chọn một nhóm.')).toBeVisible();
  await page.getByRole('radio', { name: /^Người kinh doanh/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Xin viết họ và tên.')).toBeVisible();
  await expect(page.getByLabel('Họ và tên')).toBeFocused();
  await page.getByLabel('Họ và tên').fill('Ma Thị Hiên');
  await page.getByLabel('Năm sinh').fill('2014');
  await expect(page.getByRole('heading', { name: 'Sự đồng ý của người giám hộ' })).toBeVisible();
  await page.getByLabel('Năm sinh').fill('1990');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill('hocvien');
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngắn');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Mật khẩu cần ít nhất 8 ký tự.')).toBeVisible();
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Đồng ý và bắt đầu học' }).click();
  await expect(page.getByText('Mục “cần có” phải được đồng ý thì mới học được.')).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(page.getByLabel('Số điện thoại hoặc tên đăng nhập')).toHaveValue('hocvien');
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(newPhone());
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('checkbox', { name: 'Học tập và chấm bài' }).check();
  await page.getByRole('button', { name: 'Đồng ý và bắt đầu học' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chào bạn Hiên');
});
