// Handing in what stands in a place: first the photos the server does not have yet, then the text that names them.
import { asProblem } from '../foundation/api/problem';
import type { Assignment } from '../foundation/api/contract';
import type { DraftPhoto, Place } from '../foundation/offline/database';
import { handInTask, uploadPhoto, type HandedIn } from './api';

type Sender = { upload: typeof uploadPhoto; handIn: typeof handInTask };
const server: Sender = {
  upload: (task, photo) => uploadPhoto(task, photo),
  handIn: (task, text, checks, photos) => handInTask(task, text, checks, photos)
};

/** `keep` is told of every photo that arrived, so that a broken line does not send it again. */
export async function handInPlace(place: Place, keep: (photos: DraftPhoto[]) => Promise<void>, to: Sender = server): Promise<HandedIn> {
  const text = place.draft.normalize('NFC').trim();
  for (let again = false; ; again = true) {
    const photos = [...(place.photos ?? [])];
    for (const [index, photo] of photos.entries()) {
      if (photo.sent !== undefined || !photo.blob) continue;
      const { id } = await to.upload(place.lesson_id, photo.blob);
      photos[index] = { ...photo, sent: id };
      place.photos = [...photos];
      await keep(place.photos);
    }
    try {
      const reply = await to.handIn(place.lesson_id, text, place.checks, photos.flatMap(({ sent }) => sent ?? []));
      place.photos = photos.map(({ key, sent }) => ({ key, ...(sent === undefined ? {} : { sent }) }));
      await keep(place.photos);
      return reply;
    } catch (thrown) {
      // The server forgot one: exchanged from another device, or it waited for more than a week.
      if (again || asProblem(thrown).code !== 'no_such_photo') throw thrown;
      place.photos = photos.flatMap(({ key, blob }) => (blob ? [{ key, blob }] : []));
      await keep(place.photos);
    }
  }
}

/** What was handed in, as a draft to go on from. */
export function takeSubmission(place: Place, submission: NonNullable<Assignment['submission']>): void {
  place.draft = submission.text;
  place.checks = [...submission.checks];
  place.photos = (submission.photos ?? []).map(({ id }) => ({ key: String(id), sent: id }));
}

/** Whether handing in would change anything. */
export function isUnchanged(place: Place, checks: boolean[], submission: Assignment['submission']): boolean {
  if (!submission) return false;
  const ids = (place.photos ?? []).map(({ sent }) => sent);
  const there = (submission.photos ?? []).map(({ id }) => id);
  return (
    place.draft.normalize('NFC').trim() === submission.text &&
    checks.length === submission.checks.length &&
    checks.every((check, index) => check === submission.checks[index]) &&
    ids.length === there.length &&
    there.every((id) => ids.includes(id))
  );
}
