// A task on its way: sent photo by photo and then as a whole. The server counts each (device, sequence) once, so that sending
// again after a lost reply is harmless.
import { asProblem, type Problem } from '../foundation/api/problem';
import type { HandInReceipt, HandInReply } from '../foundation/api/contract';
import type { EntryHead, StoredEntry } from '../foundation/offline/database';
import { arrivedPhotos, postHandIn, putPhoto, type HandInSent } from './api';
import { textOf } from './hand_in';
import { recordHandIn, type HandInBody, type OpenHandIn, type PhotoNamed } from './hand_in_entries';
import { placeOf, placesToHandIn, storePlace } from './places';
import { markPhotos, markSent, openEntry, photosOf, putEntry, settleAnswer } from './waiting_answers';

/** What an older version of the app left to be sent from the places of lessons. */
export async function takeUpPlaces(account: number): Promise<void> {
  for (const place of await placesToHandIn(account)) {
    await recordHandIn(place, place.checks, { title: '', page: `/hoc/${place.lesson_id}?viec-that`, submission: null });
    await storePlace({ ...place, hand_in: false });
  }
}

/** The server will say no to this entry whenever it is asked; anything else is tried again, a gateway's word with it. */
export function isRefusal({ status, code }: Problem): boolean {
  const passing = ['no_such_route', 'other_account', 'session_locked', 'totp_setup_required', 'not_permitted'];
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status) && !passing.includes(code) && !code.startsWith('http_');
}

export interface PhotoDoor {
  arrived: (entry: EntryHead) => Promise<{ place: number; id: number }[]>;
  put: (entry: EntryHead, place: number, photo: Blob) => Promise<{ id: number }>;
}

/** Sends the photos the server does not have, each once, and gives their numbers by place. */
export async function sendPhotos(entry: EntryHead, door: PhotoDoor): Promise<Map<number, number>> {
  const here = await photosOf(entry);
  const numbers = new Map(here.flatMap(({ place, sent }) => (sent === undefined ? [] : [[place, sent] as const])));
  if (entry.state === 'sent' && numbers.size < here.length) {
    // The reply to one of them may have been lost: asking costs less than sending it once more.
    const arrived = new Map((await door.arrived(entry)).map(({ place, id }) => [place, id] as const));
    for (const [place, id] of arrived) numbers.set(place, id);
    await markPhotos(entry, arrived);
  }
  for (const { place, photo } of here) {
    if (numbers.has(place)) continue;
    const { id } = await door.put(entry, place, photo);
    numbers.set(place, id);
    await markPhotos(entry, new Map([[place, id]]));
  }
  return numbers;
}

export const photoIds = (photos: PhotoNamed[], numbers: Map<number, number>): number[] =>
  photos.flatMap((photo) => ('id' in photo ? photo.id : (numbers.get(photo.place) ?? [])));

/** With photos sent before; the server may have forgotten one that waited for a week: then they are sent again, once. */
export async function withPhotos<T>(entry: EntryHead, photos: PhotoNamed[], door: PhotoDoor, send: (ids: number[]) => Promise<T>): Promise<T> {
  const numbers = await sendPhotos(entry, door);
  try {
    return await send(photoIds(photos, numbers));
  } catch (thrown) {
    if (asProblem(thrown).code !== 'no_such_photo' || numbers.size === 0) throw thrown;
    await markPhotos(entry, new Map([...numbers.keys()].map((place) => [place, undefined])));
    return send(photoIds(photos, await sendPhotos({ ...entry, state: 'here' }, door)));
  }
}

const ownPhotos = (task: string): PhotoDoor => ({
  arrived: ({ device, sequence }) => arrivedPhotos(device, sequence),
  put: ({ device, sequence }, place, photo) => putPhoto({ device, sequence, place, task }, photo)
});

export type HandInOutcome =
  | { status: 'received'; receipt: HandInReceipt; effects: HandInReply['effects']; photos: number[] }
  | { status: 'refused'; problem: Problem }
  /** Its number was taken by a copy of this phone; it now stands under this one. */
  | { status: 'renumbered'; entry: StoredEntry };

/** Throws what is worth trying again. */
export async function sendHandIn(stored: StoredEntry): Promise<HandInOutcome> {
  const entry = await openEntry<HandInBody>(stored);
  const { task, text, checks, handed_in_at, seen, photos } = entry.body;
  const sent: Omit<HandInSent, 'photos' | 'sent_at'> = { device: entry.device, sequence: entry.sequence, task, text, checks, handed_in_at, seen };
  await markSent([entry]).catch(() => {}); // a full disk keeps nobody from sending
  try {
    const reply = await withPhotos(entry, photos, ownPhotos(task), async (ids) => ({ ids, ...(await postHandIn({ ...sent, photos: ids })) }));
    await settleAnswer(entry, { status: 'received', ...reply.receipt });
    await keepNumbers(entry.body, reply.ids);
    return { status: 'received', receipt: reply.receipt, effects: reply.effects, photos: reply.ids };
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!isRefusal(problem)) throw problem;
    if (problem.code === 'sequence_taken') {
      return { status: 'renumbered', entry: await putEntry({ account_id: entry.account_id, kind: 'task_hand_in', body: entry.body }, entry) };
    }
    await settleAnswer(entry, { status: 'refused', code: problem.code, text: problem.title, receipt: '' });
    return { status: 'refused', problem };
  }
}

/** It arrived by another hand: what is asked for next is what the server has, unless the draft was changed since. */
export async function forgetDraftOf({ body }: OpenHandIn): Promise<void> {
  const place = await placeOf(body.place_key);
  if (place && textOf(place) === body.text) await storePlace({ ...place, draft: '', checks: [], photos: [], hand_in: false });
}

/** The draft goes on from what the server has, unless it was changed since. */
async function keepNumbers(body: HandInBody, ids: number[]): Promise<void> {
  const place = await placeOf(body.place_key);
  if (!place || textOf(place) !== body.text || String(place.photos?.map(({ key }) => key)) !== String(body.photo_keys)) return;
  await storePlace({ ...place, hand_in: false, photos: (place.photos ?? []).map(({ key }, index) => ({ key, sent: ids[index]! })) });
}
