// What the device remembers: the log of answers, places left in lessons, replies and levels for offline use.
// Where IndexedDB is forbidden (some in-app browsers, private windows) the same calls work in memory only.
// Rows of somebody with a PIN are sealed (./sealing.ts). In the clear stay: device, sequence, the account's number, what kind of
// entry, its state, when it was sent and settled, its receipt and why it was refused; of a photo, its number on the server; of a
// profile, the word its owner chose for this telephone and how often a wrong PIN was typed. Levels are nobody's and stay as they are.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { patiently } from './patience';
import type { Failures } from './delays';
import type { Sealed } from './sealing';

/** Where an answer is: on this phone, sent without a receipt yet, received, refused, or without an owner any more. */
export type EntryState = 'here' | 'sent' | 'received' | 'refused' | 'gone';
/** One line of the device's log. It is only ever added to; what changes is the state, and never back from a receipt. */
export interface EntryHead {
  device: string;
  sequence: number;
  /** Whose session sends it. */
  account_id: number;
  state: EntryState;
  sent_at?: number;
  settled_at?: number;
  receipt?: string;
  /** Why it was refused, or what the server remarked. */
  code?: string | null;
  text?: string | null;
}
/** One's own answer. */
export interface LogEntry extends EntryHead {
  event: import('../api/contract').AnswerEvent;
}
/** What a helper writes down for somebody without a telephone. */
export type AssistedKind = 'enrol_assisted' | 'assisted_answer' | 'assisted_hand_in';
/** `kind` is absent for one's own answers. */
export type EntryKind = AssistedKind | 'task_hand_in';
/** As it stands in the database: what the entry says is in `body`, or sealed in `sealed`. */
export interface StoredEntry extends EntryHead {
  kind?: EntryKind;
  event?: import('../api/contract').AnswerEvent;
  body?: unknown;
  sealed?: Sealed;
}
/** A photo of an entry, made small; it goes when the entry was received. */
export interface EntryPhoto {
  device: string;
  sequence: number;
  /** 1 to 3. */
  place: number;
  account_id: number;
  bytes?: Uint8Array<ArrayBuffer>;
  sealed?: Sealed;
  /** Its number on the server, once it is there. */
  sent?: number;
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
  /** An older version of the app meant it to be sent from here; see learning/hand_in_entries.ts. */
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

/** Somebody who learns on this device, behind a PIN. */
export interface Profile {
  id: string;
  account_id: number;
  /** What the choice at the start shows. Chosen by its owner; it need not be a name. */
  label: string;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  /** The profile's keys, sealed under the PIN, and once more under a secret that the server keeps. */
  by_pin: Sealed;
  by_secret: Sealed;
  /** How the profile signs in by itself; sealed in it. */
  token?: Sealed;
  failures: Failures;
  made_at: number;
}
type Whole<Row, Open extends keyof Row> = Row | (Pick<Row, Open> & { sealed: Sealed });
export type StoredPlace = Whole<Place, 'key' | 'account_id' | 'hand_in' | 'left_at'>;
export type StoredSitting = Whole<Sitting, 'key'>;
export type StoredStanding = Whole<Standing, 'account_id' | 'covers' | 'taken_at'>;
export type StoredReply = { path: string; kept_at: number } & ({ value: unknown; sealed?: undefined } | { sealed: Sealed });

interface Shape extends DBSchema {
  /** Of the app's first version; its rows are moved to the log. */
  waiting: { key: number; value: { sequence: number; account_id: number; event: import('../api/contract').AnswerEvent } };
  log: { key: [string, number]; value: StoredEntry; indexes: { by_state: [number, EntryState] } };
  photos: { key: [string, number, number]; value: EntryPhoto; indexes: { by_account: number } };
  bundles: { key: string; value: StoredBundle };
  standings: { key: number; value: StoredStanding };
  places: { key: string; value: StoredPlace };
  sittings: { key: string; value: StoredSitting };
  kept: { key: string; value: StoredReply };
  profiles: { key: string; value: Profile };
  device: { key: string; value: { key: string; id: string; last_sequence: number } };
}
export type Database = IDBPDatabase<Shape>;

let opening: Promise<Database | null> | undefined;

/** Where storage is forbidden, merely looking at it may throw; being async turns that into a refusal. */
async function open(): Promise<Database> {
  return openDB<Shape>('binh-dan-hoc', 4, {
    async upgrade(db, from, _to, change) {
      if (from < 1) {
        db.createObjectStore('waiting', { keyPath: 'sequence' });
        db.createObjectStore('places', { keyPath: 'key' });
        db.createObjectStore('sittings', { keyPath: 'key' });
        db.createObjectStore('kept', { keyPath: 'path' });
        db.createObjectStore('device', { keyPath: 'key' });
      }
      if (from < 2) {
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
      }
      if (from < 3) db.createObjectStore('profiles', { keyPath: 'id' });
      if (from < 4) db.createObjectStore('photos', { keyPath: ['device', 'sequence', 'place'] }).createIndex('by_account', 'account_id');
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
  opening ??= patiently(open).catch(() => null);
  return opening;
}

/** Whether what is written survives closing the browser. */
export async function storageIsDurable(): Promise<boolean> {
  return (await database()) !== null;
}
