import { describe, expect, it } from 'vitest';
import { openStep, stepBefore, stepsOf } from './steps';

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const steps = stepsOf({ cards: [{}, {}], items, task: {} } as unknown as Parameters<typeof stepsOf>[0]);

describe('the path through a lesson', () => {
  it('goes from the beginning over cards and items to the task', () => {
    expect(steps.map((step) => step.kind)).toEqual(['start', 'card', 'card', 'item', 'item', 'item', 'task']);
  });
  it('skips what was answered before', () => {
    expect(openStep(steps, items, 3, new Set(['a', 'b']))).toBe(5);
    expect(openStep(steps, items, 3, new Set(['a', 'b', 'c']))).toBe(6);
    expect(openStep(steps, items, 1, new Set(['a']))).toBe(1);
  });
  it('ends where nothing is left', () => {
    const without = steps.slice(0, 6);
    expect(openStep(without, items, 3, new Set(['a', 'b', 'c']))).toBe(6);
  });
  it('goes back to reading, never to an answered item', () => {
    expect(stepBefore(steps, 4)).toBe(2);
    expect(stepBefore(steps, 1)).toBe(0);
    expect(stepBefore(steps, 0)).toBeNull();
  });
});
