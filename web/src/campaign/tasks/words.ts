// The words for where a task of a plan stands.
import { m } from '../../foundation/i18n';
import type { Plan } from '../plan_editor/api';
import type { TaskSeen, TaskState } from './api';

export const taskStates: TaskState[] = ['open', 'in_progress', 'done', 'dropped'];

export function taskWords(state: TaskState): string {
  switch (state) {
    case 'open':
      return m.duty_open();
    case 'in_progress':
      return m.duty_in_progress();
    case 'done':
      return m.duty_done();
    case 'dropped':
      return m.duty_dropped();
  }
}

export type Show = 'all' | 'late' | TaskState;
export const isShown = (task: TaskSeen, show: Show): boolean =>
  show === 'all' || (show === 'late' ? task.days_late > 0 : task.state === show);

/** As the server asks: dropping a task, or opening again what was done, needs a reason. */
export const needsReason = (from: TaskState, to: TaskState): boolean => to === 'dropped' || (from === 'done' && to !== 'done');

/** The tasks that a plan gives to this very unit, as the one that leads or as one that helps. */
export function tasksOfParty(plan: Plan, code: string): Set<string> {
  const parties = new Set(plan.parties.filter((each) => each.unit === code).map((each) => each.id));
  return new Set(plan.tasks.filter((task) => [task.lead, ...task.with].some((party) => parties.has(party))).map((task) => task.id));
}
