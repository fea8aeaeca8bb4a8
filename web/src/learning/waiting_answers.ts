// The log of answers given on this device, kept by (device, sequence). A sequence number is given out once and for ever, in
// the same transaction that stores the answer; an entry's state moves on only by what the server said.
import type { AnswerEvent, AnswerResult } from '../foundation/api/contract';
import { database, type AssistedKind, type EntryHead, type EntryState, type LogEntry, type StoredEntry } from '../foundation/offline/database';
import { bodyOf } from '../foundation/offline/owners';
import { room } from '../foundation/offline/room.svelte';
import { vaultOf } from '../foundation/offline/vault';

type Draft = Omit<AnswerEvent, 'device' | 'sequence'>;

/** randomUUID exists only in secure contexts; a village hall may serve over plain http. */
export function newDeviceId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const memory = { id: '', last_sequence: 0, log: new Map<string, StoredEntry>() };
const nameOf = ({ device, sequence }: Pick<EntryHead, 'device' | 'sequence'>) => `${device}/${sequence}`;

/** What an entry says besides its own number. Sealed where its owner has a PIN. */
interface NewEntry {
  account_id: number;
  kind?: AssistedKind;
  body: object;
}

/** `instead`: an entry whose number turned out to be taken; it gives way in the same transaction. */
export const putEntry = (entry: NewEntry, instead?: EntryHead): Promise<StoredEntry> => room.watch(store(entry, instead));

async function store({ account_id, kind, body }: NewEntry, instead?: EntryHead): Promise<StoredEntry> {
  const vault = await vaultOf(account_id);
  const sealed = vault && (await vault.seal('log', body));
  const made = (device: string, sequence: number): StoredEntry => ({
    device,
    sequence,
    account_id,
    ...(kind ? { kind } : {}),
    ...(sealed ? { sealed } : kind ? { body } : { event: { device, sequence, ...(body as Draft) } }),
    state: 'here'
  });
  const db = await database();
  if (!db) {
    if (instead) memory.log.delete(nameOf(instead));
    if (!memory.id || memory.id === instead?.device) memory.id = newDeviceId();
    const entry = made(memory.id, ++memory.last_sequence);
    memory.log.set(nameOf(entry), entry);
    return entry;
  }
  const change = db.transaction(['device', 'log'], 'readwrite', { durability: 'strict' });
  const device = (await change.objectStore('device').get('this')) ?? { key: 'this', id: newDeviceId(), last_sequence: 0 };
  // Two copies of one phone share an id: from now on this one has its own.
  if (instead && device.id === instead.device) device.id = newDeviceId();
  device.last_sequence += 1;
  const entry = made(device.id, device.last_sequence);
  const writes: Promise<unknown>[] = [change.objectStore('device').put(device), change.objectStore('log').add(entry)];
  if (instead) writes.push(change.objectStore('log').delete([instead.device, instead.sequence]));
  // A write that is undone says only that it was; the transaction says why.
  for (const write of writes) write.catch(() => {});
  await change.done;
  return entry;
}

export async function putAnswer(account_id: number, draft: Draft, instead?: LogEntry): Promise<LogEntry> {
  const { sealed: _sealed, ...entry } = await putEntry({ account_id, body: draft }, instead);
  const { device, sequence } = entry;
  return { ...entry, event: { device, sequence, ...draft } };
}

const oldestFirst = <Entry extends EntryHead>(entries: Entry[]): Entry[] => entries.sort((one, other) => one.sequence - other.sequence);

async function stored(account_id: number): Promise<StoredEntry[]> {
  const db = await database();
  const all = db
    ? await db.getAllFromIndex('log', 'by_state', IDBKeyRange.bound([account_id], [account_id, []]))
    : [...memory.log.values()].filter((entry) => entry.account_id === account_id);
  return oldestFirst(all);
}

/** An entry with what it says; only its owner's open profile can tell. */
export async function openEntry<Body>(entry: StoredEntry): Promise<EntryHead & { kind?: AssistedKind; body: Body }> {
  const vault = await vaultOf(entry.account_id);
  const { sealed, event: _event, body: _body, ...head } = entry;
  return { ...head, body: sealed && vault ? await vault.open<Body>('log', sealed) : (bodyOf(entry) as Body) };
}

