import { describe, expect, it } from 'vitest';
import type { Item } from '../foundation/api/contract';
import { aroundBlanks, choiceState, emptyResponse, isComplete, partState, tidyResponse } from './responses';

const base = { id: 'x', version: 1, seconds: 20, prompt: '' };
const pick: Item = { ...base, type: 'single_choice', options: [{ key: 'a', text: 'A' }] };
const order: Item = { ...base, type: 'order', steps: [{ key: 'a', text: 'A' }, { key: 'b', text: 'B' }] };
const blanks: Item = { ...base, type: 'fill_in', text: '___ và ___', blank_count: 2 };

describe('responses', () => {
  it('are complete only when every part is there', () => {
    expect(isComplete(pick, [])).toBe(false);
    expect(isComplete(pick, ['a'])).toBe(true);
    expect(isComplete(order, ['b'])).toBe(false);
    expect(isComplete(order, ['b', 'a'])).toBe(true);
    expect(emptyResponse(blanks)).toEqual(['', '']);
    expect(isComplete(blanks, ['x', ' '])).toBe(false);
    const count: Item = { ...base, type: 'numeric', unit: 'giờ' };
    expect(['6', ' 1.234,5 ', '−3', '6,5'].every((text) => isComplete(count, [text]))).toBe(true);
    expect(['', 'sáu', 'x6', '-'].some((text) => isComplete(count, [text]))).toBe(false);
  });
  it('are sent composed and without stray spaces', () => {
    expect(tidyResponse(blanks, [' kiểm  chứng '.normalize('NFD'), 'b'])).toEqual(['kiểm chứng', 'b']);
    expect(tidyResponse(pick, [' a '])).toEqual([' a ']);
  });
  it('say how each part came out', () => {
    expect(choiceState('a', ['a'], ['a'])).toBe('right');
    expect(choiceState('a', ['a'], ['b'])).toBe('wrong');
    expect(choiceState('b', ['a'], ['b'])).toBe('missed');
    expect(choiceState('c', ['a'], ['b'])).toBe('none');
    expect(partState(0, ['true'], { parts: [], solution: ['true'] }, 'k')).toBe('right');
    expect(partState(0, ['x'], { parts: [{ right: true }], solution: ['y'] }, 'k')).toBe('right');
  });
  it('find the texts around blanks', () => {
    expect(aroundBlanks('Bạn ___ rồi ____.')).toEqual(['Bạn ', ' rồi ', '.']);
  });
});
