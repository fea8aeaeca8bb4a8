// Tasks handed in without network are sent with the next answers.
import { asProblem } from '../foundation/api/problem';
import { dayOf } from '../foundation/format';
import { handInPlace } from './hand_in';
import { keepPlace, placesToHandIn } from './places';
import { notePoints } from './sitting';

export async function sendWaitingTasks(account: number): Promise<void> {
  for (const place of await placesToHandIn(account)) {
    try {
      const { effects } = await handInPlace(place, (photos) => keepPlace({ ...place, photos }));
      await notePoints(account, dayOf(Date.now()), effects.points_gained);
      await keepPlace({ ...place, hand_in: false });
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.offline || problem.status === 401 || problem.status >= 500 || problem.status === 429) throw problem;
      // Refused for good: the draft stays, the person sees it when the lesson is opened again.
      await keepPlace({ ...place, hand_in: false });
    }
  }
}
