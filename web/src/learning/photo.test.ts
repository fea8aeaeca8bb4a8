import { expect, it } from 'vitest';
import type { DraftPhoto } from '../foundation/offline/database';
import { isUnchanged, takeSubmission } from './hand_in';
import { fit } from './photo';
import { newPlace } from './places';

it('photos keep their proportions and are never made larger', () => {
  expect(fit(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fit(3000, 4000)).toEqual({ width: 1200, height: 1600 });
  expect(fit(640, 480)).toEqual({ width: 640, height: 480 });
  expect(fit(9000, 2)).toEqual({ width: 1600, height: 1 });
});

const place = (photos: DraftPhoto[]) => ({ ...newPlace(1, 'bdh-ai-1-01', 1), draft: ' Lời mời ', checks: [true], photos });

it('knows when nothing was mended', () => {
  const submission = { id: 1, state: 'returned' as const, text: 'Lời mời', checks: [true], at: 1, photos: [{ id: 7, width: 1, height: 1 }], history: [] };
  const here = place([]);
  takeSubmission(here, submission);
  expect(isUnchanged(here, [true], submission)).toBe(true);
  expect(isUnchanged(here, [false], submission)).toBe(false);
  expect(isUnchanged({ ...here, draft: 'Lời mời lúc 19 giờ' }, [true], submission)).toBe(false);
  expect(isUnchanged({ ...here, photos: [] }, [true], submission)).toBe(false);
  expect(isUnchanged(here, [true], null)).toBe(false);
});
