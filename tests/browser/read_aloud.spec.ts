// “Nghe” stands there when the device has a Vietnamese voice, and reads the card that is shown.
import { join, newPhone } from './people.ts';
import { expect, test } from './strict_test.ts';

test('a card is read aloud by the device’s Vietnamese voice', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    class Words {
      voice = null;
      lang = '';
      rate = 1;
      onend = null;
      onerror = null;
      constructor(public text: string) {}
    }
    const voices = [{ lang: 'en-US', name: 'Sam' }, { lang: 'vi-VN', name: 'Linh' }];
    Object.assign(window, { said, SpeechSynthesisUtterance: Words });
    Object.defineProperty(window, 'speechSynthesis', {
      value: { getVoices: () => voices, speak: (words: Words) => said.push(`${words.lang}: ${words.text}`), cancel: () => said.push('stop'), addEventListener() {}, removeEventListener() {} }
    });
  });
  await join(page, { name: 'Hoàng Thị Nga', login: newPhone(), born: '1949' });
  await page.goto('/hoc/bdh-ai-1-01');
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  const said = () => page.evaluate(() => (window as any).said as string[]);
  await page.getByRole('button', { name: 'Nghe' }).click();
  await expect(page.getByRole('button', { name: 'Dừng đọc' })).toBeVisible();
  expect((await said()).filter((text) => text.startsWith('vi-VN: ')).join(' ')).toContain('Trợ lý AI là chương trình máy tính');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByRole('button', { name: 'Nghe' })).toBeVisible();
  expect((await said()).at(-1)).toBe('stop');
});
