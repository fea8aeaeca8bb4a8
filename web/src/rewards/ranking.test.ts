import { describe, expect, it } from 'vitest';
import type { Me, RankingRow } from '../foundation/api/contract';
import { parentToCompare, rowsToShow } from './ranking';

const row = (position: number, is_me = false): RankingRow => ({ position, name: `n${position}`, points: 100 - position, is_me });

describe('a ranking', () => {
  it('does not repeat rows when I am among the best', () => {
    expect(rowsToShow({ top: [row(1), row(2, true)], near: [row(1), row(2, true), row(3)] }).near).toEqual([]);
  });
  it('shows my neighbours below the best', () => {
    const near = [row(2), row(3), row(4, true), row(5)];
    expect(rowsToShow({ top: [row(1), row(2)], near }).near.map((one) => one.position)).toEqual([3, 4, 5]);
  });
  it('compares the hamlets of one commune', () => {
    const me = { memberships: [{ primary: true, unit: { code: '05551.03' } }] } as unknown as Me;
    expect(parentToCompare(me)).toBe('05551');
    expect(parentToCompare({ memberships: [] })).toBeNull();
  });
});
