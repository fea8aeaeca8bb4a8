import { describe, expect, it } from 'vitest';
import type { Measure, PlanTarget, Standing, TypedValue, UnitStandings } from './api';
import { bandOf, barOf, nested, sortBelow, targetsBelow, tileAfter, towards, typedParts, valueOn, verdictOf } from './standings';

const standing = (change: Partial<Standing>): Standing => ({
  target_id: 'ai',
  title: 'Biết dùng AI',
  measure: 'level_completed',
  bound: 'at_least',
  percent: 80,
  needed: 8,
  reached: 6,
  whole: 10,
  reached_is_manual: false,
  whole_is_manual: false,
  whole_source: 'Sổ hộ khẩu (2026)',
  suppressed: false,
  ...change
});

describe('a standing in words', () => {
  it('says how many are missing, or how far beyond', () => {
    expect(verdictOf(standing({}))).toEqual({ kind: 'missing', missing: 2 });
    expect(verdictOf(standing({ reached: 8 }))).toEqual({ kind: 'met', beyond: 0 });
    expect(verdictOf(standing({ reached: 10 }))).toEqual({ kind: 'met', beyond: 2 });
  });
  it('claims nothing it does not know', () => {
    expect(verdictOf(standing({ reached: null })).kind).toBe('unknown');
    expect(verdictOf(standing({ whole: null, needed: null }))).toEqual({ kind: 'no_whole', reached: 6 });
    expect(verdictOf(standing({ whole: 0, reached: 0, needed: 0 })).kind).toBe('nobody');
    expect(verdictOf(standing({ whole: 0, reached: 0, needed: 0, within: 'outer' })).kind).toBe('nobody_around');
    expect(verdictOf(standing({ reached: null, suppressed: true })).kind).toBe('hidden');
  });
});

describe('the bar', () => {
  it('lies along the whole, with its mark at the threshold', () => expect(barOf(standing({}))).toEqual({ done: 60, mark: 80 }));
  it('lies along the number where only a number is asked for', () =>
    expect(barOf(standing({ percent: null, whole: null, needed: 4, reached: 1 }))).toEqual({ done: 25, mark: 100 }));
  it('never leaves its frame', () => expect(barOf(standing({ reached: 30 }))?.done).toBe(100));
});

describe('tiles', () => {
  it('are banded by the way towards what is asked', () => {
    expect([8, 6, 4, 1].map((reached) => bandOf(standing({ reached })))).toEqual(['met', 'near', 'half', 'far']);
    expect(bandOf(standing({ reached: null, suppressed: true }))).toBe('none');
    expect(bandOf(undefined)).toBe('none');
    expect(towards(standing({ needed: 0, reached: 0 }))).toBe(1);
  });
  it('are walked by arrow keys and never left', () => {
    expect(tileAfter(0, 7, 3, 'ArrowRight')).toBe(1);
    expect(tileAfter(1, 7, 3, 'ArrowDown')).toBe(4);
    expect(tileAfter(4, 7, 3, 'ArrowUp')).toBe(1);
    expect(tileAfter(5, 7, 3, 'ArrowDown')).toBeNull();
    expect(tileAfter(0, 7, 3, 'ArrowLeft')).toBeNull();
    expect(tileAfter(3, 7, 3, 'End')).toBe(6);
    expect(tileAfter(3, 7, 3, 'Enter')).toBeNull();
  });
});

it('puts a nested target under the one around it, and one whose parent is not here at the top', () => {
  const rows = nested([standing({ target_id: 'b', within: 'a' }), standing({ target_id: 'a' }), standing({ target_id: 'c', within: 'gone' })]);
  expect(rows.map((row) => [row.standing.target_id, row.depth])).toEqual([['a', 0], ['b', 1], ['c', 0]]);
});

it('sorts units below, those without a figure last either way', () => {
  const unit = (name: string, change: Partial<Standing>): UnitStandings => ({ unit: { code: name, name, kind: 'hamlet' }, targets: [standing(change)] });
  const below = [unit('Xóm 10', { reached: 1 }), unit('Xóm 2', { reached: null }), unit('Xóm 1', { reached: 9 })];
  const names = (list: UnitStandings[]) => list.map((one) => one.unit.name);
  expect(names(sortBelow(below, 'ai', 'name', false))).toEqual(['Xóm 1', 'Xóm 2', 'Xóm 10']);
  expect(names(sortBelow(below, 'ai', 'missing', true))).toEqual(['Xóm 10', 'Xóm 1', 'Xóm 2']);
  expect(names(sortBelow(below, 'ai', 'share', false))).toEqual(['Xóm 10', 'Xóm 1', 'Xóm 2']);
});

it('takes the typed number of the latest day up to the day asked for, and of one day the last entered', () => {
  const value = (as_of_on: string, amount: number, entered_at: number): TypedValue => ({ target_id: 'ai', part: 'reached', amount, as_of_on, source: 's', evidence_id: 1, entered_at });
  const values = [value('2026-11-01', 5, 9), value('2026-11-10', 7, 1), value('2026-11-10', 8, 2), value('2026-11-20', 9, 3)];
  expect(valueOn(values, 'ai', 'reached', '2026-11-15')?.amount).toBe(8);
  expect(valueOn(values, 'ai', 'reached', '2026-10-01')).toBeNull();
  expect(valueOn(values, 'ai', 'whole', '2026-11-15')).toBeNull();
});

it('lets nobody type what events count or what adds up from below', () => {
  const measures: Measure[] = [
    { id: 'active_days', title: '', computed: true, counts: 'people', detail: 'days' },
    { id: 'has_identity', title: '', computed: false, counts: 'people', detail: 'none' },
    { id: 'core_group_formed', title: '', computed: false, counts: 'units', detail: 'none' }
  ];
  const target = (measure: string, denominator: PlanTarget['denominator']): PlanTarget => ({ id: 'a', title: '', measure, bound: 'at_least', percent: 100, denominator, cascades: true });
  expect(typedParts(target('active_days', 'roster'), measures, false)).toEqual([]);
  expect(typedParts(target('active_days', 'population'), measures, false)).toEqual(['whole']);
  expect(typedParts(target('has_identity', 'given'), measures, true)).toEqual(['reached', 'whole']);
  expect(typedParts(target('core_group_formed', 'units'), measures, true)).toEqual([]);
  expect(typedParts(target('core_group_formed', 'units'), measures, false)).toEqual(['reached']);
});

it('compares units below only by targets that some of them answer for', () => {
  const [all, hamlets] = [standing({ target_id: 'all' }), standing({ target_id: 'hamlets' })];
  const unit = (name: string, targets: Standing[]): UnitStandings => ({ unit: { code: name, name, kind: 'hamlet' }, targets });
  const own = unit('Xã', [standing({ target_id: 'commune' }), all, hamlets]);
  expect(targetsBelow({ own, below: [unit('Chi bộ', [all]), unit('Xóm 1', [all, hamlets])] })).toEqual([all, hamlets]);
  expect(targetsBelow({ own, below: [] })).toEqual([]);
});
