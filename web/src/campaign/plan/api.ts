// A plan as it stands in a unit: its targets today or as of a day, numbers typed with evidence, who is behind a figure.
import { apiUrl, query, read, upload, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type PlanHead = Served['campaign.PlanHead'];
export type Plan = Served['campaign.Plan'];
export type PlanTarget = Served['campaign.PlanTarget'];
export type Standing = Served['campaign.TargetStanding'];
export type UnitStandings = Served['campaign.UnitStandings'];
export type TargetTable = Served['campaign.TargetTable'];
export type TypedValue = Served['campaign.ValueSeen'];
export type ValueEntry = Served['campaign.ValueEntry'];
export type Evidence = Served['campaign.EvidenceSeen'];
export type ReportHead = Served['campaign.ReportHead'];
export type PeopleBehind = Served['campaign.PeopleBehind'];
export type Measure = Served['campaign.MeasureList']['measures'][number];

const unit = (code: string) => `/units/${encodeURIComponent(code)}`;
const planOf = (code: string, plan: number) => `${unit(code)}/plans/${plan}`;

export const plansOf = async (code: string): Promise<PlanHead[]> => (await read<Served['campaign.PlanList']>(`${unit(code)}/plans`)).plans;

export const planVersion = async (code: string, head: Pick<PlanHead, 'plan_id' | 'version'>): Promise<Plan> =>
  (await read<Served['campaign.PlanSeen']>(`${planOf(code, head.plan_id)}${query({ version: head.version })}`)).plan;

/** Asked once: the vocabulary changes only with the server. */
let vocabulary: Promise<Measure[]> | null = null;
export function measures(): Promise<Measure[]> {
  vocabulary ??= read<Served['campaign.MeasureList']>('/plan_measures').then(
    (list) => list.measures,
    (problem) => {
      vocabulary = null;
      throw problem;
    }
  );
  return vocabulary;
}

/** as_of: null is today. */
export const targetsOf = (code: string, plan: number, as_of: string | null): Promise<TargetTable> =>
  read(`${planOf(code, plan)}/targets${query({ as_of })}`);

export const valuesOf = async (code: string, plan: number): Promise<TypedValue[]> =>
  (await read<Served['campaign.ValueHistory']>(`${planOf(code, plan)}/values`)).values;

export const enterValue = (code: string, plan: number, entry: ValueEntry): Promise<TypedValue> =>
  write('POST', `${planOf(code, plan)}/values`, entry);

export function uploadEvidence(code: string, file: File): Promise<Evidence> {
  const form = new FormData();
  form.append('file', file);
  return upload(`${unit(code)}/evidence`, form);
}
export const evidenceUrl = (code: string, evidence: number): string => apiUrl(`${unit(code)}/evidence/${evidence}`);

export const peopleBehind = (code: string, plan: number, target: string, asked: { reached: boolean; as_of: string | null; page: number }): Promise<PeopleBehind> =>
  read(`${planOf(code, plan)}/targets/${encodeURIComponent(target)}/people${query(asked)}`);

export const reportsOf = async (code: string, plan: number): Promise<ReportHead[]> =>
  (await read<Served['campaign.ReportCalendar']>(`${planOf(code, plan)}/reports`)).reports;

export const lateTasksOf = async (code: string): Promise<Served['campaign.LateTask'][]> =>
  (await read<Served['campaign.LateTasks']>(`${unit(code)}/late_tasks`)).tasks;
