import { describe, expect, it } from 'vitest';
import { leavesOf, leavesShown } from './branch';

describe('the branch', () => {
  it('grows a leaf a day, with a bud waiting for today', () => {
    expect(leavesOf(0, false).map((leaf) => leaf.kind)).toEqual(['bud']);
    expect(leavesOf(3, false).map((leaf) => leaf.kind)).toEqual(['leaf', 'leaf', 'leaf', 'bud']);
    expect(leavesOf(3, true).map((leaf) => leaf.kind)).toEqual(['leaf', 'leaf', 'leaf']);
  });
  it('flowers every seventh day', () => {
    expect(leavesOf(7, true).at(-1)?.kind).toBe('flower');
  });
  it('shows the last two weeks of a long streak', () => {
    const long = leavesOf(100, true);
    expect(long.length).toBe(leavesShown);
    expect(long.filter((leaf) => leaf.kind === 'flower').length).toBe(2);
  });
});
