// The day's session, lessons, answers and tasks.
import { apiUrl, query, read, readOrKept, readOrKeptSoon, upload, write, type Kept } from '../foundation/api/client';
import { asProblem } from '../foundation/api/problem';
import { keptLevels } from './offline/kept_levels.svelte';
import type { AnswerEvent, AnswersReply, AssistedRef, HandInReply, HandInRequest, Lesson, TaskPhoto, Today, WorkSample } from '../foundation/api/contract';

type Here = typeof import('./offline/here');

/** Without network: reckoned on this device where a level is kept, else what the server said last. */
async function orHere<T>(asked: Promise<Kept<T>>, reckon: (here: Here, account: number) => Promise<Kept<T> | null>): Promise<Kept<T>> {
  const reply = await asked.catch((thrown: unknown) => {
    if (!asProblem(thrown).offline) throw thrown;
    return thrown;
  });
  const kept = reply instanceof Error ? null : (reply as Kept<T>);
  if (kept?.kept_at === null) return kept;
  const reckoned = await keptLevels.reckon(reckon).catch(() => null);
  if (!reckoned && !kept) throw reply;
  return reckoned ?? kept!;
}

export const todayPlan = (goOn = false): Promise<Kept<Today>> =>
  orHere(readOrKept(`/today${query({ go_on: goOn ? true : null })}`), (here, account) => here.todayHere(account, goOn));

/** `soon`: the text as it is on this device will do: of a level that was downloaded, or on a slow line as it was last read. */
export async function lessonOf(id: string, soon = false): Promise<Kept<Lesson>> {
  const kept = soon ? await keptLevels.reckon((here, account) => here.lessonHere(account, id)).catch(() => null) : null;
  // Of one that is done the server knows more: what became of its task.
  if (kept && kept.value.status !== 'done') return kept;
  const path = `/lessons/${encodeURIComponent(id)}`;
  const asked = soon ? readOrKeptSoon<Lesson>(path).then(({ first }) => first) : readOrKept<Lesson>(path);
  return orHere(asked, async (here, account) => {
    const reckoned = await here.lessonHere(account, id);
    const kept = await asked.catch(() => null);
    // What was handed in before is in the server's word only.
    if (reckoned?.value.task && kept?.value.task) reckoned.value.task.submission = kept.value.task.submission;
    return reckoned;
  });
}

export const sendAnswers = (events: AnswerEvent[]): Promise<AnswersReply> => 
  // The server reckons by it what this device's clock is off by.
  write('POST', '/answers', { events, sent_at: Date.now() });

/** An entry of the log, its photos by their numbers. */
export type HandInSent = HandInRequest;
export const postHandIn = (entry: Omit<HandInSent, 'sent_at'>): Promise<HandInReply> =>
  write('POST', '/me/hand_ins', { ...entry, sent_at: Date.now() });

function photoForm(photo: Blob): FormData {
  const form = new FormData();
  form.set('file', photo, 'anh.jpg');
  return form;
}
/** Which photo of which entry, and of what task. */
export interface PhotoPlace {
  device: string;
  sequence: number;
  place: number;
  task: string;
}
export const putPhoto = ({ device, sequence, place, task }: PhotoPlace, photo: Blob): Promise<TaskPhoto> =>
  upload(`/me/hand_in_photos/${device}/${sequence}/${place}${query({ task })}`, photoForm(photo), 'PUT');
export const putAssistedPhoto = ({ device, sequence, place, task }: PhotoPlace, learner: AssistedRef, photo: Blob): Promise<TaskPhoto> => {
  const whose = { account_id: learner.account_id, learner_device: learner.device, learner_sequence: learner.sequence };
  return upload(`/assisted_photos/${device}/${sequence}/${place}${query({ task, ...whose })}`, photoForm(photo), 'PUT');
};
/** Asked after a lost reply. */
export const arrivedPhotos = async (device: string, sequence: number): Promise<{ place: number; id: number }[]> =>
  (await read<{ photos: { place: number; id: number }[] }>(`/me/hand_in_photos/${device}/${sequence}`)).photos;
export const removePhoto = (id: number): Promise<void> => write('DELETE', `/me/task_photos/${id}`);
export const myPhotoUrl = (id: number): string => apiUrl(`/me/task_photos/${id}`);

export const workSampleOf = (id: string): Promise<Kept<WorkSample>> => readOrKept(`/work_samples/${encodeURIComponent(id)}`);

export const goOnToday = async (): Promise<Today> => (await todayPlan(true)).value;
