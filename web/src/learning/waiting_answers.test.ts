// The log: what an entry says about itself is true, and no entry is lost on the way to a new version of the app.
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import type { AnswerResult } from '../foundation/api/contract';

const draft = { item: 'a', item_version: 1, context: 'lesson' as const, response: ['a'], answered_at: 1, took_ms: 1 };
const result = (sequence: number, more: Partial<AnswerResult> = {}): AnswerResult => ({
  sequence,
  status: 'received',
  code: null,
  text: null,
  receipt: 'AAAA-BBBB-CCCC',
  mark: null,
  due_on: null,
  lesson: null,
  ...more
});

// An older version of the app left two answers behind; the database is opened before the new version touches it.
const old = await openDB('binh-dan-hoc', 1, {
  upgrade(db) {
    db.createObjectStore('waiting', { keyPath: 'sequence' });
    for (const name of ['places', 'sittings']) db.createObjectStore(name, { keyPath: 'key' });
    db.createObjectStore('kept', { keyPath: 'path' });
    db.createObjectStore('device', { keyPath: 'key' });
  }
});
const device = '11111111-2222-4333-8444-555555555555';
await old.put('device', { key: 'this', id: device, last_sequence: 2 });
for (const sequence of [1, 2]) await old.put('waiting', { sequence, account_id: 7, event: { device, sequence, ...draft } });
old.close();

const { countByState, lastSequence, logOf, markGone, markSent, putAnswer, settleAnswer, waitingAnswers } = await import('./waiting_answers');

it('takes over what an older version of the app left unsent', async () => {
  const waiting = await waitingAnswers(7);
  expect(waiting.map(({ sequence, state }) => [sequence, state])).toEqual([
    [1, 'here'],
    [2, 'here']
  ]);
  expect((await putAnswer(7, draft)).sequence).toBe(3);
  expect(await lastSequence()).toBe(3);
});

it('keeps an entry until its own receipt, and the receipt for good', async () => {
  const entry = await putAnswer(8, draft);
  await markSent([entry]);
  expect(countByState(await logOf(8))).toMatchObject({ sent: 1 });
  expect((await waitingAnswers(8)).length).toBe(1);
  await settleAnswer(entry, result(entry.sequence));
  await markSent([entry]);
  await settleAnswer(entry, result(entry.sequence, { status: 'refused', code: 'no_such_item', receipt: '' }));
  const [kept] = await logOf(8);
  expect(kept).toMatchObject({ state: 'received', receipt: 'AAAA-BBBB-CCCC' });
  expect(await waitingAnswers(8)).toEqual([]);
});

it('gives an answer whose number was taken another one, on another device id, in one step', async () => {
  const entry = await putAnswer(9, draft);
  const again = await putAnswer(9, draft, entry);
  expect(again.device).not.toBe(entry.device);
  expect((await logOf(9)).map(({ sequence }) => sequence)).toEqual([again.sequence]);
});

it('says of a deleted person’s answers that nobody is there to receive them', async () => {
  await putAnswer(10, draft);
  await markGone(10);
  expect(countByState(await logOf(10))).toMatchObject({ gone: 1, here: 0 });
  expect(await waitingAnswers(10)).toEqual([]);
});
