// The store behind the outbox: answers given on this device that the server has not confirmed, each under a sequence
// number that is given out once and for ever, in the same transaction that stores the answer.
import type { AnswerEvent } from '../foundation/api/contract';
import { database, type WaitingAnswer } from '../foundation/offline/database';

type Draft = Omit<AnswerEvent, 'device' | 'sequence'>;

/** randomUUID exists only in secure contexts; a village hall may serve over plain http. */
export function newDeviceId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const memory = { id: '', last_sequence: 0, waiting: new Map<number, WaitingAnswer>() };

export async function putAnswer(account_id: number, draft: Draft): Promise<WaitingAnswer> {
  const db = await database();
  if (!db) {
    memory.id ||= newDeviceId();
    const sequence = ++memory.last_sequence;
    const row = { sequence, account_id, event: { device: memory.id, sequence, ...draft } };
    memory.waiting.set(sequence, row);
    return row;
  }
  const change = db.transaction(['device', 'waiting'], 'readwrite');
  const device = (await change.objectStore('device').get('this')) ?? { key: 'this', id: newDeviceId(), last_sequence: 0 };
  device.last_sequence += 1;
  const sequence = device.last_sequence;
  const row: WaitingAnswer = { sequence, account_id, event: { device: device.id, sequence, ...draft } };
  await change.objectStore('device').put(device);
  await change.objectStore('waiting').add(row);
  await change.done;
  return row;
}

/** Oldest first. */
export async function waitingAnswers(account_id: number): Promise<WaitingAnswer[]> {
  const db = await database();
  const rows = db ? await db.getAll('waiting') : [...memory.waiting.values()];
  return rows.filter((row) => row.account_id === account_id);
}

export async function removeAnswer(sequence: number): Promise<void> {
  memory.waiting.delete(sequence);
  const db = await database();
  await db?.delete('waiting', sequence);
}

/** Two copies of one phone share an id: the next answers come under a new one. */
export async function takeNewDeviceId(): Promise<void> {
  memory.id = newDeviceId();
  const db = await database();
  if (!db) return;
  const device = await db.get('device', 'this');
  if (device) await db.put('device', { ...device, id: newDeviceId() });
}
