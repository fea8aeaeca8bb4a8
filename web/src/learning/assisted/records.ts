// What a helper writes down for people without a telephone: entries of the same log as one's own answers, sent through the
// same door, each settled only by the server's word on it.
import { readOrKept, write, type Kept } from '../../foundation/api/client';
import { asProblem, Problem } from '../../foundation/api/problem';
import type { AssistedAnswer, AssistedEnrolment, AssistedHandIn, AssistedLearners, AssistedRecord, AssistedRef, AssistedResult } from '../../foundation/api/contract';
import type { EntryHead, StoredEntry } from '../../foundation/offline/database';
import { putAssistedPhoto } from '../api';
import { isWaiting, type PhotoNamed } from '../hand_in_entries';
import { isRefusal, withPhotos, type PhotoDoor } from '../hand_in_sending';
import { assistedLogOf, markSent, openEntry, putEntry, settleAnswer } from '../waiting_answers';

/** What the server takes at once is 100 records and 256 KB. */
const batch = { records: 100, characters: 60_000 };

export const assistedLearners = (): Promise<Kept<AssistedLearners>> => readOrKept('/assisted_learners');

export const refOf = ({ device, sequence }: Pick<EntryHead, 'device' | 'sequence'>): AssistedRef => ({ account_id: null, device, sequence });
export const sameRef = (one: AssistedRef, other: AssistedRef): boolean =>
  one.account_id !== null ? one.account_id === other.account_id : one.device === other.device && one.sequence === other.sequence;

export interface AssistedHandInBody extends Omit<AssistedHandIn, 'photos'> {
  title: string;
  photos: PhotoNamed[];
}
export type OpenedTask = EntryHead & { kind: 'assisted_hand_in'; body: AssistedHandInBody };
export type Opened =
  | (EntryHead & ({ kind: 'enrol_assisted'; body: AssistedEnrolment } | { kind: 'assisted_answer'; body: AssistedAnswer }))
  | OpenedTask;

export async function openAssisted(account: number): Promise<Opened[]> {
  const entries = await assistedLogOf(account);
  return Promise.all(entries.map(async (entry) => (await openEntry(entry)) as unknown as Opened));
}

export const recordEnrolment = (account: number, body: AssistedEnrolment): Promise<StoredEntry> =>
  putEntry({ account_id: account, kind: 'enrol_assisted', body });
export const recordAnswer = (account: number, body: AssistedAnswer): Promise<StoredEntry> =>
  putEntry({ account_id: account, kind: 'assisted_answer', body });

export const recordTask = (account: number, body: AssistedHandInBody, photos: Blob[]): Promise<StoredEntry> =>
  putEntry({ account_id: account, kind: 'assisted_hand_in', body, photos });

/** What may be sent: an answer or a task only after its person's enrolment was received, or it would be refused for that alone. */
function sendable(entries: Opened[]): Opened[] {
  const open = entries.filter((entry) => entry.kind === 'enrol_assisted' && entry.state !== 'received').map(refOf);
  const waits = (entry: Opened) => entry.kind !== 'enrol_assisted' && open.some((ref) => sameRef(entry.body.learner, ref));
  return entries.filter((entry) => isWaiting(entry) && !waits(entry));
}

/** A task goes by itself, after its photos; what stands before it goes first. */
function firstBatch(entries: Opened[]): Opened[] {
  if (entries[0]?.kind === 'assisted_hand_in') return [entries[0]];
  const task = entries.findIndex(({ kind }) => kind === 'assisted_hand_in');
  if (task > 0) return firstBatch(entries.slice(0, task));
  let characters = 0;
  const fitting = entries.slice(0, batch.records).findIndex((entry, place) => {
    characters += JSON.stringify(entry.body).length;
    return place > 0 && characters > batch.characters;
  });
  return entries.slice(0, fitting < 0 ? batch.records : fitting);
}

