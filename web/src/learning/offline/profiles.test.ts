// A finder of the telephone learns nothing from its database, and its owner loses nothing by a forgotten PIN.
import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { database, type Place } from '../../foundation/offline/database';
import { failuresMax, isBlocked, noFailures, waitFor } from '../../foundation/offline/delays';
import { sealEverything } from '../../foundation/offline/owners';
import { addProfile, allProfiles, changePin, isPin, keepToken, openToken, recover, unlock, waitingOf } from '../../foundation/offline/profiles';
import { drawKeys, keyOfPin, pinRounds, unwrap, Vault, wrap } from '../../foundation/offline/sealing';
import { LockedError, openVault, setVault, vaultOf } from '../../foundation/offline/vault';
import { keepReply, keptReply } from '../../foundation/offline/kept';

// Hundreds of thousands of rounds take their time.
vi.setConfig({ testTimeout: 60_000 });
const secret = 'ab'.repeat(32);
const draft = (answer: string) => ({ item: 'bdh-1', item_version: 1, context: 'lesson' as const, response: [answer], answered_at: 1, took_ms: 1 });
const learning = () => import('../waiting_answers');
const places = () => import('../places');

/** Every byte of every row, as somebody reading the disk would see them. */
async function rawText(): Promise<string> {
  const db = (await database())!;
  const seen: string[] = [];
  const look = (value: unknown): void => {
    if (value instanceof Uint8Array) seen.push(new TextDecoder().decode(value));
    else if (Array.isArray(value)) value.forEach(look);
    else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) (seen.push(key), look(inner));
    else seen.push(String(value));
  };
  for (const store of ['log', 'photos', 'kept', 'places', 'sittings', 'standings', 'profiles', 'waiting'] as const) {
    look(await db.getAll(store));
    look(await db.getAllKeys(store));
  }
  return seen.join('\n');
}

it('asks OWASP’s rounds and six digits', () => {
  expect(pinRounds).toBeGreaterThanOrEqual(600_000);
  expect(['12345', '12345a', '', '1234567890123'].map(isPin)).toEqual([false, false, false, false]);
  expect(['123456', '123456789012'].map(isPin)).toEqual([true, true]);
});

it('opens what it sealed, with the right key and for the same sort of row only', async () => {
  const keys = drawKeys();
  const one = await Vault.from('p1', 1, keys);
  const other = await Vault.from('p2', 1, drawKeys());
  const sealed = await one.seal('log', { answer: 'nương chè' });
  expect(await one.open('log', sealed)).toEqual({ answer: 'nương chè' });
  await expect(one.open('place', sealed)).rejects.toThrow();
  await expect(other.open('log', sealed)).rejects.toThrow();
  sealed.bytes[3]! ^= 1;
  await expect(one.open('log', sealed)).rejects.toThrow();
  expect((await one.seal('log', 1)).iv).not.toEqual((await one.seal('log', 1)).iv);
  expect(await one.nameOf('/me')).toBe(await one.nameOf('/me'));
  expect(await one.nameOf('/me')).not.toContain('me');
});

it('gives the keys to the right PIN alone', async () => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const keys = drawKeys();
  const wrapped = await wrap(keys, await keyOfPin('482915', salt, 1000), 'p');
  expect(await unwrap(wrapped, await keyOfPin('482915', salt, 1000), 'p')).toEqual(keys);
  expect(await unwrap(wrapped, await keyOfPin('482916', salt, 1000), 'p')).toBeNull();
  expect(await unwrap(wrapped, await keyOfPin('482915', salt, 1000), 'another')).toBeNull();
});

it('lets the wait grow, and a clock turned back does not shorten it', () => {
  const after = (count: number, later = 0) => waitFor({ count, last_at: 1000 }, 1000 + later);
  expect(after(0)).toBe(0);
  expect(after(2)).toBe(0);
  expect(after(3)).toBe(30_000);
  expect(after(4)).toBe(60_000);
  expect(after(9)).toBe(30_000 * 64);
  expect(after(3, 30_000)).toBe(0);
  expect(waitFor({ count: 3, last_at: 9e12 }, 1000)).toBe(30_000);
  for (let count = 3; count < failuresMax; count++) expect(after(count + 1)).toBeGreaterThan(after(count));
  expect(isBlocked({ count: failuresMax - 1, last_at: 0 })).toBe(false);
  expect(isBlocked({ count: failuresMax, last_at: 0 })).toBe(true);
  expect(isBlocked(noFailures)).toBe(false);
});

