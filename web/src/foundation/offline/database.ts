// What the device remembers: the log of answers, places left in lessons, replies and levels for offline use.
// Where IndexedDB is forbidden (some in-app browsers, private windows) the same calls work in memory only.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Where an answer is: on this phone, sent without a receipt yet, received, refused, or without an owner any more. */
export type EntryState = 'here' | 'sent' | 'received' | 'refused' | 'gone';
/** One line of the device's log. It is only ever added to; what changes is the state, and never back from a receipt. */
export interface LogEntry {
  device: string;
  sequence: number;
  account_id: number;
  event: import('../api/contract').AnswerEvent;
  state: EntryState;
  sent_at?: number;
  settled_at?: number;
  receipt?: string;
  /** Why it was refused, or what the server remarked. */
  code?: string | null;
  text?: string | null;
}
/** A level as it was downloaded, or the part of it that has come so far. */
export interface StoredBundle {
  level_id: string;
  level: number;
  title: string;
  /** SHA-256 of the whole. */
  version: string;
  size_bytes: number;
  bytes: Uint8Array<ArrayBuffer>;
  got_at: number;
}
/** Where the server said a person stands; answers after `covers` are reckoned on this device. */
export interface Standing {
  account_id: number;
  covers: number;
  taken_at: number;
  state: import('../api/contract').LearningState;
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
  /** Of the app's first version; its rows are moved to the log. */
  waiting: { key: number; value: { sequence: number; account_id: number; event: import('../api/contract').AnswerEvent } };
  log: { key: [string, number]; value: LogEntry; indexes: { by_state: [number, EntryState] } };
  bundles: { key: string; value: StoredBundle };
  standings: { key: number; value: Standing };
  places: { key: string; value: Place };
  sittings: { key: string; value: Sitting };
  kept: { key: string; value: { path: string; value: unknown; kept_at: number } };
  device: { key: string; value: { key: string; id: string; last_sequence: number } };
}
export type Database = IDBPDatabase<Shape>;

let opening: Promise<Database | null> | undefined;

/** Where storage is forbidden, merely looking at it may throw; being async turns that into a refusal. */
async function open(): Promise<Database> {
  return openDB<Shape>('binh-dan-hoc', 2, {
    async upgrade(db, from, _to, change) {
      if (from < 1) {
        db.createObjectStore('waiting', { keyPath: 'sequence' });
        db.createObjectStore('places', { keyPath: 'key' });
        db.createObjectStore('sittings', { keyPath: 'key' });
        db.createObjectStore('kept', { keyPath: 'path' });
        db.createObjectStore('device', { keyPath: 'key' });
      }
      const log = db.createObjectStore('log', { keyPath: ['device', 'sequence'] });
      log.createIndex('by_state', ['account_id', 'state']);
      db.createObjectStore('bundles', { keyPath: 'level_id' });
      db.createObjectStore('standings', { keyPath: 'account_id' });
      // What an older version of the app left unsent goes on from where it was.
      const waiting = change.objectStore('waiting');
      for (const row of await waiting.getAll()) {
        await log.put({ device: row.event.device, sequence: row.sequence, account_id: row.account_id, event: row.event, state: 'here' });
      }
      await waiting.clear();
    },
    // Another tab brings a newer version: it must not wait for this one.
    blocking(_from, _to, event) {
      (event.target as IDBDatabase).close();
      opening = undefined;
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

/**
 * On signing out: nothing of the last person stays readable. Answers still waiting stay, bound to their account; those that
 * were received go with the person, since the server has them.
 */
export async function forgetReplies(): Promise<void> {
  const db = await database();
  if (!db) return;
  await db.clear('kept');
  await db.clear('standings');
  const change = db.transaction('log', 'readwrite');
  for (const entry of await change.store.getAll()) {
    if (entry.state === 'received') await change.store.delete([entry.device, entry.sequence]);
  }
  await change.done;
}
