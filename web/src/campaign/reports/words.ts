// The words and marks for where a report stands and whether it came in time.
import { addDays } from '../../foundation/format';
import { m } from '../../foundation/i18n';
import type { ReportHead, ReportState, Timing } from './api';

export function stateWords(state: ReportState): string {
  switch (state) {
    case 'draft':
      return m.report_draft();
    case 'submitted':
      return m.report_submitted();
    case 'returned':
      return m.report_returned();
    case 'approved':
      return m.report_approved();
  }
}

export function timingWords(timing: Timing): string {
  switch (timing) {
    case 'on_time':
      return m.report_on_time();
    case 'late':
      return m.report_late();
    case 'missing':
      return m.report_missing();
    case 'open':
      return m.report_open();
  }
}

/** "2026-Q2" → "quý 2/2026", "2026" → "năm 2026", "2026-06-10" → "10/06/2026". */
export function periodWords(period: string): string {
  const [year, rest, date] = period.split('-');
  if (date) return `${date}/${rest}/${year}`;
  if (rest?.startsWith('Q')) return m.report_period_quarter({ quarter: rest.slice(1), year: year ?? '' });
  return m.report_period_year({ year: period });
}

/** A draft is ready seven days before it is due. */
export const opensOn = (head: ReportHead): string => addDays(head.due_on, -7);
export const isOpen = (head: ReportHead, today: string): boolean => today >= opensOn(head);
/** What the unit itself may still write. */
export const isWritable = (head: ReportHead, today: string): boolean =>
  (head.state === 'draft' || head.state === 'returned') && isOpen(head, today);
