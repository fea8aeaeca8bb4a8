// Which rows of a ranking to show, and within which unit to compare units.
import type { Me, PeopleRanking, RankingRow } from '../foundation/api/contract';

/** The best, and around me what is not among them already. */
export function rowsToShow(ranking: Pick<PeopleRanking, 'top' | 'near'>): { top: RankingRow[]; near: RankingRow[] } {
  const last = ranking.top.at(-1)?.position ?? 0;
  if (ranking.top.some((row) => row.is_me)) return { top: ranking.top, near: [] };
  return { top: ranking.top, near: ranking.near.filter((row) => row.position > last) };
}

/** The commune of a hamlet is its code before the dot; a commune compares its own hamlets. */
export function parentToCompare(me: Pick<Me, 'memberships'>): string | null {
  const own = (me.memberships.find((one) => one.primary) ?? me.memberships[0])?.unit;
  if (!own) return null;
  return own.code.split('.')[0] ?? null;
}
