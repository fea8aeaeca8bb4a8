// What a helper writes down for people without a telephone: entries of the same log as one's own answers, sent through the
// same door, each settled only by the server's word on it.
import { readOrKept, write, type Kept } from '../../foundation/api/client';
import type { AssistedAnswer, AssistedEnrolment, AssistedLearners, AssistedRecord, AssistedRef, AssistedResult } from '../../foundation/api/contract';
import type { EntryHead, StoredEntry } from '../../foundation/offline/database';
import { assistedLogOf, markSent, openEntry, putEntry, settleAnswer } from '../waiting_answers';

/** What the server takes at once is 100 records and 256 KB. */
const batch = { records: 100, characters: 60_000 };

export const assistedLearners = (): Promise<Kept<AssistedLearners>> => readOrKept('/assisted_learners');

export const refOf = ({ device, sequence }: Pick<EntryHead, 'device' | 'sequence'>): AssistedRef => ({ account_id: null, device, sequence });
export const sameRef = (one: AssistedRef, other: AssistedRef): boolean =>
  one.account_id !== null ? one.account_id === other.account_id : one.device === other.device && one.sequence === other.sequence;

export type Opened = EntryHead & ({ kind: 'enrol_assisted'; body: AssistedEnrolment } | { kind: 'assisted_answer'; body: AssistedAnswer });

export async function openAssisted(account: number): Promise<Opened[]> {
  const entries = await assistedLogOf(account);
  return Promise.all(entries.map(async (entry) => (await openEntry(entry)) as unknown as Opened));
}

export const recordEnrolment = (account: number, body: AssistedEnrolment): Promise<StoredEntry> =>
  putEntry({ account_id: account, kind: 'enrol_assisted', body });
export const recordAnswer = (account: number, body: AssistedAnswer): Promise<StoredEntry> =>
  putEntry({ account_id: account, kind: 'assisted_answer', body });

const isWaiting = ({ state }: EntryHead): boolean => state === 'here' || state === 'sent';

/** What may be sent: an answer only after its person's enrolment was received, or it would be refused for that alone. */
function sendable(entries: Opened[]): Opened[] {
  const open = entries.filter((entry) => entry.kind === 'enrol_assisted' && entry.state !== 'received').map(refOf);
  const waits = (entry: Opened) => entry.kind === 'assisted_answer' && open.some((ref) => sameRef(entry.body.learner, ref));
  return entries.filter((entry) => isWaiting(entry) && !waits(entry));
}

function firstBatch(entries: Opened[]): Opened[] {
  let characters = 0;
  const fitting = entries.slice(0, batch.records).findIndex((entry, place) => {
    characters += JSON.stringify(entry.body).length;
    return place > 0 && characters > batch.characters;
  });
  return entries.slice(0, fitting < 0 ? batch.records : fitting);
}

const asSent = (entry: Opened): AssistedRecord => ({
  device: entry.device,
  sequence: entry.sequence,
  enrolment: entry.kind === 'enrol_assisted' ? entry.body : null,
  answer: entry.kind === 'assisted_answer' ? entry.body : null
});

/** The answers that wait for an enrolment which now stands under another number go with it. */
async function follow(account: number, from: AssistedRef, to: AssistedRef): Promise<void> {
  for (const entry of await openAssisted(account)) {
    if (entry.kind !== 'assisted_answer' || !isWaiting(entry) || !sameRef(entry.body.learner, from)) continue;
    await putEntry({ account_id: account, kind: 'assisted_answer', body: { ...entry.body, learner: to } }, entry);
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
  for (;;) {
    const entries = firstBatch(sendable(await openAssisted(account)));
    if (entries.length === 0 || !isStill()) return;
    await markSent(entries).catch(() => {});
    const { results } = await write<{ results: AssistedResult[] }>('POST', '/assisted_records', { records: entries.map(asSent), sent_at: Date.now() });
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
}
