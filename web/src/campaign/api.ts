// What an officer sees of a unit: figures, the people behind them, who did what.
import { apiUrl, query, read, write } from '../foundation/api/client';
import type { Activity, AuditEntry, Overview, PeoplePage, TargetGroup } from '../foundation/api/contract';

const unit = (code: string) => `/units/${encodeURIComponent(code)}`;

export const overviewOf = (code: string): Promise<Overview> => read(`${unit(code)}/overview`);

export interface PeopleFilter {
  q: string;
  group: TargetGroup | '';
  activity: Activity;
}
export const peopleOf = (code: string, filter: PeopleFilter, page: number): Promise<PeoplePage> =>
  read(`${unit(code)}/people${query({ ...filter, page })}`);
export const peopleCsvUrl = (code: string, filter: PeopleFilter): string =>
  apiUrl(`${unit(code)}/people.csv${query({ ...filter })}`);

export const issueResetCode = (account: number): Promise<{ code: string; expires_at: number; login: string }> =>
  write('POST', `/accounts/${account}/reset_codes`);

export const auditOf = (code: string, before: number | null): Promise<{ entries: AuditEntry[]; next_before: number | null }> =>
  read(`${unit(code)}/audit${query({ before })}`);
