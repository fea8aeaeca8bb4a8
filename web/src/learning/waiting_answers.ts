// The log of what was done on this device, kept by (device, sequence): answers, tasks handed in, what a helper wrote down. A
// sequence number is given out once and for ever, in the same transaction that stores the entry with its photos; an entry's
// state moves on only by what the server said.
import type { AnswerEvent, AnswerResult } from '../foundation/api/contract';
import { database, type EntryHead, type EntryKind, type EntryPhoto, type EntryState, type LogEntry, type StoredEntry } from '../foundation/offline/database';
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

const memory = { id: '', last_sequence: 0, log: new Map<string, StoredEntry>(), photos: new Map<string, EntryPhoto[]>() };
const nameOf = ({ device, sequence }: Pick<EntryHead, 'device' | 'sequence'>) => `${device}/${sequence}`;

/** What an entry says besides its own number. Sealed where its owner has a PIN. */
interface NewEntry {
  account_id: number;
  kind?: EntryKind;
  body: object;
  /** In their places, the first in place 1. */
  photos?: Blob[];
}
type PhotoContent = Pick<EntryPhoto, 'bytes' | 'sealed'>;

async function packPhotos(account_id: number, photos: Blob[]): Promise<PhotoContent[]> {
  const vault = await vaultOf(account_id);
  return Promise.all(
    photos.map(async (photo) => {
      const bytes = new Uint8Array(await photo.arrayBuffer());
      return vault ? { sealed: await vault.sealBytes('photo', bytes) } : { bytes };
    })
  );
}
const placed = ({ device, sequence, account_id }: EntryHead, contents: PhotoContent[]): EntryPhoto[] =>
  contents.map((content, index) => ({ device, sequence, place: index + 1, account_id, ...content }));

const placesOf = ({ device, sequence }: Pick<EntryHead, 'device' | 'sequence'>) => IDBKeyRange.bound([device, sequence], [device, sequence, []]);

async function photoRows(entry: Pick<EntryHead, 'device' | 'sequence'>): Promise<EntryPhoto[]> {
  const db = await database();
  return db ? db.getAll('photos', placesOf(entry)) : (memory.photos.get(nameOf(entry)) ?? []);
}

/** `instead`: an entry whose number turned out to be taken; it gives way in the same transaction, its photos move along. */
export const putEntry = (entry: NewEntry, instead?: EntryHead): Promise<StoredEntry> => room.watch(store(entry, instead));

async function store({ account_id, kind, body, photos }: NewEntry, instead?: EntryHead): Promise<StoredEntry> {
  const vault = await vaultOf(account_id);
  const sealed = vault && (await vault.seal('log', body));
  const contents: PhotoContent[] = instead
    ? (await photoRows(instead)).map(({ bytes, sealed: under }) => (under ? { sealed: under } : bytes ? { bytes } : {}))
    : await packPhotos(account_id, photos ?? []);
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
    if (instead) {
      memory.log.delete(nameOf(instead));
      memory.photos.delete(nameOf(instead));
    }
    if (!memory.id || memory.id === instead?.device) memory.id = newDeviceId();
    const entry = made(memory.id, ++memory.last_sequence);
    memory.log.set(nameOf(entry), entry);
    if (contents.length) memory.photos.set(nameOf(entry), placed(entry, contents));
    return entry;
  }
  const change = db.transaction(['device', 'log', 'photos'], 'readwrite', { durability: 'strict' });
  const device = (await change.objectStore('device').get('this')) ?? { key: 'this', id: newDeviceId(), last_sequence: 0 };
  // Two copies of one phone share an id: from now on this one has its own.
  if (instead && device.id === instead.device) device.id = newDeviceId();
  device.last_sequence += 1;
  const entry = made(device.id, device.last_sequence);
  const writes: Promise<unknown>[] = [change.objectStore('device').put(device), change.objectStore('log').add(entry)];
  for (const photo of placed(entry, contents)) writes.push(change.objectStore('photos').add(photo));
  if (instead) {
    writes.push(change.objectStore('log').delete([instead.device, instead.sequence]));
    writes.push(change.objectStore('photos').delete(placesOf(instead)));
  }
  // A write that is undone says only that it was; the transaction says why.
  for (const write of writes) write.catch(() => {});
  await change.done;
  return entry;
}

/** An entry's photos in their places, opened; those the server has said it holds come with its number. */
export async function photosOf(entry: EntryHead): Promise<{ place: number; sent?: number; photo: Blob }[]> {
  const vault = await vaultOf(entry.account_id);
  const opened = (await photoRows(entry)).map(async ({ place, sent, bytes, sealed }) => {
    const content = sealed && vault ? await vault.openBytes('photo', sealed) : bytes;
    if (!content) throw new Error('a photo without its picture');
    return { place, ...(sent === undefined ? {} : { sent }), photo: new Blob([content], { type: 'image/jpeg' }) };
  });
  return Promise.all(opened);
}

