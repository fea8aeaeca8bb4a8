// A straight line through two counts: what would stand there on the last day if nothing but time passed. Said as such.
import type { PlanTarget, Standing } from './api';

export const paceDays = 28;
/** Fewer days between the two counts say nothing about a pace. */
export const paceDaysMin = 7;

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export interface Projection {
  days: number;
  gained: number;
  due_on: string;
  reached: number;
  needed: number;
  enough: boolean;
}

interface Counts {
  day: string;
  standing: Standing | undefined;
}

/** Nothing for typed numbers, unknown figures, a day that has passed, or a history that is too short. */
export function project(then: Counts, now: Counts, target: PlanTarget, due_on: string): Projection | null {
  const [before, after] = [then.standing, now.standing];
  const [days, left] = [daysBetween(then.day, now.day), daysBetween(now.day, due_on)];
  if (!before || !after || days < paceDaysMin || left <= 0 || after.reached_is_manual) return null;
  if (before.reached == null || after.reached == null || after.needed == null || after.whole === 0) return null;
  const later = (from: number, to: number) => to + ((to - from) / days) * left;
  // People who join make the whole grow as well; a register of the population does not.
  const grows = (target.denominator === 'roster' || target.denominator === 'reached') && before.whole != null && after.whole != null;
  const whole = grows ? Math.max(0, Math.round(later(before.whole!, after.whole!))) : (after.whole ?? null);
  const straight = Math.max(after.reached, Math.floor(later(before.reached, after.reached)));
  const reached = whole === null ? straight : Math.min(whole, straight);
  const share = after.percent ?? null;
  const needed = grows && whole !== null && share !== null ? neededOf(whole, share, after.bound) : after.needed;
  return { days, gained: after.reached - before.reached, due_on, reached, needed, enough: reached >= needed };
}

/** As the server asks (server/campaign/targets/rules.cpp): at least 80 % of 33 are 27, more than 90 % of 10 are 10. */
export function neededOf(whole: number, percent: number, bound: Standing['bound']): number {
  return bound === 'more_than' ? Math.min(whole, Math.floor((whole * percent) / 100) + 1) : Math.ceil((whole * percent) / 100);
}
