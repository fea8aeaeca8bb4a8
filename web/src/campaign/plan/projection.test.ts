import { describe, expect, it } from 'vitest';
import type { PlanTarget, Standing } from './api';
import { daysBetween, neededOf, project } from './projection';

const standing = (reached: number | null, change: Partial<Standing> = {}): Standing => ({
  target_id: 'ai',
  title: 'Biết dùng AI',
  measure: 'level_completed',
  bound: 'at_least',
  percent: 80,
  needed: 80,
  reached,
  whole: 100,
  reached_is_manual: false,
  whole_is_manual: false,
  whole_source: '',
  suppressed: false,
  ...change
});
const target = (denominator: PlanTarget['denominator']): PlanTarget => ({ id: 'ai', title: '', measure: 'level_completed', bound: 'at_least', denominator, cascades: true });
const ahead = (before: Standing, after: Standing, due = '2026-12-23', denominator: PlanTarget['denominator'] = 'population') =>
  project({ day: '2026-10-28', standing: before }, { day: '2026-11-25', standing: after }, target(denominator), due);

describe('a straight line to the due day', () => {
  it('adds what the last four weeks gained once more in four weeks', () => {
    expect(ahead(standing(30), standing(50))).toEqual({ days: 28, gained: 20, due_on: '2026-12-23', reached: 70, needed: 80, enough: false });
    expect(ahead(standing(10), standing(50))).toMatchObject({ reached: 90, enough: true });
  });
  it('never goes beyond the whole nor below what is reached', () => {
    expect(ahead(standing(0), standing(90))?.reached).toBe(100);
    expect(ahead(standing(60), standing(50))?.reached).toBe(50);
  });
  it('lets a whole that people join grow at its own pace', () => {
    const found = ahead(standing(30, { whole: 60 }), standing(50, { whole: 80 }), '2026-12-23', 'roster');
    expect(found).toMatchObject({ reached: 70, needed: 80, enough: false });
  });
  it('says nothing of typed or unknown numbers, of a short history, or of a day that has passed', () => {
    expect(ahead(standing(30), standing(50, { reached_is_manual: true }))).toBeNull();
    expect(ahead(standing(null), standing(50))).toBeNull();
    expect(ahead(standing(30), standing(50), '2026-11-25')).toBeNull();
    expect(project({ day: '2026-11-20', standing: standing(30) }, { day: '2026-11-25', standing: standing(50) }, target('population'), '2026-12-31')).toBeNull();
  });
});

it('asks for as many as the server does', () => {
  expect(neededOf(33, 80, 'at_least')).toBe(27);
  expect(neededOf(10, 90, 'more_than')).toBe(10);
  expect(neededOf(0, 80, 'at_least')).toBe(0);
});

it('counts days between days', () => expect(daysBetween('2026-11-25', '2026-12-01')).toBe(6));
