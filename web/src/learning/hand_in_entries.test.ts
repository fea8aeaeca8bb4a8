// A task handed in is never lost and never counted twice: neither its text nor a photo, whatever breaks in between.
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AnswerEvent } from '../foundation/api/contract';

type Sent = { sequence: number; task: string; photos: number[]; seen: unknown };
const calls: string[] = [];
const handed: Sent[] = [];
/** What the server holds: photos by entry and place, and the entries it has received. */
const store = { photos: new Map<string, number>(), entries: new Map<number, string>() };
let fail: (call: string) => void = () => {};
let last = 100;

vi.mock('./api', () => ({
  sendAnswers: async (events: AnswerEvent[]) => {
    calls.push(`answers ${events.map(({ item }) => item).join(' ')}`);
    fail('answers');
    return {
      results: events.map(({ sequence }) => ({ sequence, status: 'received', code: null, text: null, receipt: 'r', mark: null, due_on: null, lesson: null })),
      effects: { points_gained: 0 }
    };
  },
  putPhoto: async ({ sequence, place }: { sequence: number; place: number }) => {
    calls.push(`photo ${place}`);
    fail(`photo ${place}`);
    const name = `${sequence}/${place}`;
    if (!store.photos.has(name)) store.photos.set(name, ++last);
    fail(`after photo ${place}`);
    return { id: store.photos.get(name)!, width: 1, height: 1 };
  },
  arrivedPhotos: async (_device: string, sequence: number) => {
    calls.push('which photos');
    return [...store.photos].filter(([name]) => name.startsWith(`${sequence}/`)).map(([name, id]) => ({ place: Number(name.split('/')[1]), id }));
  },
  postHandIn: async (entry: Sent) => {
    calls.push(`task ${entry.task}`);
    fail('task');
    if (!entry.photos.every((id) => id < 100 || [...store.photos.values()].includes(id))) throw new Problem('no_such_photo', 400, 'Không tìm thấy ảnh này.');
    if (!store.entries.has(entry.sequence)) {
      store.entries.set(entry.sequence, `R-${entry.sequence}`);
      handed.push(entry);
    }
    fail('after task');
    return { receipt: { receipt: store.entries.get(entry.sequence)!, code: null, text: null, at: 5, state: 'handed_in' }, effects: { points_gained: 15 } };
  }
}));

const { Problem, offlineProblem } = await import('../foundation/api/problem');
const { Outbox } = await import('./outbox.svelte');
const { openHandIns, recordHandIn } = await import('./hand_in_entries');
const { isRefusal } = await import('./hand_in_sending');
const { keepPlace, newPlace, placeOf } = await import('./places');
const { markGone, photosOf } = await import('./waiting_answers');
const { database } = await import('../foundation/offline/database');

let account = 500;
beforeEach(() => {
  account += 1;
  calls.length = handed.length = 0;
  store.photos.clear();
  store.entries.clear();
  fail = () => {};
  last = 100;
});

const picture = (words: string) => new Blob([words], { type: 'image/jpeg' });
const placeWith = (photos: { key: string; blob?: Blob; sent?: number }[] = []) => ({ ...newPlace(account, 'l1', 1), draft: ' Lời mời ', checks: [true], photos });
const two = () => placeWith([{ key: 'a', blob: picture('một') }, { key: 'b', sent: 7 }, { key: 'c', blob: picture('hai') }]);
const task = { title: 'Lời mời', submission: null, page: '/hoc/l1?viec-that' };
const once = (call: string, thrown: () => Error = offlineProblem) => {
  let done = false;
  fail = (now) => {
    if (now !== call || done) return;
    done = true;
    throw thrown();
  };
};
async function begin() {
  const outbox = new Outbox();
  await outbox.open(account);
  await vi.waitFor(() => expect(outbox.sending).toBe(false));
  calls.length = 0;
  return outbox;
}
const settled = (outbox: InstanceType<typeof Outbox>) => vi.waitFor(() => expect(outbox.sending).toBe(false));
const photosHere = async () => (await (await database())!.getAllFromIndex('photos', 'by_account', account)).length;

it('writes text and photos down first, sends photo by photo, and lets the pictures go with the receipt', async () => {
  const outbox = await begin();
  const place = two();
  await keepPlace(place);
  const entry = await recordHandIn(place, place.checks, task);
  expect((await photosOf(entry)).map(({ place: at }) => at)).toEqual([1, 2]);
  const { result } = await outbox.handIn(entry);
  expect(await result).toMatchObject({ status: 'received', photos: [101, 7, 102] });
  expect(calls).toEqual(['photo 1', 'photo 2', 'task l1']);
  const [log] = await openHandIns(account);
  expect(log).toMatchObject({ state: 'received', receipt: `R-${entry.sequence}` });
  expect(await photosHere()).toBe(0);
  // The draft goes on from what the server has.
  expect((await placeOf(place.key))?.photos).toEqual([{ key: 'a', sent: 101 }, { key: 'b', sent: 7 }, { key: 'c', sent: 102 }]);
});

