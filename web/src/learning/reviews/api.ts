// What coaches do with handed-in work: the queue of a unit, one submission, the decision.
import { apiUrl, query, read, write } from '../../foundation/api/client';
import type { ReviewGiven, SubmissionQueue, SubmissionSeen, SubmissionState } from '../../foundation/api/contract';

export const queueOf = (unit: string, state: SubmissionState, after: string | null): Promise<SubmissionQueue> =>
  read(`/units/${encodeURIComponent(unit)}/task_submissions${query({ state, after })}`);

export const submissionOf = (id: number): Promise<SubmissionSeen> => read(`/task_submissions/${id}`);

export const review = (id: number, given: ReviewGiven): Promise<SubmissionSeen> =>
  write('POST', `/task_submissions/${id}/reviews`, given);

export const submittedPhotoUrl = (id: number): string => apiUrl(`/task_photos/${id}`);
