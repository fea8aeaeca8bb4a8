// Tasks as entries of the device's log: written down with their photos before anything else happens, sent photo by photo and
// then as a whole. The server counts each (device, sequence) once, so that sending again after a lost reply is harmless.
import { asProblem, type Problem } from '../foundation/api/problem';
import type { Assignment, HandInReceipt, HandInReply, SubmissionState } from '../foundation/api/contract';
import type { EntryHead, Place, StoredEntry } from '../foundation/offline/database';
import { arrivedPhotos, postHandIn, putPhoto, type HandInSent } from './api';
import { textOf } from './hand_in';
import { keepPlace, placeOf, placesToHandIn, storePlace } from './places';
import { handInLogOf, markPhotos, markSent, openEntry, photosOf, putEntry, settleAnswer } from './waiting_answers';

/** A photo the server had before, or one of this entry. */
export type PhotoNamed = { id: number } | { place: number };

export interface HandInBody {
  task: string;
  /** For the list of what is on this device: what it is called, and where it stands. */
  title: string;
  page: string;
  text: string;
  checks: boolean[];
  photos: PhotoNamed[];
  /** How the draft called them: the same again is no new entry. */
  photo_keys: string[];
  handed_in_at: number;
  /** Where the task stood on the screen; null: not handed in before, as far as one could see. */
  seen: { at: number; state: SubmissionState } | null;
  place_key: string;
}
export type OpenHandIn = EntryHead & { body: HandInBody };

export async function openHandIns(account: number): Promise<OpenHandIn[]> {
  return Promise.all((await handInLogOf(account)).map((entry) => openEntry<HandInBody>(entry)));
}
export const isWaiting = ({ state }: EntryHead): boolean => state === 'here' || state === 'sent';

/** The newest of this task that is still on its way. */
export async function waitingHandIn(account: number, task: string): Promise<OpenHandIn | null> {
  return (await openHandIns(account)).filter((entry) => isWaiting(entry) && entry.body.task === task).at(-1) ?? null;
}

const same = (one: HandInBody, other: HandInBody): boolean =>
  one.text === other.text && String(one.checks) === String(other.checks) && String(one.photo_keys) === String(other.photo_keys);

/** Names the photos of a draft, and gives those whose picture has to travel. */
export function namePhotos(photos: NonNullable<Place['photos']>): { named: PhotoNamed[]; pictures: Blob[] } {
  const pictures: Blob[] = [];
  const named = photos.flatMap(({ blob, sent }): PhotoNamed[] => {
    if (sent !== undefined) return [{ id: sent }];
    return blob ? [{ place: pictures.push(blob) }] : [];
  });
  return { named, pictures };
}

/** Writes it down; what waits already with the same contents stands for it. */
export async function recordHandIn(place: Place, checks: boolean[], task: Pick<Assignment, 'title' | 'submission'> & { page: string }): Promise<EntryHead> {
  const photos = place.photos ?? [];
  const { named, pictures } = namePhotos(photos);
  const { title, submission, page } = task;
  const body: HandInBody = {
    task: place.lesson_id,
    title,
    page,
    text: textOf(place),
    checks: [...checks],
    photos: named,
    photo_keys: photos.map(({ key }) => key),
    handed_in_at: Date.now(),
    seen: submission ? { at: submission.at, state: submission.state } : null,
    place_key: place.key
  };
  const before = await waitingHandIn(place.account_id, place.lesson_id);
  if (before && same(before.body, body)) return before;
  return putEntry({ account_id: place.account_id, kind: 'task_hand_in', body, photos: pictures });
}

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
