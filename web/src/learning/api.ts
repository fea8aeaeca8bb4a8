// The day's session, lessons, answers and tasks.
import { apiUrl, query, read, readOrKept, upload, write, type Kept } from '../foundation/api/client';
import type { AnswerEvent, AnswersReply, Effects, Lesson, SubmissionState, TaskPhoto, Today, WorkSample } from '../foundation/api/contract';

export const todayPlan = (goOn = false): Promise<Kept<Today>> =>
  readOrKept(`/today${query({ go_on: goOn ? true : null })}`);

export const lessonOf = (id: string): Promise<Kept<Lesson>> => readOrKept(`/lessons/${encodeURIComponent(id)}`);

export const sendAnswers = (events: AnswerEvent[]): Promise<AnswersReply> => write('POST', '/answers', { events });

export interface HandedIn {
  at: number;
  state: SubmissionState;
  effects: Effects;
}
export const handInTask = (task: string, text: string, checks: boolean[], photos: number[]): Promise<HandedIn> =>
  write('PUT', `/lessons/${encodeURIComponent(task)}/task_submission`, { text, checks, photos });

export function uploadPhoto(task: string, photo: Blob): Promise<TaskPhoto> {
  const form = new FormData();
  form.set('file', photo, 'anh.jpg');
  return upload(`/lessons/${encodeURIComponent(task)}/task_photos`, form);
}
export const removePhoto = (id: number): Promise<void> => write('DELETE', `/me/task_photos/${id}`);
export const myPhotoUrl = (id: number): string => apiUrl(`/me/task_photos/${id}`);

export const workSampleOf = (id: string): Promise<Kept<WorkSample>> => readOrKept(`/work_samples/${encodeURIComponent(id)}`);

export const goOnToday = (): Promise<Today> => read('/today?go_on=true');
