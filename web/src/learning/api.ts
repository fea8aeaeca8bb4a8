// The day's session, lessons, answers and tasks.
import { query, read, readOrKept, write, type Kept } from '../foundation/api/client';
import type { AnswerEvent, AnswersReply, Effects, Lesson, Today } from '../foundation/api/contract';

export const todayPlan = (goOn = false): Promise<Kept<Today>> =>
  readOrKept(`/today${query({ go_on: goOn ? true : null })}`);

export const lessonOf = (id: string): Promise<Kept<Lesson>> => readOrKept(`/lessons/${encodeURIComponent(id)}`);

export const sendAnswers = (events: AnswerEvent[]): Promise<AnswersReply> => write('POST', '/answers', { events });

export const handInTask = (lesson: string, text: string, checks: boolean[]): Promise<{ at: number; effects: Effects }> =>
  write('PUT', `/lessons/${encodeURIComponent(lesson)}/task_submission`, { text, checks });

export const goOnToday = (): Promise<Today> => read('/today?go_on=true');
