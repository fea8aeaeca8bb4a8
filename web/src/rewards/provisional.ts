// Points and streak without network: the server's last word, and what happened on this device after it, by the rules of
// server/rewards (scoring and streak). Only shown, and called provisional: what counts the server reckons from the answers.
import type { Rewards, RewardsReckoning } from '../foundation/api/contract';
import { dayOf, weekday } from '../foundation/format';
import { dayNamed, dayNumber, type Happened } from '../learning/offline/reckoning';

export interface Provisional {
  /** Of the points shown, those the server has not given yet. */
  points: number;
  points_today: number;
}

interface Claim {
  /** Earned once under this name. */
  once: string;
  day: number;
  points: number;
  kind: 'review' | 'card' | 'other' | 'uncapped';
}

function claimOf(happened: Happened, rules: RewardsReckoning): Claim | null {
  const { day } = happened;
  switch (happened.kind) {
    case 'answer': {
      const { item, review, self_rated, first_time, was_due, score_permille } = happened;
      if (review) {
        const points = self_rated ? rules.review_self_rated : Math.floor((rules.review_on_time * score_permille) / 1000);
        return was_due ? { once: `review/${item}/${day}`, day, points, kind: self_rated ? 'card' : 'review' } : null;
      }
      if (self_rated || !first_time) return null;
      return { once: `item/${item}`, day, points: Math.floor((rules.item_right * score_permille) / 1000), kind: 'other' };
    }
    case 'lesson':
      return { once: `lesson/${happened.lesson}`, day, points: Math.floor((rules.lesson_completed * happened.score_percent) / 100), kind: 'other' };
    case 'task':
      return { once: `task/${happened.task}`, day, points: rules.task_done, kind: 'other' };
    case 'studied':
      return { once: `goal/${day}`, day, points: rules.daily_goal, kind: 'uncapped' };
  }
}

/** One person's points after the server's last word, day by day under each day's caps. */
class Purse {
  readonly gained = new Map<number, number>();
  readonly #used = new Map<number, { capped: number; reviews: number; self_rated: number }>();
  readonly #claimed = new Set<string>();

  constructor(private readonly rules: RewardsReckoning) {
    const { day, capped, reviews, self_rated } = rules;
    this.#used.set(dayNumber(day), { capped, reviews, self_rated });
  }

  earn({ once, day, points: asked, kind }: Claim): void {
    if (asked <= 0 || this.#claimed.has(once)) return;
    this.#claimed.add(once);
    const used = this.#used.get(day) ?? { capped: 0, reviews: 0, self_rated: 0 };
    this.#used.set(day, used);
    let points = asked;
    if (kind !== 'uncapped') points = Math.min(points, this.rules.day_max - used.capped);
    if (kind === 'review' || kind === 'card') points = Math.min(points, this.rules.reviews_day_max - used.reviews);
    if (kind === 'card') points = Math.min(points, this.rules.self_rated_day_max - used.self_rated);
    points = Math.max(0, points);
    if (kind !== 'uncapped') used.capped += points;
    if (kind === 'review' || kind === 'card') used.reviews += points;
    if (kind === 'card') used.self_rated += points;
    this.gained.set(day, (this.gained.get(day) ?? 0) + points);
  }
}

interface Streak {
  days: number;
  longest: number;
  freezes: number;
  run: number;
  studied_on: number;
  as_of: number;
}

/** As carry() and add() of server/rewards/streak. */
function carry(streak: Streak, today: number): void {
  if (today <= streak.as_of) return;
  for (let day = Math.max(streak.as_of, streak.studied_on + 1); day < today && streak.days > 0; day += 1) {
    streak.run = 0;
    if (streak.freezes > 0) streak.freezes -= 1;
    else streak.days = 0;
  }
  streak.as_of = today;
}
function add(streak: Streak, day: number, rules: RewardsReckoning): void {
  carry(streak, day);
  if (streak.studied_on >= day) return;
  streak.studied_on = day;
  streak.days += 1;
  streak.run += 1;
  streak.longest = Math.max(streak.longest, streak.days);
  if (streak.run % rules.freeze_after_days === 0) streak.freezes = Math.min(streak.freezes + 1, rules.freezes_max);
}

/** `known`: what the server said; `happened`: after it, oldest day first; `today`: as a number of the day. */
export function reckonRewards(known: Rewards, happened: Happened[], today = dayNumber(dayOf(Date.now()))): Rewards & { provisional: Provisional } {
  const rules = known.reckoning;
  const { streak: before } = known;
  const streak: Streak = {
    days: before.days,
    longest: before.longest,
    freezes: before.freezes,
    run: before.run_days,
    studied_on: before.studied_on === null ? 0 : dayNumber(before.studied_on),
    as_of: dayNumber(rules.day)
  };
  const purse = new Purse(rules);
  for (const one of happened) {
    const claim = claimOf(one, rules);
    if (claim) purse.earn(claim);
    // A day before the last one studied may close a gap; that only the server looks at.
    if (one.kind !== 'studied' || one.day <= streak.studied_on) continue;
    add(streak, one.day, rules);
    if (streak.run % rules.freeze_after_days === 0) purse.earn({ once: `week/${one.day}`, day: one.day, points: rules.streak_week, kind: 'uncapped' });
  }
  carry(streak, today);
  const monday = today - weekday(dayNamed(today));
  const sum = (from: number) => [...purse.gained].reduce((total, [day, points]) => (day >= from && day <= today ? total + points : total), 0);
  const sameWeek = dayNumber(rules.day) >= monday;
  return {
    ...known,
    points_total: known.points_total + sum(0),
    points_week: (sameWeek ? known.points_week : 0) + sum(monday),
    streak: {
      ...before,
      days: streak.days,
      longest: streak.longest,
      freezes: streak.freezes,
      run_days: streak.run,
      studied_on: streak.studied_on > 0 ? dayNamed(streak.studied_on) : null,
      today_done: streak.studied_on === today,
      next_freeze_in_days: streak.freezes >= rules.freezes_max ? 0 : rules.freeze_after_days - (streak.run % rules.freeze_after_days)
    },
    provisional: { points: sum(0), points_today: sum(today) }
  };
}
