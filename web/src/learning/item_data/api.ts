// For authors: how items fare and what learners report as wrong; for learners: to report it.
import { read, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Schemas = components['schemas'];
export type CurriculumData = Schemas['learning.CurriculumData'];
export type LessonData = Schemas['learning.LessonData'];
export type LessonSummary = Schemas['learning.LessonSummary'];
export type ItemData = Schemas['learning.ItemData'];
export type MistakeSeen = Schemas['learning.MistakeSeen'];

export const curriculumData = (): Promise<CurriculumData> => read('/curriculum_data');
export const lessonData = (lesson: string): Promise<LessonData> => read(`/curriculum_data/${encodeURIComponent(lesson)}`);
export const closeMistake = (id: number): Promise<void> => write('DELETE', `/mistakes/${id}`);
export const reportMistake = (item: string, item_version: number, text: string): Promise<{ id: number }> =>
  write('POST', `/items/${encodeURIComponent(item)}/mistakes`, { item_version, text });
