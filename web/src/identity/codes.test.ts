import { expect, it } from 'vitest';
import { bare, grouped } from './codes';

it('groups a code for reading and takes it back however it was typed', () => {
  expect(grouped('K7M2Q9PX')).toBe('K7M2 Q9PX');
  expect(bare(' k7m2-q9px ')).toBe('K7M2Q9PX');
});
