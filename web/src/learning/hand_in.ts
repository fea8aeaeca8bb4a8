// A task as it is written: taken up from what was handed in before, and whether handing it in would change anything.
import type { Assignment } from '../foundation/api/contract';
import type { Place } from '../foundation/offline/database';

export const textOf = (place: Pick<Place, 'draft'>): string => place.draft.normalize('NFC').trim();

/** What was handed in, as a draft to go on from. */
export function takeSubmission(place: Place, submission: NonNullable<Assignment['submission']>): void {
  place.draft = submission.text;
  place.checks = [...submission.checks];
  place.photos = (submission.photos ?? []).map(({ id }) => ({ key: String(id), sent: id }));
}

/** Whether handing in would change anything. */
export function isUnchanged(place: Place, checks: boolean[], submission: Assignment['submission']): boolean {
  if (!submission) return false;
  const ids = (place.photos ?? []).map(({ sent }) => sent);
  const there = (submission.photos ?? []).map(({ id }) => id);
  return (
    textOf(place) === submission.text &&
    checks.length === submission.checks.length &&
    checks.every((check, index) => check === submission.checks[index]) &&
    ids.length === there.length &&
    there.every((id) => ids.includes(id))
  );
}
