// Days without network are reckoned with the server's own rules; this asks the WebAssembly itself.
import { expect, it } from 'vitest';
import type { BundleItem, LearningState } from '../../foundation/api/contract';
import type { LogEntry, Standing } from '../../foundation/offline/database';
import type { Shelf } from './bundles';
import { neverMet, startMarker } from './marker';
import { dayNamed, dayNumber, markOf, reckon } from './reckoning';

// Named at run time, since the app itself is compiled without Node's types.
const files = (await import(/* @vite-ignore */ ['node', 'fs'].join(':'))) as { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
const marker = await startMarker(files.readFileSync(new URL('../marker/marker.wasm', import.meta.url)));

const today = dayNumber('2026-11-22');
const at = (day: number, hour = 8) => day * 86_400_000 + (hour - 7) * 3_600_000;

const choice = (id: string): BundleItem => ({
  item: { id, version: 1, type: 'single_choice', seconds: 20, prompt: '?', options: [] },
  key: ['single_choice', 'a', '1', 'b', '0'],
  solution: ['a'],
  solution_text: 'A',
  explanation: 'Vì thế.',
  reasons: [{ part: 'b', text: 'Chưa phải.' }]
});
const card = (id: string): BundleItem => ({
  ...choice(id),
  item: { id, version: 1, type: 'recall_card', seconds: 15, prompt: '', front: '?', back: '!' },
  key: ['recall_card']
});
const lesson = {
  id: 'l1',
  version: 1,
  title: 'Bài',
  goal: '',
  seconds: 100,
  cards: [],
  safe_use: null,
  items: [choice('i1'), choice('i2')],
  recall_cards: [card('r1')],
  task: { title: '', minutes: 4, text: '', hand_in: '', criteria: [] },
  teach_back: '',
  level_id: 'v1',
  level: 1,
  level_title: 'Bậc'
};
const shelf: Shelf = {
  items: new Map([...lesson.items, ...lesson.recall_cards].map((one) => [one.item.id, one])),
  lessons: new Map([['l1', lesson]]),
  levels: new Map()
};
const state: LearningState = {
  day: '2026-11-22',
  day_number: today,
  greeting_name: 'bác Lan',
  path: ['l1'],
  lessons_begun: [],
  lessons_completed: [],
  tasks_handed_in: [],
  items: [],
  done: { answers_count: 0, review_seconds: 0, lesson_seconds: 0, task_seconds: 0, lessons_done: 0, tasks_done: 0 },
  days_studied: []
};
const standing: Standing = { account_id: 1, covers: 10, taken_at: at(today), state };
const entry = (sequence: number, item: string, response: string, day: number, context: 'lesson' | 'review' = 'lesson'): LogEntry => ({
  device: 'd',
  sequence,
  account_id: 1,
  state: 'here',
  event: { device: 'd', sequence, item, item_version: 1, context, response: [response], answered_at: at(day), took_ms: 1 }
});

it('marks with the reasons the server would give', () => {
  const wrong = marker.mark(choice('i1').key, ['b']);
  if (wrong.refused !== null) throw new Error(wrong.refused);
  expect(markOf(choice('i1'), wrong)).toMatchObject({ verdict: 'wrong', score_permille: 0, solution: ['a'] });
  expect(markOf(choice('i1'), wrong).parts.find(({ key }) => key === 'b')?.feedback).toBe('Chưa phải.');
  expect(marker.mark(choice('i1').key, ['zz'])).toEqual({ refused: 'response_unknown_key' });
  expect(marker.mark(['essay'], ['a'])).toEqual({ refused: 'key_unreadable' });
  expect(marker.mark(['short_answer', 'lenient', '1', 'mật khẩu'], ['  MAT KHAU. '])).toMatchObject({ verdict: 'right' });
});

it('takes a lesson through several days: completed, its card handed to tomorrow, reviewed when due', () => {
  const log = [entry(11, 'i1', 'a', today), entry(12, 'i2', 'b', today)];
  const first = reckon(standing, log, shelf, marker, today);
  expect([...first.completed]).toEqual(['l1']);
  expect(first.done).toMatchObject({ answers_count: 2, lesson_seconds: 100, lessons_done: 1 });
  expect(first.memories.get('r1')?.due_day).toBe(today + 1);
  expect(first.studied.has(today)).toBe(true);

  const next = reckon(standing, [...log, entry(13, 'r1', '3', today + 1, 'review')], shelf, marker, today + 1);
  expect(next.done).toMatchObject({ answers_count: 1, review_seconds: 15, lesson_seconds: 0 });
  expect(next.memories.get('r1')?.due_day).toBeGreaterThan(today + 1);
  expect(next.memories.get('i2')?.due_day).toBe(today + 1);
});

it('counts nothing twice: what the server has seen, and what it refused, is left out', () => {
  const log = [entry(9, 'i1', 'a', today), { ...entry(11, 'i2', 'a', today), state: 'refused' as const }];
  expect(reckon(standing, log, shelf, marker, today).memories.size).toBe(0);
});

it('plans at most fifteen minutes, most at risk first', () => {
  const memory = marker.remember(neverMet, 3, 1000, today - 5);
  const old = marker.remember(neverMet, 1, 0, today - 5);
  const plan = marker.planDay({
    today,
    go_on: false,
    done: { review_seconds: 0, lesson_seconds: 0, task_seconds: 0, lesson: false, task: false },
    next_lesson: { id: 'l1', seconds: 400, task: { id: 'l1', seconds: 240 } },
    open_task: null,
    reviews: [
      { id: 'strong', seconds: 20, memory },
      { id: 'weak', seconds: 20, memory: old }
    ]
  });
  expect(plan.reviews.map(({ id }) => id)).toEqual(['weak', 'strong']);
  expect(plan.lesson).toEqual({ id: 'l1', seconds: 400 });
  expect(plan.seconds_estimate).toBeLessThanOrEqual(900);
});

it('names days as Việt Nam counts them', () => {
  expect(dayNamed(dayNumber('2026-11-22'))).toBe('2026-11-22');
});
