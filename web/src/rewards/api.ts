// Points, streak and rankings.
import { query, read, readOrKept, type Kept } from '../foundation/api/client';
import { keepReply, keptReply } from '../foundation/offline/kept';
import { dayOf } from '../foundation/format';
import { keptLevels } from '../learning/offline/kept_levels.svelte';
import { countWaiting, lastSequence } from '../learning/waiting_answers';
import type { Provisional } from './provisional';
import type { PeopleRanking, PointEntry, RankingScope, Rewards, UnitRanking } from '../foundation/api/contract';

/** The server's word at a moment when it had everything of this device up to entry number `covers`. */
interface Covered {
  covers: number;
  rewards: Rewards;
}
const coveredPath = 'rewards:covered';

export type RewardsShown = Rewards & { provisional?: Provisional };

/** Without network: the server's last word, and where a level is kept, what was done on this device since, by the same rules. */
export async function myRewards(): Promise<Kept<RewardsShown>> {
  const reply = await readOrKept<Rewards>('/me/rewards');
  if (reply.kept_at === null) return reply;
  const covered = (await keptReply<Covered>(coveredPath))?.value;
  const happened = covered && (await keptLevels.reckon((here, account) => here.happenedHere(account, covered.covers)).catch(() => null));
  if (!covered || !happened) return reply;
  const { reckonRewards } = await import('./provisional');
  return { value: reckonRewards(covered.rewards, happened.value), kept_at: reply.kept_at };
}

/** When everything was sent. As seldom as where the person stands is asked for: what was done after it is reckoned from the log. */
export async function keepRewards(account: number): Promise<void> {
  const standing = await keptLevels.standingCovers(account);
  if (standing === null) return;
  const before = (await keptReply<Covered>(coveredPath))?.value;
  if (before && before.covers >= standing && before.rewards.reckoning.day === dayOf(Date.now())) return;
  const covers = await lastSequence();
  const { answers, tasks } = await countWaiting(account);
  if (answers + tasks > 0) return;
  const rewards = await read<Rewards>('/me/rewards', true);
  await keepReply('/me/rewards', rewards);
  await keepReply(coveredPath, { covers, rewards });
}
export const myPoints = (before: number | null): Promise<{ entries: PointEntry[]; next_before: number | null }> =>
  read(`/me/points${query({ before, limit: 30 })}`);
export const peopleRanking = (scope: RankingScope): Promise<Kept<PeopleRanking>> =>
  readOrKept(`/rankings/people${query({ scope })}`);
export const unitRanking = (parent: string): Promise<Kept<UnitRanking>> => readOrKept(`/rankings/units${query({ parent })}`);
