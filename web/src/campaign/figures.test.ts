import { describe, expect, it } from 'vitest';
import type { OverviewChild } from '../foundation/api/contract';
import { bars, peak, shareOf, sortChildren, sparkline } from './figures';

const child = (name: string, enrolled: number, eligible: number | null): OverviewChild => ({
  unit: { code: name, name, kind: 'hamlet' },
  enrolled,
  eligible,
  active_today: 0,
  active_week: 0,
  lessons_done: 0,
  trend: []
});
const all = [child('Xóm Đồng', 10, 100), child('Xóm Ao', 10, null), child('Xóm Dốc', 40, 50)];
const names = (list: OverviewChild[]) => list.map((one) => one.unit.name);

describe('the table of sub-units', () => {
  it('sorts names the Vietnamese way, d before đ', () => {
    expect(names(sortChildren(all, 'name', false))).toEqual(['Xóm Ao', 'Xóm Dốc', 'Xóm Đồng']);
  });
  it('puts units without a denominator last, whichever way', () => {
    expect(names(sortChildren(all, 'share', true))).toEqual(['Xóm Dốc', 'Xóm Đồng', 'Xóm Ao']);
    expect(names(sortChildren(all, 'share', false))).toEqual(['Xóm Đồng', 'Xóm Dốc', 'Xóm Ao']);
  });
  it('keeps equals in order of their names and the given list untouched', () => {
    expect(names(sortChildren(all, 'enrolled', true))).toEqual(['Xóm Dốc', 'Xóm Ao', 'Xóm Đồng']);
    expect(names(all)[0]).toBe('Xóm Đồng');
    expect(shareOf(child('x', 5, 0))).toBeNull();
  });
});

describe('small charts', () => {
  it('stand on zero', () => {
    expect(sparkline([0, 5, 10], 20, 10)).toBe('0,10 10,5 20,0');
    expect(bars([0, 10], 50).map((bar) => bar.height)).toEqual([0, 50]);
    expect(bars([1, 1000], 50)[0]?.height).toBe(2);
  });
  it('know their peak', () => expect(peak([3, 9, 9, 2])).toBe(2));
});
