import { expect, it } from 'vitest';
import { Problem } from '../foundation/api/problem';
import type { DraftPhoto } from '../foundation/offline/database';
import { handInPlace, isUnchanged, takeSubmission } from './hand_in';
import { fit } from './photo';
import { newPlace } from './places';

it('photos keep their proportions and are never made larger', () => {
  expect(fit(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fit(3000, 4000)).toEqual({ width: 1200, height: 1600 });
  expect(fit(640, 480)).toEqual({ width: 640, height: 480 });
  expect(fit(9000, 2)).toEqual({ width: 1600, height: 1 });
});

const effects = { points_gained: 0, points_total: 0, streak_days: 0, streak_grew: false, freezes: 0, rank: null };
const place = (photos: DraftPhoto[]) => ({ ...newPlace(1, 'bdh-ai-1-01', 1), draft: ' Lời mời ', checks: [true], photos });
const picture = () => new Blob(['x'], { type: 'image/jpeg' });

function server(refuseOnce?: string) {
  let last = 100;
  const handedIn: number[][] = [];
  return {
    handedIn,
    upload: async () => ({ id: ++last, width: 1, height: 1 }),
    handIn: async (_task: string, text: string, _checks: boolean[], photos: number[]) => {
      expect(text).toBe('Lời mời');
      handedIn.push(photos);
      if (refuseOnce && handedIn.length === 1) throw new Problem(refuseOnce, 400, 'no');
      return { at: 1, state: 'handed_in' as const, effects };
    }
  };
}

it('photos go up first, each once, and the text names them', async () => {
  const kept: DraftPhoto[][] = [];
  const to = server();
  const here = place([{ key: 'a', blob: picture() }, { key: 'b', sent: 7 }, { key: 'c', blob: picture() }]);
  await handInPlace(here, async (photos) => void kept.push(photos), to);
  expect(to.handedIn).toEqual([[101, 7, 102]]);
  expect(kept[0]?.map(({ sent }) => sent)).toEqual([101, 7, undefined]);
  expect(here.photos).toEqual([{ key: 'a', sent: 101 }, { key: 'b', sent: 7 }, { key: 'c', sent: 102 }]);
});

it('a photo the server forgot is sent again where the device still has it', async () => {
  const to = server('no_such_photo');
  await handInPlace(place([{ key: 'a', blob: picture(), sent: 5 }, { key: 'b', sent: 6 }]), async () => {}, to);
  expect(to.handedIn).toEqual([[5, 6], [101]]);
});

it('any other refusal is said, not tried again', async () => {
  const to = server('field_empty');
  await expect(handInPlace(place([]), async () => {}, to)).rejects.toMatchObject({ code: 'field_empty' });
  expect(to.handedIn).toHaveLength(1);
});

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
