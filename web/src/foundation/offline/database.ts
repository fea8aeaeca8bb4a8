// What the device remembers: answers not yet received by the server, places left in lessons, replies for offline use.
// Where IndexedDB is forbidden (some in-app browsers, private windows) the same calls work in memory only.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface WaitingAnswer {
  sequence: number;
  account_id: number;
  event: import('../api/contract').AnswerEvent;
}
/** A photo chosen for a task. Until it is handed in the picture itself stays here, made small. */
export interface DraftPhoto {
  key: string;
  blob?: Blob;
  /** Its id on the server, once it is there. */
  sent?: number;
}
export interface Place {
  /** account and lesson with its version, joined */
  key: string;
  account_id: number;
  lesson_id: string;
  step: number;
  draft: string;
  checks: boolean[];
  /** Absent in places kept by older versions of the app. */
  photos?: DraftPhoto[];
  /** The task was handed in without network and waits to be sent. */
  hand_in: boolean;
  left_at: number;
}
export interface Sitting {
  /** account and day, joined */
  key: string;
  items: number;
  right: number;
  reviews: number;
  took_ms: number;
  points: number;
  lessons: { id: string; title: string; goal: string; teach_back: string | null }[];
  tasks: string[];
}

interface Shape extends DBSchema {
  waiting: { key: number; value: WaitingAnswer };
  places: { key: string; value: Place };
  sittings: { key: string; value: Sitting };
  kept: { key: string; value: { path: string; value: unknown; kept_at: number } };
  device: { key: string; value: { key: string; id: string; last_sequence: number } };
}
export type Database = IDBPDatabase<Shape>;

let opening: Promise<Database | null> | undefined;

/** Where storage is forbidden, merely looking at it may throw; being async turns that into a refusal. */
async function open(): Promise<Database> {
  return openDB<Shape>('binh-dan-hoc', 1, {
    upgrade(db) {
      db.createObjectStore('waiting', { keyPath: 'sequence' });
      db.createObjectStore('places', { keyPath: 'key' });
      db.createObjectStore('sittings', { keyPath: 'key' });
      db.createObjectStore('kept', { keyPath: 'path' });
      db.createObjectStore('device', { keyPath: 'key' });
    },
    terminated() {
      opening = undefined;
    }
  });
}

export function database(): Promise<Database | null> {
  opening ??= open().catch(() => null);
  return opening;
}

/** Whether what is written survives closing the browser. */
export async function storageIsDurable(): Promise<boolean> {
  return (await database()) !== null;
}

/** On signing out: nothing of the last person stays readable. Answers still waiting stay, bound to their account. */
export async function forgetReplies(): Promise<void> {
  const db = await database();
  await db?.clear('kept');
}