it('seals what the person had here, keeps its states countable, and opens it again after the PIN', async () => {
  const { putAnswer, putEntry, photosOf, handInLogOf, openEntry, logOf, markSent, countWaiting } = await learning();
  const { newPlace, keepPlace, placeOf, storePlace } = await places();
  await keepReply('/me', { full_name: 'Hoàng Thị Mùi' });
  const first = await putAnswer(7, draft('rau muống luộc'));
  const task = await putEntry({ account_id: 7, kind: 'task_hand_in', body: { text: 'Bài nộp kín' }, photos: [new Blob(['hình chụp'], { type: 'image/jpeg' })] });
  const place: Place = { ...newPlace(7, 'bdh-1', 1), draft: 'Tôi nhờ gợi ý bữa cơm', hand_in: true, photos: [{ key: 'a', blob: new Blob(['ảnh'], { type: 'image/jpeg' }) }] };
  await keepPlace(place);
  const db = (await database())!;
  await db.put('sittings', { key: '7/2026-11-22', items: 1, right: 1, reviews: 0, took_ms: 1, points: 5, lessons: [], tasks: ['Nấu bữa cơm'] });
  const words = ['Hoàng Thị Mùi', 'rau muống', 'gợi ý bữa cơm', 'Nấu bữa cơm', 'Bài nộp kín', 'hình chụp', '/me'];
  for (const word of words) expect(await rawText()).toContain(word);

  const vault = await addProfile({ id: '00112233445566aa', account_id: 7, label: 'Mẹ', pin: '482915', token: 't0ken', secret });
  await sealEverything(vault, storePlace);
  const second = await putAnswer(7, draft('canh rau ngót'));
  expect(second.sequence).toBe(task.sequence + 1);
  await markSent([first]);
  const raw = await rawText();
  for (const word of [...words, 'rau ngót', 'bdh-1', 't0ken', '482915']) expect(raw).not.toContain(word);
  expect(raw).toContain('Mẹ');

  setVault(null);
  await expect(logOf(7)).rejects.toThrow(LockedError);
  await expect(putAnswer(7, draft('x'))).rejects.toThrow(LockedError);
  expect(await keptReply('/me')).toBeNull();
  expect(await waitingOf(7)).toEqual({ entries: 3, tasks: 1 });

  expect(await unlock('00112233445566aa', '111111')).toEqual({ refused: 'wrong' });
  expect('vault' in (await unlock('00112233445566aa', '482915'))).toBe(true);
  expect((await logOf(7)).map(({ event, state }) => [event.response, event.sequence, state])).toEqual([
    [['rau muống luộc'], first.sequence, 'sent'],
    [['canh rau ngót'], second.sequence, 'here']
  ]);
  expect(await countWaiting(7)).toEqual({ answers: 2, tasks: 1, records: 0 });
  const [handed] = await handInLogOf(7);
  expect((await openEntry<{ text: string }>(handed!)).body.text).toBe('Bài nộp kín');
  expect(await (await photosOf(handed!))[0]?.photo.text()).toBe('hình chụp');
  expect((await keptReply<{ full_name: string }>('/me'))?.value.full_name).toBe('Hoàng Thị Mùi');
  const found = await placeOf(place.key);
  expect(found?.draft).toBe('Tôi nhờ gợi ý bữa cơm');
  expect(await found?.photos?.[0]?.blob?.text()).toBe('ảnh');
  expect(await openToken()).toBe('t0ken');
  await keepToken('other');
  expect(await openToken()).toBe('other');
});

it('keeps a second person apart from the first', async () => {
  const { putAnswer, logOf } = await learning();
  await addProfile({ id: 'ffffffffffffff00', account_id: 8, label: 'Bố', pin: '736152', token: 't', secret });
  expect(openVault()?.account_id).toBe(8);
  await putAnswer(8, draft('của bố'));
  await expect(vaultOf(7)).rejects.toThrow(LockedError);
  expect(await keptReply('/me')).toBeNull();
  expect((await logOf(8)).map(({ event }) => event.response)).toEqual([['của bố']]);
  expect((await allProfiles()).map(({ label }) => label)).toEqual(['Mẹ', 'Bố']);
});

it('counts a failure before it looks, waits after it, and stops asking in the end without losing a row', async () => {
  const { logOf } = await learning();
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
  setVault(null);
  const id = '00112233445566aa';
  for (let tries = 1; tries <= 3; tries++) expect(await unlock(id, '111111')).toEqual({ refused: 'wrong' });
  expect(await unlock(id, '482915'), 'even the right one has to wait').toEqual({ refused: 'wait', wait_ms: 30_000 });
  expect((await allProfiles())[0]?.failures.count).toBe(3);
  for (let tries = 4; tries <= failuresMax; tries++) {
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(await unlock(id, '111111')).toEqual({ refused: tries === failuresMax ? 'blocked' : 'wrong' });
  }
  vi.setSystemTime(Date.now() + 30 * 86_400_000);
  expect(await unlock(id, '482915')).toEqual({ refused: 'blocked' });
  expect((await waitingOf(7)).entries).toBe(3);

  // The server gave its secret to somebody who typed the password.
  const profile = (await allProfiles())[0]!;
  expect(await recover(profile, 'cd'.repeat(32), '592817')).toEqual({ refused: 'wrong' });
  expect('vault' in (await recover(profile, secret, '592817'))).toBe(true);
  expect((await logOf(7)).length).toBe(2);
  expect(await changePin(id, '482915', '000000')).toEqual({ refused: 'wrong' });
  expect('vault' in (await changePin(id, '592817', '482915'))).toBe(true);
  setVault(null);
  expect('vault' in (await unlock(id, '482915'))).toBe(true);
  expect((await logOf(7)).length).toBe(2);
  vi.useRealTimers();
});

it('leaves the others alone when one person signs out, and what has not arrived stays sealed', async () => {
  const { forgetReplies } = await import('../../foundation/offline/owners');
  const { logOf } = await learning();
  await forgetReplies();
  expect(openVault()).toBeNull();
  expect((await allProfiles()).map(({ label }) => label), 'two answers of hers still wait').toEqual(['Mẹ', 'Bố']);
  expect('vault' in (await unlock('ffffffffffffff00', '736152'))).toBe(true);
  expect((await logOf(8)).length).toBe(1);
});
