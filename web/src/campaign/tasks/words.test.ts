import { describe, expect, it } from 'vitest';
import type { TaskSeen } from './api';
import type { Plan } from '../plan_editor/api';
import { isShown, needsReason, tasksOfParty } from './words';

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

  it('gives a unit the tasks that it leads or helps with, and no others', () => {
    const plan = {
      parties: [{ id: 'xa', name: 'Xã', unit: '05551' }, { id: 'cong-an', name: 'Công an xã', unit: '05551.CA' }],
      tasks: [{ id: 'mot', lead: 'cong-an', with: [] }, { id: 'hai', lead: 'xa', with: ['cong-an'] }, { id: 'ba', lead: 'xa', with: [] }]
    } as unknown as Plan;
    expect([...tasksOfParty(plan, '05551.CA')]).toEqual(['mot', 'hai']);
    expect(tasksOfParty(plan, '05551.01').size).toBe(0);
  });
});
