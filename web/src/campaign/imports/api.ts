// Numbers of many units at once, from a list: shown first, then stored whole or not at all.
import { apiUrl, query, upload } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type ImportSeen = Served['campaign.ImportSeen'];
export type ImportedRow = Served['campaign.ImportedRow'];

/** Sends one list; without a dry run it is stored. */
export type SendList = (file: File, source: string, dry_run: boolean) => Promise<ImportSeen>;

const unit = (code: string) => `/units/${encodeURIComponent(code)}`;

const send = (path: string): SendList => (file, source, dry_run) => {
  const form = new FormData();
  form.set('file', file, file.name);
  if (source) form.set('source', source);
  return upload(`${path}${query({ dry_run })}`, form);
};

export const valueList = (code: string, plan: number): SendList => send(`${unit(code)}/plans/${plan}/value_imports`);
export const populationList = (code: string): SendList => send(`${unit(code)}/population_imports`);
export const keptFileUrl = (code: string, evidence: number): string => apiUrl(`${unit(code)}/evidence/${evidence}`);
