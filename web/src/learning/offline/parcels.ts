// Answers and tasks that travel in a file: sealed for the server by a key only it and this device can reckon (ECDH on P-256, HKDF, AES-GCM),
// passed on by anybody's app that has network, and settled here by the sealed receipt that comes back. The bytes are described
// in server/learning/parcels/rules.h.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { write } from '../../foundation/api/client';
import type { AnswerResult } from '../../foundation/api/contract';
import type { LogEntry } from '../../foundation/offline/database';
import { isWaiting, openHandIns, type OpenHandIn } from '../hand_in_entries';
import { forgetDraftOf } from '../hand_in_sending';
import { logOf, photosOf, settleAnswer, thisDevice, waitingAnswers } from '../waiting_answers';

export type FileKind = 'parcel' | 'receipt';
export interface CarriedFile {
  kind: FileKind;
  base64: string;
  device_key: number;
  entries_count: number;
}
interface DeviceKey {
  id: number;
  account_id: number;
  device: string;
  /** Never leaves the browser, which does not even show it to this page. */
  private_key: CryptoKey;
  server_public_key: Uint8Array<ArrayBuffer>;
  made_known_at: number;
}
interface Shape extends DBSchema {
  keys: { key: number; value: DeviceKey };
}
type Settled = Pick<AnswerResult, 'sequence' | 'status' | 'code' | 'text' | 'receipt'>;

const curve = { name: 'ECDH', namedCurve: 'P-256' };
const saltBytes = 16;
const headBytes = 12 + saltBytes;
const renewAfter_ms = 30 * 24 * 60 * 60_000;
/** What the server takes in one file, and a size that every way of sharing takes. */
const most = { entries: 1000, characters: 700_000, tasks: 20, picture_characters: 4_500_000 };

export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

// A database of its own: keys outlive signing out, since receipts may come back later.
let opening: Promise<IDBPDatabase<Shape>> | undefined;
const keyStore = (): Promise<IDBPDatabase<Shape>> =>
  (opening ??= openDB<Shape>('binh-dan-hoc-keys', 1, { upgrade: (db) => void db.createObjectStore('keys', { keyPath: 'id' }) }));

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function newestKey(account_id: number): Promise<DeviceKey | undefined> {
  const device = await thisDevice();
  const mine = (await (await keyStore()).getAll('keys')).filter((key) => key.account_id === account_id && key.device === device);
  return mine.sort((one, other) => other.made_known_at - one.made_known_at)[0];
}

/** Once a month, while there is network: without a known key nothing can be sealed later. */
export async function makeKeyKnown(account_id: number): Promise<boolean> {
  if (!canSeal()) return false;
  const newest = await newestKey(account_id);
  if (newest && Date.now() - newest.made_known_at < renewAfter_ms) return true;
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const public_key = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const device = await thisDevice();
  const told = await write<{ key_id: number; server_public_key: string }>('POST', '/me/device_keys', { device, public_key, sent_at: Date.now() });
  await (await keyStore()).put('keys', {
    id: told.key_id,
    account_id,
    device,
    private_key: pair.privateKey,
    server_public_key: fromBase64(told.server_public_key),
    made_known_at: Date.now()
  });
  return true;
}

export const hasKey = async (account_id: number): Promise<boolean> => canSeal() && (await newestKey(account_id)) !== undefined;

async function secretOf(key: DeviceKey, salt: Uint8Array<ArrayBuffer>, kind: FileKind): Promise<{ aes: CryptoKey; iv: Uint8Array<ArrayBuffer> }> {
  const theirs = await crypto.subtle.importKey('raw', key.server_public_key, curve, false, []);
  const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, key.private_key, 256);
  const source = await crypto.subtle.importKey('raw', agreed, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`binhdanhoc ${kind} 1`);
  const bits = new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, source, 352));
  const aes = await crypto.subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { aes, iv: bits.slice(32) };
}

function headOf(device_key: number, entries_count: number, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(headBytes);
  const view = new DataView(head.buffer);
  view.setUint32(0, Math.floor(device_key / 2 ** 32));
  view.setUint32(4, device_key % 2 ** 32);
  view.setUint32(8, entries_count);
  head.set(salt, 12);
  return head;
}

function firstFitting(rows: LogEntry[]): LogEntry[] {
  let characters = 0;
  const end = rows.slice(0, most.entries).findIndex((row, place) => (characters += JSON.stringify(row.event).length) > most.characters && place > 0);
  return rows.slice(0, end < 0 ? most.entries : end);
}

