import { describe, expect, it } from 'vitest';
import type { TaskSeen } from './api';
import { isShown, needsReason } from './words';

describe('tasks of a plan', () => {
  it('shows what is late whatever its state', () => {
    const task = { state: 'in_progress', days_late: 3 } as TaskSeen;
    expect(isShown(task, 'late')).toBe(true);
    expect(isShown(task, 'in_progress')).toBe(true);
    expect(isShown(task, 'open')).toBe(false);
    expect(isShown({ ...task, days_late: 0 }, 'late')).toBe(false);
  });

  it('asks for a reason only where something is taken back', () => {
    expect(needsReason('open', 'in_progress')).toBe(false);
    expect(needsReason('open', 'dropped')).toBe(true);
    expect(needsReason('done', 'in_progress')).toBe(true);
    expect(needsReason('done', 'done')).toBe(false);
  });
});
