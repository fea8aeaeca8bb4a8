// In Zalo's own browser there is no service worker and no voice, and what is kept there is soon lost: everything works all the
// same, and a one-time code carries the account over to the real browser. Shows CM-8.
import { answerRight, lessonAsServed, readCards, workThrough } from './lesson.ts';
import { join, newPhone } from './people.ts';
import { expect, test } from './strict_test.ts';

const zalo =
  'Mozilla/5.0 (Linux; Android 12; SM-A045F Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.179 Mobile Safari/537.36 Zalo android/24070732 ZaloTheme/light ZaloLanguage/vi';

// A code that was used already is refused, and the browser logs that.
test.use({ userAgent: zalo, allowed: [/400 \(Bad Request\).*session_handovers/] });
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    delete (Navigator.prototype as any).serviceWorker;
    Object.defineProperty(window, 'speechSynthesis', { value: undefined });
    delete (window as any).SpeechSynthesisUtterance;
  });
});

test('a citizen joins and learns inside Zalo, then goes on in the real browser with a code', async ({ page, another }) => {
  await join(page, { name: 'Chu Thị Yến', login: newPhone(), born: '1968' });
  await page.getByRole('link', { name: /^Học/ }).click();
  await workThrough(page, 'bdh-ai-1-01');
  await expect(page.getByRole('heading', { name: 'Giờ cô đã biết' })).toBeVisible();

  await page.getByRole('button', { name: 'Mở bằng trình duyệt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mở bằng trình duyệt' });
  await dialog.getByRole('button', { name: 'Lấy mã chuyển máy' }).click();
  const code = (await dialog.locator('.letters').innerText()).trim();
  await expect(dialog.getByText(/\/chuyen-may ở máy kia/)).toBeVisible();

  const browser = await another({ userAgent: undefined });
  await browser.goto('/chuyen-may');
  await browser.getByLabel('Mã chuyển máy').fill(code.toLowerCase());
  await browser.getByRole('button', { name: 'Vào học tiếp' }).click();
  await expect(browser.getByRole('heading', { level: 1 })).toHaveText('Chào cô Yến');
  await expect(browser.getByText('1 ngày liền')).toBeVisible();
  await expect(browser.getByRole('button', { name: 'Mở bằng trình duyệt' })).toHaveCount(0);

  const thief = await another({ userAgent: undefined });
  await thief.goto('/chuyen-may');
  await thief.getByLabel('Mã chuyển máy').fill(code);
  await thief.getByRole('button', { name: 'Vào học tiếp' }).click();
  await expect(thief.getByRole('alert').or(thief.locator('.wrong'))).toBeVisible();
  await expect(thief).toHaveURL('/chuyen-may');
});

test('without a voice there is no “Nghe”, and without storage the lesson still runs', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get: () => { throw new DOMException('forbidden', 'SecurityError'); } });
  });
  await join(page, { name: 'Bùi Văn Toàn', login: newPhone(), born: '1959' });
  await page.goto('/hoc/bdh-ai-1-01');
  const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: lesson.cards[0]!.heading })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nghe' })).toHaveCount(0);
  await readCards(page, lesson);
  await answerRight(page, lesson.items[0]!);
});
