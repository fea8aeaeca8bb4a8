import { describe, expect, it } from 'vitest';
import { addDays, change, day, dayOf, moment, number, percent, weekday } from './format';

describe('numbers', () => {
  it('are grouped by dots and cut by a comma', () => {
    expect(number(1234.5, 1)).toBe('1.234,5');
    expect(number(1799489)).toBe('1.799.489');
    expect(number(999)).toBe('999');
    expect(number(-1200)).toBe('−1.200');
    expect(number(-0.2)).toBe('0');
  });
  it('show a change with its sign', () => {
    expect(change(12)).toBe('+12');
    expect(change(-3)).toBe('−3');
    expect(change(0)).toBe('0');
  });
  it('never call a part the whole', () => {
    expect(percent(9999, 10000)).toBe('99,9%');
    expect(percent(10000, 10000)).toBe('100%');
    expect(percent(1, 100000)).toBe('<0,1%');
    expect(percent(0, 100)).toBe('0%');
    expect(percent(5, 0)).toBe('–');
    expect(percent(37, 1000)).toBe('3,7%');
  });
});

describe('days', () => {
  it('are written day first', () => expect(day('2026-11-21')).toBe('21/11/2026'));
  it('begin at midnight in Việt Nam', () => {
    expect(dayOf(Date.UTC(2026, 10, 21, 16, 59))).toBe('2026-11-21');
    expect(dayOf(Date.UTC(2026, 10, 21, 17, 0))).toBe('2026-11-22');
    expect(moment(Date.UTC(2026, 10, 21, 17, 5))).toBe('00:05, 22/11/2026');
  });
  it('count across months', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(weekday('2026-11-22')).toBe(6);
    expect(weekday('2026-11-23')).toBe(0);
  });
});
