// Three items whose right answers let one skip a lesson.
import { read, write } from '../../foundation/api/client';
import type { ItemAnswer, MasteryCheck, MasteryResult } from '../../foundation/api/contract';

const pathOf = (lesson: string) => `/lessons/${encodeURIComponent(lesson)}/mastery_check`;

export const masteryCheck = (lesson: string): Promise<MasteryCheck> => read(pathOf(lesson));
export const takeMasteryCheck = (lesson: string, answers: ItemAnswer[]): Promise<MasteryResult> => write('POST', pathOf(lesson), { answers });
