// Pure arithmetic behind the officer's page: sorting, shares, the shapes of small charts.
import type { OverviewChild } from '../foundation/api/contract';

export type Column = 'name' | 'enrolled' | 'share' | 'active_today' | 'active_week' | 'lessons_done';

const byName = new Intl.Collator('vi');

/** Share of the eligible who have joined; null where nobody said how many there are. */
export const shareOf = (child: Pick<OverviewChild, 'enrolled' | 'eligible'>): number | null =>
  child.eligible === null || child.eligible <= 0 ? null : child.enrolled / child.eligible;

/** Numbers first from large to small, names from A; units without a share come last either way. */
export function sortChildren(children: OverviewChild[], column: Column, descending: boolean): OverviewChild[] {
  const turn = descending ? -1 : 1;
  return [...children].sort((a, b) => {
    const names = byName.compare(a.unit.name, b.unit.name);
    if (column === 'name') return names * turn;
    const left = column === 'share' ? shareOf(a) : a[column];
    const right = column === 'share' ? shareOf(b) : b[column];
    if (left === null || right === null) return left === right ? names : left === null ? 1 : -1;
    return (left - right) * turn || names;
  });
}

/** Points of a polyline in a box, zero at the foot. */
export function sparkline(values: number[], width: number, height: number): string {
  const top = Math.max(1, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) => `${round(index * step)},${round(height - (value / top) * height)}`).join(' ');
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Zero-based bars side by side in a box of 100 units a bar; a day with anybody on it is never invisible. */
export function bars(values: number[], height: number): Bar[] {
  const top = Math.max(1, ...values);
  return values.map((value, index) => {
    const tall = value === 0 ? 0 : Math.max(2, (value / top) * height);
    return { x: index * 100 + 12, y: round(height - tall), width: 76, height: round(tall) };
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Where the largest value stands; the latest of equals. */
export function peak(values: number[]): number {
  return values.reduce((best, value, index) => (value >= (values[best] ?? 0) ? index : best), 0);
}
