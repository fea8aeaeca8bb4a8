// "What you now know", in sentences, from what was done today.
import type { Sitting } from '../foundation/offline/database';
import { m } from '../foundation/i18n';

const sentence = (text: string): string => {
  const tidy = text.trim().replace(/[.;]+$/, '');
  return tidy.charAt(0).toUpperCase() + tidy.slice(1);
};

export function sentencesKnown(sitting: Sitting): string[] {
  return [
    ...sitting.lessons.map((lesson) => sentence(lesson.goal || lesson.title)),
    ...sitting.tasks.map((title) => m.result_task_done({ title }))
  ];
}
