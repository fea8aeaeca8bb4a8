// What was done today on this device, for the result page: what one now knows, not only points.
import type { Lesson } from '../foundation/api/contract';
import { database, type Sitting } from '../foundation/offline/database';

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

export async function sittingOf(account: number, day: string): Promise<Sitting> {
  const key = keyOf(account, day);
  const db = await database();
  return (db ? await db.get('sittings', key) : memory.get(key)) ?? newSitting(key);
}

async function change(account: number, day: string, alter: (sitting: Sitting) => void): Promise<void> {
  const key = keyOf(account, day);
  const db = await database();
  if (!db) {
    const sitting = memory.get(key) ?? newSitting(key);
    alter(sitting);
    memory.set(key, sitting);
    return;
  }
  const tx = db.transaction('sittings', 'readwrite');
  const sitting = (await tx.store.get(key)) ?? newSitting(key);
  alter(sitting);
  await tx.store.put(sitting);
  await tx.done;
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
