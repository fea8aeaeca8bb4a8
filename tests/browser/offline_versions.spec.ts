// A release comes out while a telephone is in the valley. The app of before the release sends its work to the new server, which
// has none of its files any more; then the telephone has the new app, whole, with the log of the old one.
import type { Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { accountOf, compare, logOf } from './device_log.ts';
import { makeLaterRelease } from './later_release.ts';
import { goOn, handIn, lessonAsServed, readCards, tapAnswer, type Item } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { OwnServer } from './own_server.ts';
import { join, newPhone } from './people.ts';
import { Phone } from './phone.ts';
import { expect, test } from './strict_test.ts';

const dayMs = 86_400_000;
const built = resolve(import.meta.dirname, '../../web/build');

test.describe('a release while a telephone is away', () => {
  let server: OwnServer;
  let line: Line;
  let phone: Phone;
  let later: string;

  test.beforeEach(async () => {
    server = await OwnServer.begin();
    line = await openLine(server.port);
    phone = new Phone(line.address);
    later = mkdtempSync(joinPath(tmpdir(), 'bdh-later-'));
    makeLaterRelease(built, later);
  });
  test.afterEach(async () => {
    delete process.env.BDH_WEB;
    await phone.throwAway();
    line.close();
    await server.end();
    rmSync(later, { recursive: true, force: true });
  });

  async function answerHere(page: Page, item: Item) {
    await tapAnswer(page, item);
    await handIn(page);
    await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
    await goOn(page);
  }
  const releaseOf = async (page: Page) => ((await page.content()).includes('/later-') ? 'later' : 'first');

  test('the app of before sends its work, and the app of after has all of it and works without network', async () => {
    test.setTimeout(120_000);
    const first = Date.now() - 2 * dayMs;
    let page = await phone.open({ at: first, signal: true });
    await join(page, { name: 'Hạng A Vư', login: newPhone(), born: '1972' });
    const account = await accountOf(page);
    const lesson = await lessonAsServed(page, 'bdh-ai-1-01');
    await page.goto('/dong-bo');
    await page.getByRole('button', { name: /^Tải về máy/ }).click();
    await expect(page.getByText('Đã đủ. Mất mạng vẫn học được.')).toBeVisible({ timeout: 30_000 });
    await phone.close();
    line.cut();
    await server.kill();

    page = await phone.open({ at: first + dayMs, signal: false });
    await page.goto('/hoc/bdh-ai-1-01');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await readCards(page, lesson);
    for (const item of lesson.items.slice(0, 3)) await answerHere(page, item);

    // The page stays open while the network comes back, and with it the new server.
    process.env.BDH_WEB = later;
    await server.start();
    await phone.context.clock.setFixedTime(Date.now());
    line.mend();
    await phone.context.setOffline(false);
    await expect.poll(() => server.answersOf(account).length, { timeout: 30_000 }).toBe(3);
    expect(await releaseOf(page), 'it was the app of before that sent them').toBe('first');
    await expect.poll(async () => (await logOf(page)).filter(({ receipt }) => receipt).length, { timeout: 30_000 }).toBe(3);
    compare(await logOf(page), server.answersOf(account));
    await answerOnline(page, lesson.items[3]!);
    await expect.poll(() => server.answersOf(account).length).toBe(4);

    // Opened again, it becomes the new one; the log is the same.
    await expect
      .poll(
        async () => {
          await page.goto('/dong-bo');
          await expect(page.getByTestId('received')).toHaveText('Đã nhận 4/4', { timeout: 30_000 });
          return releaseOf(page);
        },
        { timeout: 60_000 }
      )
      .toBe('later');
    await keepsTheWholeApp(page);
    await phone.close();

    line.cut();
    page = await phone.open({ signal: false });
    await page.goto('/hoc/bdh-ai-1-01');
    for (const item of lesson.items.slice(4)) await answerHere(page, item);
    expect(await releaseOf(page)).toBe('later');
    await page.goto('/dong-bo');
    line.mend();
    await phone.context.setOffline(false);
    await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${lesson.items.length}/${lesson.items.length}`, { timeout: 30_000 });
    compare(await logOf(page), server.answersOf(account));
  });

  async function answerOnline(page: Page, item: Item) {
    await tapAnswer(page, item);
    await handIn(page);
    await expect(page.getByRole('heading', { level: 3, name: 'Đúng rồi' })).toBeVisible();
    await goOn(page);
  }

  /** The new app replaces the old one only when all of it is there. */
  const keepsTheWholeApp = (page: Page) =>
    expect
      .poll(
        () =>
          page.evaluate(async () => {
            const kept = await (await caches.open('bdh-later')).keys();
            return kept.filter(({ url }) => url.includes('/_app/immutable/') && url.includes('/later-')).length;
          }),
        { timeout: 30_000 }
      )
      .toBeGreaterThan(50);
});
