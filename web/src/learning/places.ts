// Where somebody is in a lesson, with the draft of the task: coming back loses nothing.
import { database, type Place } from '../foundation/offline/database';

const memory = new Map<string, Place>();

export const placeKey = (account: number, lesson: string, version: number): string => `${account}/${lesson}/${version}`;

export function newPlace(account: number, lesson: string, version: number): Place {
  return {
    key: placeKey(account, lesson, version),
    account_id: account,
    lesson_id: lesson,
    step: 0,
    draft: '',
    checks: [],
    photos: [],
    hand_in: false,
    left_at: Date.now()
  };
}

export async function placeOf(key: string): Promise<Place | undefined> {
  const db = await database();
  return db ? db.get('places', key) : memory.get(key);
}

export async function keepPlace(place: Place): Promise<void> {
  const row = { ...place, checks: [...place.checks], left_at: Date.now() };
  const db = await database();
  if (db) await db.put('places', row);
  else memory.set(row.key, row);
}

export async function forgetPlace(key: string): Promise<void> {
  memory.delete(key);
  const db = await database();
  await db?.delete('places', key);
}

export async function placesToHandIn(account: number): Promise<Place[]> {
  const db = await database();
  const rows = db ? await db.getAll('places') : [...memory.values()];
  return rows.filter((row) => row.account_id === account && row.hand_in);
}
