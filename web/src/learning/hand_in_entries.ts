// Tasks as entries of the device's log: written down with their photos before anything else happens. How they are sent stands
// in hand_in_sending.ts, which is loaded when there is something to send.
import type { Assignment, SubmissionState } from '../foundation/api/contract';
import type { EntryHead, Place } from '../foundation/offline/database';
import { textOf } from './hand_in';
import { handInLogOf, openEntry, putEntry } from './waiting_answers';

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