const asSent = (entry: Opened, photos: number[] = []): AssistedRecord => ({
  device: entry.device,
  sequence: entry.sequence,
  enrolment: entry.kind === 'enrol_assisted' ? entry.body : null,
  answer: entry.kind === 'assisted_answer' ? entry.body : null,
  hand_in: entry.kind === 'assisted_hand_in' ? taskSent(entry.body, photos) : null
});
const taskSent = ({ learner, task, text, checks, handed_in_at }: AssistedHandInBody, photos: number[]): AssistedHandIn => ({
  learner,
  task,
  text,
  checks,
  handed_in_at,
  photos
});

const post = async (records: AssistedRecord[]): Promise<AssistedResult[]> =>
  (await write<{ results: AssistedResult[] }>('POST', '/assisted_records', { records, sent_at: Date.now() })).results;

// A photo that arrived twice is kept once, so nobody asks what is there.
const doorOf = ({ task, learner }: AssistedHandInBody): PhotoDoor => ({
  arrived: async () => [],
  put: ({ device, sequence }, place, photo) => putAssistedPhoto({ device, sequence, place, task }, learner, photo)
});

/** A refused photo is the task's refusal. */
async function postTask(entry: OpenedTask): Promise<AssistedResult[]> {
  const refused = (code: string, text: string): AssistedResult[] => [
    { sequence: entry.sequence, status: 'refused', code, text, receipt: '', mark: null, account_id: null }
  ];
  try {
    return await withPhotos(entry, entry.body.photos, doorOf(entry.body), async (ids) => {
      const results = await post([asSent(entry, ids)]);
      // Said inside of the reply here; withPhotos knows it as a problem.
      if (results[0]?.code === 'no_such_photo') throw new Problem('no_such_photo', 400, results[0].text ?? '');
      return results;
    });
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (!isRefusal(problem)) throw problem;
    return refused(problem.code, problem.title);
  }
}

/** The answers that wait for an enrolment which now stands under another number go with it. */
async function follow(account: number, from: AssistedRef, to: AssistedRef): Promise<void> {
  for (const entry of await openAssisted(account)) {
    if (entry.kind === 'enrol_assisted' || !isWaiting(entry) || !sameRef(entry.body.learner, from)) continue;
    await putEntry({ account_id: account, kind: entry.kind, body: { ...entry.body, learner: to } }, entry);
  }
}

/** An enrolment that was refused, put right: nobody has to be asked their answers again. */
export async function enrolAgain(account: number, refused: EntryHead, body: AssistedEnrolment): Promise<StoredEntry> {
  const entry = await recordEnrolment(account, body);
  await follow(account, refOf(refused), refOf(entry));
  return entry;
}

async function settle(account: number, entry: Opened, result: AssistedResult): Promise<void> {
  if (result.status !== 'refused' || result.code !== 'sequence_taken') return settleAnswer(entry, result);
  // Two copies of one phone share its numbers: from now on this one has its own.
  const again = await putEntry({ account_id: account, kind: entry.kind, body: entry.body }, entry);
  if (entry.kind === 'enrol_assisted') await follow(account, refOf(entry), refOf(again));
}

export async function sendAssisted(account: number, isStill: () => boolean = () => true): Promise<void> {
  // A photo that does not get through holds up nothing else.
  let held: unknown = null;
  for (;;) {
    const open = sendable(await openAssisted(account));
    const entries = firstBatch(held === null ? open : open.filter(({ kind }) => kind !== 'assisted_hand_in'));
    const [first] = entries;
    if (!first || !isStill()) break;
    await markSent(entries).catch(() => {});
    let results: AssistedResult[];
    if (first.kind === 'assisted_hand_in') {
      try {
        results = await postTask(first);
      } catch (thrown) {
        held = thrown;
        continue;
      }
    } else results = await post(entries.map((entry) => asSent(entry)));
    let settled = 0;
    for (const [place, result] of results.entries()) {
      const entry = entries[place];
      if (!entry || entry.sequence !== result.sequence) continue;
      await settle(account, entry, result);
      settled += 1;
    }
    // A reply that settles nothing would be asked for ever.
    if (settled === 0) throw new Error('the server confirmed none of the records it was sent');
  }
  if (held !== null) throw held;
}
