// The task matrix of a plan, what is late, and the evidence that a task is done.
import { apiUrl, read, upload, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type TaskMatrix = Served['campaign.TaskMatrix'];
export type TaskSeen = Served['campaign.TaskSeen'];
export type TaskState = TaskSeen['state'];
export type TaskStepOrder = Served['campaign.TaskStepOrder'];
export type LateTask = Served['campaign.LateTask'];
export type LateReport = Served['campaign.LateReport'];

const unit = (code: string) => `/units/${encodeURIComponent(code)}`;

export const tasksOf = (code: string, plan: number): Promise<TaskMatrix> => read(`${unit(code)}/plans/${plan}/tasks`);
export const stepTask = (code: string, plan: number, task: string, order: TaskStepOrder): Promise<TaskSeen> =>
  write('POST', `${unit(code)}/plans/${plan}/tasks/${encodeURIComponent(task)}/steps`, order);
export const lateTasksOf = async (code: string): Promise<LateTask[]> =>
  (await read<Served['campaign.LateTasks']>(`${unit(code)}/late_tasks`)).tasks;
export const lateReportsOf = async (code: string): Promise<LateReport[]> =>
  (await read<Served['campaign.LateReports']>(`${unit(code)}/late_reports`)).reports;

export type ReminderTotals = Served['campaign.ReminderTotals'];
/** Everybody in the unit and below it who is late or nearly so with this plan; of one thing at most once a day. */
export const remindOf = (code: string, plan: number): Promise<ReminderTotals> =>
  write('POST', `${unit(code)}/plans/${plan}/reminders`);

export function keepEvidence(code: string, file: File): Promise<Served['campaign.EvidenceSeen']> {
  const form = new FormData();
  form.append('file', file);
  return upload(`${unit(code)}/evidence`, form);
}
export const evidenceUrl = (code: string, id: number): string => apiUrl(`${unit(code)}/evidence/${id}`);
