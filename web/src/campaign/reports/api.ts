// Reports of a unit by its plan's calendar.
import { apiUrl, query, read, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type ReportHead = Served['campaign.ReportHead'];
export type ReportSeen = Served['campaign.ReportSeen'];
export type ReportTable = Served['campaign.ReportTable'];
export type ReportCalendar = Served['campaign.ReportCalendar'];
export type ReportsBelow = Served['campaign.ReportsBelow'];
export type ReportState = ReportHead['state'];
export type Timing = ReportHead['timing'];

export interface ReportKey {
  code: string;
  plan: number;
  report: string;
  period: string;
}

const reports = (code: string, plan: number) => `/units/${encodeURIComponent(code)}/plans/${plan}/reports`;
const one = (key: ReportKey) => `${reports(key.code, key.plan)}/${encodeURIComponent(key.report)}/periods/${encodeURIComponent(key.period)}`;

export const calendarOf = (code: string, plan: number): Promise<ReportCalendar> => read(reports(code, plan));
export const reportOf = (key: ReportKey): Promise<ReportSeen> => read(one(key));
export const writeReport = (key: ReportKey, revision: number, narrative: Record<string, string>): Promise<ReportSeen> =>
  write('PUT', `${one(key)}/narrative`, { revision, narrative });
export const discardReport = (key: ReportKey, revision: number): Promise<ReportSeen> =>
  write('DELETE', `${one(key)}/narrative${query({ revision })}`);
export const submitReport = (key: ReportKey, revision: number): Promise<ReportSeen> =>
  write('POST', `${one(key)}/submissions`, { revision });
export const decideOn = (key: ReportKey, revision: number, approve: boolean, reason: string): Promise<ReportSeen> =>
  write('POST', `${one(key)}/decisions`, { revision, approve, reason: approve ? null : reason });
export const reportsBelow = (key: ReportKey): Promise<ReportsBelow> => read(`${one(key)}/below`);
export const approveBelow = (key: ReportKey): Promise<ReportsBelow> => write('POST', `${one(key)}/approvals`);
export const reportFileUrl = (key: ReportKey, form: 'docx' | 'xlsx'): string => apiUrl(`${one(key)}/file?form=${form}`);

/** Where the page of a report stands among a unit's pages. */
export const reportHref = (key: ReportKey): string =>
  `/don-vi/${encodeURIComponent(key.code)}/bao-cao?${new URLSearchParams({ ma: String(key.plan), 'bao-cao': key.report, ky: key.period })}`;
