// Where a submission stands, in words.
import type { SubmissionState, SubmissionStep } from '../foundation/api/contract';
import { m } from '../foundation/i18n';

export function stateWord(state: SubmissionState): string {
  switch (state) {
    case 'handed_in':
      return m.submission_handed_in();
    case 'accepted':
      return m.submission_accepted();
    case 'returned':
      return m.submission_returned();
  }
}

/** The last decision of a coach, if it is about what is handed in now. */
export function lastDecision(history: SubmissionStep[]): SubmissionStep | null {
  const last = history.at(-1);
  return last && last.step !== 'handed_in' ? last : null;
}