for (const broken of ['photo 2', 'after photo 1', 'after photo 2', 'task', 'after task']) {
  it(`loses and doubles nothing when the line breaks at “${broken}”`, async () => {
    const outbox = await begin();
    once(broken);
    const place = two();
    const entry = await recordHandIn(place, place.checks, task);
    const { unsent } = await outbox.handIn(entry);
    await unsent;
    await settled(outbox);
    expect((await openHandIns(account))[0]).toMatchObject({ state: 'sent' });
    expect(outbox.tasks).toBe(1);
    // Another start of the app.
    const afterRestart = new Outbox();
    await afterRestart.open(account);
    await vi.waitFor(() => expect(afterRestart.tasks).toBe(0));
    expect(handed.map(({ photos }) => photos)).toEqual([[101, 7, 102]]);
    expect(store.photos.size).toBe(2);
    expect(calls.filter((call) => call === 'photo 1').length, 'a photo the server has is not sent again').toBe(1);
  });
}

it('sends answers first, and lets no photo hold one up', async () => {
  const outbox = await begin();
  fail = (call) => {
    if (call === 'answers' || call === 'photo 1') throw offlineProblem();
  };
  const answer = (item: string) => outbox.add({ item, item_version: 1, context: 'lesson', response: ['x'], answered_at: 1, took_ms: 1 });
  await answer('first');
  const place = two();
  await recordHandIn(place, place.checks, task);
  await answer('second');
  await settled(outbox);
  calls.length = 0;
  fail = (call) => {
    if (call === 'photo 1') throw offlineProblem();
  };
  await outbox.send();
  await settled(outbox);
  expect(calls.filter((call) => call !== 'which photos').slice(0, 2)).toEqual(['answers first second', 'photo 1']);
  expect(outbox.waiting).toBe(0);
  expect(outbox.problem?.offline).toBe(true);
  fail = () => {};
  await outbox.send();
  await vi.waitFor(() => expect(outbox.tasks).toBe(0));
});

it('says why something was refused, keeps the pictures, and does not ask for ever', async () => {
  const outbox = await begin();
  fail = (call) => {
    if (call === 'photo 1') throw new Problem('photo_too_large', 413, 'Ảnh lớn quá 8 MB.');
  };
  const place = two();
  const { result } = await outbox.handIn(await recordHandIn(place, place.checks, task));
  expect(await result).toMatchObject({ status: 'refused', problem: { title: 'Ảnh lớn quá 8 MB.' } });
  expect((await openHandIns(account))[0]).toMatchObject({ state: 'refused', code: 'photo_too_large', text: 'Ảnh lớn quá 8 MB.' });
  expect(await photosHere()).toBe(2);
  await settled(outbox);
  expect(outbox.tasks).toBe(0);
  expect(outbox.problem).toBeNull();
});

it('takes nothing for a refusal that is none', () => {
  const is = (code: string, status: number) => isRefusal(new Problem(code, status, ''));
  expect(['task_already_accepted', 'no_such_lesson', 'photo_type_unknown', 'field_too_long'].map((code) => is(code, 409))).toEqual([true, true, true, true]);
  expect([is('offline', 0), is('sign_in_required', 401), is('other_account', 409), is('server_busy', 503), is('http_404', 404), is('no_such_route', 404)]).not.toContain(true);
});

it('sends photos again that the server has forgotten', async () => {
  const outbox = await begin();
  once('task');
  const place = two();
  const { unsent } = await outbox.handIn(await recordHandIn(place, place.checks, task));
  await unsent;
  await settled(outbox);
  store.photos.clear();
  await outbox.send();
  await vi.waitFor(() => expect(outbox.tasks).toBe(0));
  expect(handed.map(({ photos }) => photos)).toEqual([[103, 7, 104]]);
});

it('gives a task its own number where a copy of this phone used it', async () => {
  const outbox = await begin();
  once('task', () => new Problem('sequence_taken', 409, ''));
  const place = two();
  const entry = await recordHandIn(place, place.checks, task);
  const { result } = await outbox.handIn(entry);
  expect((await result).status).toBe('received');
  const log = await openHandIns(account);
  expect(log.length).toBe(1);
  expect(log[0]!.device).not.toBe(entry.device);
});

it('writes the same contents down once while they wait, and a change as an entry of its own', async () => {
  const place = two();
  const first = await recordHandIn(place, place.checks, task);
  expect((await recordHandIn(place, place.checks, task)).sequence).toBe(first.sequence);
  await recordHandIn({ ...place, draft: 'Lời mời lúc 19 giờ' }, place.checks, task);
  expect((await openHandIns(account)).length).toBe(2);
  const outbox = new Outbox();
  await outbox.open(account);
  await vi.waitFor(() => expect(outbox.tasks).toBe(0));
  expect(handed.map(({ sequence }) => sequence)).toEqual([first.sequence, first.sequence + 1]);
});

it('takes up what an older version of the app had left in a lesson’s place', async () => {
  await keepPlace({ ...two(), hand_in: true });
  const outbox = new Outbox();
  await outbox.open(account);
  await vi.waitFor(() => expect(handed.length).toBe(1));
  await vi.waitFor(() => expect(outbox.tasks).toBe(0));
  expect((await placeOf(two().key))?.hand_in).toBe(false);
});

it('leaves no picture of somebody who was deleted', async () => {
  const place = two();
  await recordHandIn(place, place.checks, task);
  expect(await photosHere()).toBe(2);
  await markGone(account);
  expect(await photosHere()).toBe(0);
  expect((await openHandIns(account))[0]!.state).toBe('gone');
});
