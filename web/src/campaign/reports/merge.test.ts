import { describe, expect, it } from 'vitest';
import { isSame, merge } from './merge';

describe('two officers at once', () => {
  const base = { results: 'Đã học', next: '' };

  it('takes over what only the other changed, and keeps what only I changed', () => {
    expect(merge(base, { results: 'Đã học xong', next: '' }, { results: 'Đã học', next: 'Mở lớp' })).toEqual({
      texts: { results: 'Đã học xong', next: 'Mở lớp' },
      both: {}
    });
  });

  it('loses neither text where both changed the same part', () => {
    expect(merge(base, { results: 'Của tôi', next: '' }, { results: 'Của chị ấy', next: '' })).toEqual({
      texts: { results: 'Của tôi', next: '' },
      both: { results: 'Của chị ấy' }
    });
  });

  it('sees no conflict where both wrote the same', () => {
    expect(merge(base, { ...base, next: 'Mở lớp' }, { ...base, next: 'Mở lớp' }).both).toEqual({});
  });

  it('takes a part that is missing for an empty one', () => {
    expect(isSame({ results: '' }, {})).toBe(true);
    expect(isSame({ results: 'x' }, {})).toBe(false);
  });
});