/** Which of an entry's photos the server holds, by their places; undefined: it forgot. */
export async function markPhotos(entry: EntryHead, numbers: Map<number, number | undefined>): Promise<void> {
  const altered = ({ sent: _sent, ...rest }: EntryPhoto): EntryPhoto => {
    const number = numbers.get(rest.place);
    return number === undefined ? rest : { ...rest, sent: number };
  };
  const db = await database();
  if (!db) return void memory.photos.set(nameOf(entry), (await photoRows(entry)).map((row) => (numbers.has(row.place) ? altered(row) : row)));
  const writing = db.transaction('photos', 'readwrite', { durability: 'strict' });
  for (const row of await writing.store.getAll(placesOf(entry))) if (numbers.has(row.place)) await writing.store.put(altered(row));
  await writing.done;
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
export async function openEntry<Body>(entry: StoredEntry): Promise<EntryHead & { kind?: EntryKind; body: Body }> {
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
  (await stored(account_id)).filter(({ kind }) => kind !== undefined && kind !== 'task_hand_in');

/** One's own tasks, oldest first. */
export const handInLogOf = async (account_id: number): Promise<StoredEntry[]> =>
  (await stored(account_id)).filter(({ kind }) => kind === 'task_hand_in');

async function waiting(account_id: number): Promise<StoredEntry[]> {
  return (await stored(account_id)).filter(({ state }) => state === 'here' || state === 'sent');
}

/** What the server has not spoken about, oldest first. */
export const waitingAnswers = async (account_id: number): Promise<LogEntry[]> => answersIn(await waiting(account_id));

/** What is to be sent next: the oldest answers, and when there are none the oldest task. `tasks`: whether tasks may go at all. */
export async function nextToSend(account_id: number, tasks: boolean, answersMax: number): Promise<{ answers: LogEntry[]; task: StoredEntry | null }> {
  const own = await waiting(account_id);
  const answers = own.filter(({ kind }) => kind === undefined).slice(0, answersMax);
  const task = tasks && answers.length === 0 ? own.find(({ kind }) => kind === 'task_hand_in') : undefined;
  return { answers: await answersIn(answers), task: task ?? null };
}

/** Nothing has to be opened for it. */
export async function countWaiting(account_id: number): Promise<{ answers: number; tasks: number; records: number }> {
  const all = await waiting(account_id);
  const answers = all.filter(({ kind }) => kind === undefined).length;
  const tasks = all.filter(({ kind }) => kind === 'task_hand_in').length;
  return { answers, tasks, records: all.length - answers - tasks };
}

async function change(entries: EntryHead[], alter: (entry: StoredEntry) => StoredEntry): Promise<void> {
  const db = await database();
  const settled = (entry: EntryHead) => entry.state === 'received' || entry.state === 'refused';
  // The server has its photos, or nobody is left to whom they belong.
  const isOver = ({ state }: EntryHead) => state === 'received' || state === 'gone';
  if (!db) {
    for (const entry of entries) {
      const now = memory.log.get(nameOf(entry));
      if (!now || settled(now)) continue;
      const next = alter(now);
      memory.log.set(nameOf(now), next);
      if (isOver(next)) memory.photos.delete(nameOf(next));
    }
    return;
  }
  const writing = db.transaction(['log', 'photos'], 'readwrite', { durability: 'strict' });
  const log = writing.objectStore('log');
  for (const entry of entries) {
    const now = await log.get([entry.device, entry.sequence]);
    // Another tab may have been told meanwhile; a receipt is never taken back.
    if (!now || settled(now)) continue;
    const next = alter(now);
    await log.put(next);
    if (isOver(next)) await writing.objectStore('photos').delete(placesOf(next));
  }
  await writing.done;
}

export const markSent = (entries: EntryHead[]): Promise<void> =>
  change(entries, (entry) => ({ ...entry, state: 'sent', sent_at: Date.now() }));

export type Settled = Pick<AnswerResult, 'status' | 'code' | 'text' | 'receipt'>;
export const settleAnswer = (entry: EntryHead, result: Settled): Promise<void> =>
  change([entry], (now) => ({
    ...now,
    state: result.status,
    settled_at: Date.now(),
    code: result.code,
    text: result.text,
    ...(result.status === 'received' ? { receipt: result.receipt } : {})
  }));

/**
 * Sends again what was refused for a reason that may be gone: an older app gave up answers whose clock was ahead, with which the
 * server now reckons; a helper was given leave meanwhile. The server keeps nothing of a refusal.
 */
export async function takeUp(account_id: number, codes: string[]): Promise<void> {
  const db = await database();
  if (!db) return;
  const writing = db.transaction('log', 'readwrite', { durability: 'strict' });
  for (const entry of await writing.store.index('by_state').getAll([account_id, 'refused'])) {
    if (!codes.includes(entry.code ?? '')) continue;
    const { code: _code, text: _text, settled_at: _settled, ...kept } = entry;
    await writing.store.put({ ...kept, state: 'sent' });
  }
  await writing.done;
}

/** The person was deleted: what had not been sent has nowhere to go, and no picture of theirs stays. */
export async function markGone(account_id: number): Promise<void> {
  await change(await waiting(account_id), (entry) => ({ ...entry, state: 'gone', settled_at: Date.now() }));
  const db = await database();
  for (const key of (await db?.getAllKeysFromIndex('photos', 'by_account', account_id)) ?? []) await db!.delete('photos', key);
}

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
