// Plans of a unit as its officers keep them: drafts, versions, files and the shares of units below.
import { apiUrl, query, read, upload, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type Plan = Served['campaign.Plan'];
export type PlanHead = Served['campaign.PlanHead'];
export type PlanSeen = Served['campaign.PlanSeen'];
export type PlanParty = Served['campaign.PlanParty'];
export type PlanTarget = Served['campaign.PlanTarget'];
export type PlanTask = Served['campaign.PlanTask'];
export type PlanReport = Served['campaign.PlanReport'];
export type Measure = Served['campaign.MeasureSeen'];
export type TargetTable = Served['campaign.TargetTable'];
export type UnitShare = Served['campaign.UnitShare'];

const plans = (code: string) => `/units/${encodeURIComponent(code)}/plans`;
const one = (code: string, plan: number) => `${plans(code)}/${plan}`;

export const plansOf = async (code: string): Promise<PlanHead[]> => (await read<Served['campaign.PlanList']>(plans(code))).plans;
export const planOf = (code: string, plan: number): Promise<PlanSeen> => read(one(code, plan));
export const measures = async (): Promise<Measure[]> => (await read<Served['campaign.MeasureList']>('/plan_measures')).measures;

export const draftPlan = (code: string, plan: Plan): Promise<PlanSeen> => write('POST', plans(code), plan);
export function importPlan(code: string, text: string): Promise<PlanSeen> {
  const form = new FormData();
  form.append('file', new File([text], 'ke-hoach.yaml', { type: 'application/yaml' }));
  return upload(`/units/${encodeURIComponent(code)}/plan_files`, form);
}
export const changePlan = (code: string, id: number, revision: number, plan: Plan): Promise<PlanSeen> =>
  write('PUT', one(code, id), { revision, plan });
export const publishPlan = (code: string, id: number, revision: number, valid_from: string): Promise<PlanSeen> =>
  write('POST', `${one(code, id)}/publications`, { revision, valid_from });
export const deleteDraft = (code: string, id: number, revision: number): Promise<void> =>
  write('DELETE', `${one(code, id)}/draft${query({ revision })}`);
export const planFileUrl = (code: string, id: number, version: number): string => apiUrl(`${one(code, id)}/file?version=${version}`);

export const targetsOf = (code: string, id: number): Promise<TargetTable> => read(`${one(code, id)}/targets`);
export const setShares = (code: string, id: number, target: string, shares: UnitShare[]): Promise<TargetTable> =>
  write('PUT', `${one(code, id)}/targets/${encodeURIComponent(target)}/shares`, { shares });
