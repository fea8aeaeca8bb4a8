// What the page calls provisional goes by the server's rules: values as in server/rewards' own tests.
import { expect, it } from 'vitest';
import type { Rewards } from '../foundation/api/contract';
import { dayNamed, dayNumber, type Happened } from '../learning/offline/reckoning';
import { reckonRewards } from './provisional';

const first = dayNumber('2026-11-23');
const known = (changes: Partial<Rewards['streak']> = {}): Rewards => ({
  points_total: 100,
  points_week: 40,
  streak: { days: 3, freezes: 0, longest: 3, today_done: true, next_freeze_in_days: 4, run_days: 3, studied_on: dayNamed(first), ...changes },
  badges: [],
  reckoning: {
    day: dayNamed(first),
    capped: 100,
    reviews: 0,
    self_rated: 4,
    item_right: 5,
    review_on_time: 3,
    review_self_rated: 1,
    lesson_completed: 20,
    task_done: 15,
    daily_goal: 10,
    streak_week: 20,
    day_max: 120,
    reviews_day_max: 30,
    self_rated_day_max: 5,
    freeze_after_days: 7,
    freezes_max: 2
  }
});
let by = 0;
const answer = (day: number, item: string, changes: object = {}): Happened =>
  ({ kind: 'answer', by: ++by, day, item, review: false, self_rated: false, first_time: true, was_due: false, score_permille: 1000, ...changes }) as Happened;
const studied = (day: number): Happened => ({ kind: 'studied', by: ++by, day });

it('gives what the server will give, each once and under the day’s caps', () => {
  const rewards = reckonRewards(
    known(),
    [
      answer(first, 'a'),
      answer(first, 'b', { score_permille: 500 }),
      answer(first, 'b', { first_time: false }),
      answer(first, 'c', { review: true, self_rated: true, was_due: true }),
      answer(first, 'd', { review: true, self_rated: true, was_due: true }),
      { kind: 'lesson', by: ++by, day: first, lesson: 'l', score_percent: 75 },
      { kind: 'task', by: ++by, day: first, task: 'l' },
      { kind: 'task', by: ++by, day: first, task: 'l' }
    ],
    first
  );
  // 5 + 2 + 1 (the fifth of the day) + 0; of the lesson's 15 the day's cap leaves 12, and nothing of the task.
  expect(rewards.provisional).toEqual({ points: 20, points_today: 20 });
  expect(rewards.points_total).toBe(120);
  expect(rewards.points_week).toBe(60);
});

it('lets the streak grow day by day, ends it, and spends a freeze', () => {
  const grown = reckonRewards(known(), [studied(first + 1), studied(first + 2)], first + 2);
  expect(grown.streak).toMatchObject({ days: 5, longest: 5, today_done: true });
  expect(grown.provisional).toEqual({ points: 20, points_today: 10 });
  expect(reckonRewards(known(), [studied(first + 1)], first + 2).streak, 'today is not over').toMatchObject({ days: 4, today_done: false });
  expect(reckonRewards(known(), [], first + 2).streak.days).toBe(0);
  expect(reckonRewards(known({ freezes: 1 }), [studied(first + 2)], first + 2).streak).toMatchObject({ days: 4, freezes: 0, run_days: 1 });
});

it('rewards a week without a gap, and counts the week from Monday', () => {
  const days = [1, 2, 3, 4].map((later) => studied(first + later));
  const rewards = reckonRewards(known(), days, first + 4);
  expect(rewards.streak).toMatchObject({ days: 7, freezes: 1, next_freeze_in_days: 7 });
  expect(rewards.provisional.points).toBe(4 * 10 + 20);
  const nextMonday = reckonRewards(known(), [...days, studied(first + 5), studied(first + 6), studied(first + 7)], first + 7);
  expect(nextMonday.points_week, 'last week’s are gone from it').toBe(10);
});
