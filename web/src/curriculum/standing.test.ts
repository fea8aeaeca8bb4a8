import { describe, expect, it } from 'vitest';
import type { LessonStatus } from '../foundation/api/contract';
import { isUntouched, lessonToGoOn, levelToOpen, standingOf, type Level } from './standing';

const level = (number: number, ...statuses: LessonStatus[]): Level => ({
  id: `bac-${number}`,
  number,
  title: '',
  outcome: '',
  skills: [],
  lessons: statuses.map((status, index) => ({ id: `${number}-${index + 1}`, title: '', goal: '', status, score_percent: null, seconds: 420 })),
  test_id: null
});

describe('where a learner stands', () => {
  it('opens the level of the next lesson and folds the others', () => {
    const levels = [level(1, 'done', 'done'), level(2, 'done', 'next', 'locked'), level(3, 'locked', 'locked')];
    expect(levels.map(standingOf)).toEqual(['done', 'current', 'ahead']);
    expect(levelToOpen(levels)?.number).toBe(2);
    expect(lessonToGoOn(levels)?.id).toBe('2-2');
  });

  it('goes on with what was begun before what comes next', () => {
    expect(lessonToGoOn([level(1, 'next', 'started')])?.id).toBe('1-2');
  });

  it('knows who is new', () => {
    expect(isUntouched([level(1, 'next', 'locked'), level(2, 'open')])).toBe(true);
    expect(isUntouched([level(1, 'started', 'locked')])).toBe(false);
    expect(isUntouched([level(1, 'done'), level(2, 'next')])).toBe(false);
  });

  it('opens the last level when everything is learnt, and nothing when there is nothing', () => {
    expect(levelToOpen([level(1, 'done'), level(2, 'done')])?.number).toBe(2);
    expect(lessonToGoOn([level(1, 'done')])).toBeNull();
    expect(levelToOpen([])).toBeNull();
  });
});
