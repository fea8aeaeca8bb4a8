// Where a learner stands in a programme: which levels are behind, which one is being learnt, which lesson comes next.
import type { Programme } from '../foundation/api/contract';

export type Level = Programme['levels'][number];
export type LessonRow = Level['lessons'][number];
export type Standing = 'done' | 'current' | 'ahead';

export const doneIn = (level: Level): number => level.lessons.filter((lesson) => lesson.status === 'done').length;

export function standingOf(level: Level): Standing {
  if (level.lessons.length > 0 && doneIn(level) === level.lessons.length) return 'done';
  return level.lessons.every((lesson) => lesson.status === 'locked') ? 'ahead' : 'current';
}

/** Nothing begun yet, nothing done: somebody new. */
export const isUntouched = (levels: Level[]): boolean =>
  levels.every((level) => level.lessons.every((lesson) => lesson.status !== 'done' && lesson.status !== 'started'));

/** The lesson that was begun, else the one that comes next. */
export function lessonToGoOn(levels: Level[]): LessonRow | null {
  const lessons = levels.flatMap((level) => level.lessons);
  return lessons.find((lesson) => lesson.status === 'started') ?? lessons.find((lesson) => lesson.status === 'next') ?? null;
}

/** The one level to show unfolded: that of the lesson to go on with, else the first unfinished, else the last. */
export function levelToOpen(levels: Level[]): Level | null {
  const lesson = lessonToGoOn(levels);
  return (
    levels.find((level) => lesson !== null && level.lessons.includes(lesson)) ??
    levels.find((level) => standingOf(level) !== 'done') ??
    levels.at(-1) ??
    null
  );
}