async function answersIn(entries: StoredEntry[]): Promise<LogEntry[]> {
  const own = entries.filter(({ kind }) => kind === undefined);
  return Promise.all(
    own.map(async (entry) => {
      const { body, kind: _kind, ...head } = await openEntry<Draft>(entry);
      return { ...head, event: { ...body, device: entry.device, sequence: entry.sequence } };
    })
  );
}

/** One's own answers, oldest first. */
export const logOf = async (account_id: number): Promise<LogEntry[]> => answersIn(await stored(account_id));

/** What was written down for people without a telephone, oldest first. */
export const assistedLogOf = async (account_id: number): Promise<StoredEntry[]> =>
  (await stored(account_id)).filter(({ kind }) => kind !== undefined);

async function waiting(account_id: number): Promise<StoredEntry[]> {
  return (await stored(account_id)).filter(({ state }) => state === 'here' || state === 'sent');
}

/** What the server has not spoken about, oldest first. */
export const waitingAnswers = async (account_id: number): Promise<LogEntry[]> => answersIn(await waiting(account_id));

/** Nothing has to be opened for it. */
export async function countWaiting(account_id: number): Promise<{ answers: number; records: number }> {
  const all = await waiting(account_id);
  const answers = all.filter(({ kind }) => kind === undefined).length;
  return { answers, records: all.length - answers };
}

async function change(entries: EntryHead[], alter: (entry: StoredEntry) => StoredEntry): Promise<void> {
  const db = await database();
  const settled = (entry: EntryHead) => entry.state === 'received' || entry.state === 'refused';
  if (!db) {
    for (const entry of entries) {
      const now = memory.log.get(nameOf(entry));
      if (now && !settled(now)) memory.log.set(nameOf(now), alter(now));
    }
    return;
  }
  const writing = db.transaction('log', 'readwrite', { durability: 'strict' });
  for (const entry of entries) {
    const now = await writing.store.get([entry.device, entry.sequence]);
    // Another tab may have been told meanwhile; a receipt is never taken back.
    if (now && !settled(now)) await writing.store.put(alter(now));
  }
  await writing.done;
}

export const markSent = (entries: EntryHead[]): Promise<void> =>
  change(entries, (entry) => ({ ...entry, state: 'sent', sent_at: Date.now() }));

export const settleAnswer = (entry: EntryHead, result: Pick<AnswerResult, 'status' | 'code' | 'text' | 'receipt'>): Promise<void> =>
  change([entry], (now) => ({
    ...now,
    state: result.status,
    settled_at: Date.now(),
    code: result.code,
    text: result.text,
    ...(result.status === 'received' ? { receipt: result.receipt } : {})
  }));

/** An older app gave up answers whose clock was ahead; the server now reckons with such a clock, so they go again. */
export async function takeUpClockAhead(account_id: number): Promise<void> {
  const db = await database();
  if (!db) return;
  const writing = db.transaction('log', 'readwrite', { durability: 'strict' });
  for (const entry of await writing.store.index('by_state').getAll([account_id, 'refused'])) {
    if (entry.code !== 'clock_ahead') continue;
    const { code: _code, text: _text, settled_at: _settled, ...kept } = entry;
    await writing.store.put({ ...kept, state: 'sent' });
  }
  await writing.done;
}

/** The person was deleted: what had not been sent has nowhere to go. */
export const markGone = async (account_id: number): Promise<void> =>
  change(await waiting(account_id), (entry) => ({ ...entry, state: 'gone', settled_at: Date.now() }));

/** The name of this device, given at its first answer or when it is asked for. */
export async function thisDevice(): Promise<string> {
  const db = await database();
  if (!db) return (memory.id ||= newDeviceId());
  const change = db.transaction('device', 'readwrite', { durability: 'strict' });
  const device = (await change.store.get('this')) ?? { key: 'this', id: newDeviceId(), last_sequence: 0 };
  await change.store.put(device);
  await change.done;
  return device.id;
}

/** The number of the latest answer given on this device, whoever gave it. */
export async function lastSequence(): Promise<number> {
  const db = await database();
  return db ? ((await db.get('device', 'this'))?.last_sequence ?? 0) : memory.last_sequence;
}

export const countByState = (entries: EntryHead[]): Record<EntryState, number> => {
  const counts = { here: 0, sent: 0, received: 0, refused: 0, gone: 0 };
  for (const { state } of entries) counts[state] += 1;
  return counts;
};