/** A task with its pictures in it: on the way nobody can be asked for them. */
async function carried(entry: OpenHandIn) {
  const { task, text, checks, handed_in_at, seen, photos } = entry.body;
  const here = await photosOf(entry);
  const pictures = await Promise.all(here.map(async ({ place, photo }) => ({ place, base64: toBase64(new Uint8Array(await photo.arrayBuffer())) })));
  const known = photos.flatMap((photo) => ('id' in photo ? photo.id : []));
  return { sequence: entry.sequence, task, text, checks, photos: known, pictures, handed_in_at, seen };
}

/** As many as fit, the oldest first; the others go when these have their receipts. */
async function carriedTasks(account_id: number, device: string) {
  const tasks: Awaited<ReturnType<typeof carried>>[] = [];
  let characters = 0;
  for (const entry of await openHandIns(account_id)) {
    if (!isWaiting(entry) || entry.device !== device || tasks.length === most.tasks) continue;
    const task = await carried(entry);
    characters += JSON.stringify(task).length;
    if (characters > most.picture_characters) break;
    tasks.push(task);
  }
  return tasks;
}

export const textOfFile = (kind: FileKind, base64: string, note: string): string => `${note}\nbdh-${kind}-1:${base64}\n`;

/** null: the device's key was never made known, or nothing waits. The entries stay in the log until their receipts are here. */
export async function sealWaiting(account_id: number): Promise<{ base64: string; answers: number; tasks: number } | null> {
  const key = await newestKey(account_id);
  if (!key) return null;
  const rows = firstFitting((await waitingAnswers(account_id)).filter(({ device }) => device === key.device));
  const tasks = await carriedTasks(account_id, key.device);
  if (rows.length + tasks.length === 0) return null;
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const head = headOf(key.id, rows.length + tasks.length, salt);
  const content = new TextEncoder().encode(JSON.stringify({ account: account_id, device: key.device, events: rows.map(({ event }) => event), hand_ins: tasks }));
  const { aes, iv } = await secretOf(key, salt, 'parcel');
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, aes, content));
  const bytes = new Uint8Array(head.length + sealed.length);
  bytes.set(head);
  bytes.set(sealed, head.length);
  return { base64: toBase64(bytes), answers: rows.length, tasks: tasks.length };
}

/** null: none of ours. */
export function readFile(text: string): CarriedFile | null {
  const found = /bdh-(parcel|receipt)-1:([A-Za-z0-9+/]+=*)/.exec(text);
  if (!found) return null;
  try {
    const bytes = fromBase64(found[2]!);
    if (bytes.length <= headBytes) return null;
    const view = new DataView(bytes.buffer);
    const device_key = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
    return { kind: found[1] as FileKind, base64: found[2]!, device_key, entries_count: view.getUint32(8) };
  } catch {
    return null;
  }
}

export const passOn = (file: CarriedFile): Promise<{ entries_count: number; received_count: number; receipt: string }> =>
  write('POST', '/parcels', { parcel: file.base64 });

/** Gives how many entries were received; null when the receipt is not this device's, or was changed on its way. */
export async function settleBy(file: CarriedFile): Promise<number | null> {
  const key = await (await keyStore()).get('keys', file.device_key);
  if (!key) return null;
  const bytes = fromBase64(file.base64);
  const head = bytes.slice(0, headBytes);
  const { aes, iv } = await secretOf(key, head.slice(12), 'receipt');
  let told: { device: string; results: Settled[] };
  try {
    const content = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: head }, aes, bytes.slice(headBytes));
    told = JSON.parse(new TextDecoder().decode(content)) as typeof told;
  } catch {
    return null;
  }
  const results = new Map(told.results.map((result) => [result.sequence, result]));
  let received = 0;
  for (const entry of await logOf(key.account_id)) {
    const result = entry.device === told.device ? results.get(entry.sequence) : undefined;
    // A number that is taken is given anew when this device has network itself.
    if (!result || result.code === 'sequence_taken') continue;
    await settleAnswer(entry, result);
    if (result.status === 'received') received += 1;
  }
  for (const entry of await openHandIns(key.account_id)) {
    const result = entry.device === told.device ? results.get(entry.sequence) : undefined;
    if (!result || !isWaiting(entry) || result.code === 'sequence_taken') continue;
    await settleAnswer(entry, result);
    if (result.status !== 'received') continue;
    received += 1;
    await forgetDraftOf(entry);
  }
  return received;
}
