// What was done today on this device, for the result page: what one now knows, not only points. Where it cannot be written
// down (a full disk) that page tells less, and nothing else stops.
import type { Lesson } from '../foundation/api/contract';
import { database, type Sitting } from '../foundation/offline/database';
import { vaultOf } from '../foundation/offline/vault';

const memory = new Map<string, Sitting>();
const keyOf = (account: number, day: string) => `${account}/${day}`;

export const newSitting = (key: string): Sitting => ({
  key,
  items: 0,
  right: 0,
  reviews: 0,
  took_ms: 0,
  points: 0,
  lessons: [],
  tasks: []
});

async function find(account: number, key: string) {
  const db = await database();
  const vault = await vaultOf(account);
  if (!db) return { db, vault, row: key, sitting: memory.get(key) };
  const row = vault ? await vault.nameOf(`sitting:${key}`) : key;
  const stored = await db.get('sittings', row);
  if (!stored || !('sealed' in stored)) return { db, vault, row, sitting: stored };
  return { db, vault, row, sitting: vault ? await vault.open<Sitting>('sitting', stored.sealed) : undefined };
}

export async function sittingOf(account: number, day: string): Promise<Sitting> {
  const key = keyOf(account, day);
  return (await find(account, key)).sitting ?? newSitting(key);
}

async function write(account: number, day: string, alter: (sitting: Sitting) => void): Promise<void> {
  const key = keyOf(account, day);
  const { db, vault, row, sitting = newSitting(key) } = await find(account, key);
  alter(sitting);
  if (!db) memory.set(key, sitting);
  else await db.put('sittings', vault ? { key: row, sealed: await vault.seal('sitting', sitting) } : sitting);
}

// Sealing does not fit into a transaction, so that changes wait for one another here.
let last: Promise<void> = Promise.resolve();
function change(account: number, day: string, alter: (sitting: Sitting) => void): Promise<void> {
  last = last.then(() => write(account, day, alter)).catch(() => {});
  return last;
}

export const noteAnswer = (account: number, day: string, answer: { review: boolean; right: boolean; took_ms: number }) =>
  change(account, day, (sitting) => {
    sitting.items += 1;
    if (answer.right) sitting.right += 1;
    if (answer.review) sitting.reviews += 1;
    sitting.took_ms += answer.took_ms;
  });

export const notePoints = (account: number, day: string, points: number) =>
  change(account, day, (sitting) => {
    sitting.points += points;
  });

export const noteReading = (account: number, day: string, took_ms: number) =>
  change(account, day, (sitting) => {
    // A phone left lying open is not learning.
    sitting.took_ms += Math.min(took_ms, 5 * 60_000);
  });

export const noteLesson = (account: number, day: string, lesson: Pick<Lesson, 'id' | 'title' | 'goal' | 'teach_back'>) =>
  change(account, day, (sitting) => {
    if (sitting.lessons.some((known) => known.id === lesson.id)) return;
    sitting.lessons.push({ id: lesson.id, title: lesson.title, goal: lesson.goal, teach_back: lesson.teach_back });
  });

export const noteTask = (account: number, day: string, title: string) =>
  change(account, day, (sitting) => {
    if (!sitting.tasks.includes(title)) sitting.tasks.push(title);
  });
