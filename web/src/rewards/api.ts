// Points, streak and rankings.
import { query, read, readOrKept, type Kept } from '../foundation/api/client';
import type { PeopleRanking, PointEntry, RankingScope, Rewards, UnitRanking } from '../foundation/api/contract';

export const myRewards = (): Promise<Kept<Rewards>> => readOrKept('/me/rewards');
export const myPoints = (before: number | null): Promise<{ entries: PointEntry[]; next_before: number | null }> =>
  read(`/me/points${query({ before, limit: 30 })}`);
export const peopleRanking = (scope: RankingScope): Promise<Kept<PeopleRanking>> =>
  readOrKept(`/rankings/people${query({ scope })}`);
export const unitRanking = (parent: string): Promise<Kept<UnitRanking>> => readOrKept(`/rankings/units${query({ parent })}`);
