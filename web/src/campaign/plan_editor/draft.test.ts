import { describe, expect, it } from 'vitest';
import { emptyPlan, emptyTarget, idOf, lineOf, linesOf, nameEntries, spotOf } from './draft';

describe('a plan while it is typed', () => {
  it('makes ids out of Vietnamese titles, each once', () => {
    expect(idOf('Cán bộ tham gia', [])).toBe('can-bo-tham-gia');
    expect(idOf('Đạt “80 %”', ['dat-80'])).toBe('dat-80-2');
    expect(idOf('…', [])).toBe('muc');
  });

  it('names what is new and leaves what has an id', () => {
    const plan = emptyPlan({ code: '05551', name: 'Xã Kim Phượng' }, '2026-11-25');
    plan.targets = [
      { ...emptyTarget(), id: 'cu', title: 'Khác' },
      { ...emptyTarget(), title: 'Cũ' },
      { ...emptyTarget(), title: 'Cũ' }
    ];
    plan.targets.push(emptyTarget());
    nameEntries(plan);
    expect(plan.targets.map((each) => each.id)).toEqual(['cu', 'cu-2', 'cu-3', '']);
  });

  it('finds the place of a flaw on the form', () => {
    expect(spotOf('/plan/targets/3/percent')).toEqual({ part: 'targets', at: 3 });
    expect(spotOf('/tasks/0')).toEqual({ part: 'tasks', at: 0 });
    expect(spotOf('/plan/period/to')).toEqual({ part: 'general', at: null });
    expect(spotOf(null)).toEqual({ part: 'general', at: null });
  });

  it('reads the line of a mistake in a file', () => {
    expect(lineOf('/17')).toBe(17);
    expect(lineOf('/plan/17')).toBeNull();
    expect(lineOf(null)).toBeNull();
  });

  it('takes one entry a line', () => {
    expect(linesOf(' a \n\nb')).toEqual(['a', 'b']);
  });
});
