// Pure: what a standing says in words, how its bar is drawn, how units below are put in order and into tiles.
import type { Measure, PlanTarget, Standing, TargetTable, TypedValue, UnitStandings } from './api';

export type Counted = 'people' | 'units' | 'things';
export const countsOf = (measures: Measure[], standing: Pick<Standing, 'measure'>): Counted =>
  (measures.find((one) => one.id === standing.measure)?.counts as Counted | undefined) ?? 'people';
export const isCounted = (measures: Measure[], standing: Pick<Standing, 'measure'>): boolean =>
  measures.find((one) => one.id === standing.measure)?.computed ?? false;

/** Which numbers a unit may type for a target: none that events count, and none that adds up from the units below. */
export function typedParts(target: PlanTarget, measures: Measure[], hasBelow: boolean): TypedValue['part'][] {
  const parts: TypedValue['part'][] = [];
  if (!isCounted(measures, target) && !(addsUp(target, measures) && hasBelow)) parts.push('reached');
  if (target.denominator === 'given' || target.denominator === 'population') parts.push('whole');
  return parts;
}
/** How many units have something, out of those there are. */
export const addsUp = (target: Pick<PlanTarget, 'measure' | 'percent'>, measures: Measure[]): boolean =>
  countsOf(measures, target) === 'units' && target.percent != null;

export type Verdict =
  | { kind: 'hidden' }
  | { kind: 'unknown' }
  | { kind: 'nobody' }
  | { kind: 'nobody_around' }
  | { kind: 'no_whole'; reached: number }
  | { kind: 'met'; beyond: number }
  | { kind: 'missing'; missing: number };

export function verdictOf(standing: Standing): Verdict {
  if (standing.suppressed) return { kind: 'hidden' };
  if (standing.whole === 0) return { kind: standing.within ? 'nobody_around' : 'nobody' };
  const reached = standing.reached ?? null;
  if (reached === null) return { kind: 'unknown' };
  const needed = standing.needed ?? null;
  if (needed === null) return { kind: 'no_whole', reached };
  return reached >= needed ? { kind: 'met', beyond: reached - needed } : { kind: 'missing', missing: needed - reached };
}

/** From 0 to 100, along the whole; where only a number is asked for, along that number. */
export function barOf(standing: Standing): { done: number; mark: number } | null {
  const { reached, whole, needed, percent } = standing;
  if (percent != null) return { done: reached != null && whole ? Math.min(100, (reached / whole) * 100) : 0, mark: percent };
  if (!needed) return null;
  return { done: Math.min(100, ((reached ?? 0) / needed) * 100), mark: 100 };
}

/** How far towards what is asked, 0 to 1 and beyond; null where nobody can say. */
export function towards(standing: Standing): number | null {
  if (standing.suppressed || standing.reached == null || standing.needed == null || standing.whole === 0) return null;
  return standing.needed === 0 ? 1 : standing.reached / standing.needed;
}

/** Bands of the tile map; each is also said in words on its tile. */
export type Band = 'met' | 'near' | 'half' | 'far' | 'none';
export function bandOf(standing: Standing | undefined): Band {
  const share = standing ? towards(standing) : null;
  if (share === null) return 'none';
  return share >= 1 ? 'met' : share >= 0.75 ? 'near' : share >= 0.4 ? 'half' : 'far';
}

/** Each target after the one it is nested in, with how deep. */
export function nested(standings: Standing[]): { standing: Standing; depth: number }[] {
  const ids = new Set(standings.map((one) => one.target_id));
  const under = (parent: string | null, depth: number): { standing: Standing; depth: number }[] =>
    standings
      .filter((one) => (one.within && ids.has(one.within) ? one.within : null) === parent)
      .flatMap((standing) => [{ standing, depth }, ...under(standing.target_id, depth + 1)]);
  return under(null, 0);
}

export const standingOf = (unit: UnitStandings, target: string): Standing | undefined => unit.targets.find((one) => one.target_id === target);

/** Targets that some unit below answers for, in the plan's order. */
export const targetsBelow = (table: Pick<TargetTable, 'own' | 'below'>): Standing[] =>
  table.own.targets.filter((one) => table.below.some((unit) => standingOf(unit, one.target_id)));

export type BelowColumn = 'name' | 'reached' | 'whole' | 'share' | 'missing';
const byName = new Intl.Collator('vi', { numeric: true });

/** Units without a figure come last either way. */
export function sortBelow(below: UnitStandings[], target: string, column: BelowColumn, descending: boolean): UnitStandings[] {
  const turn = descending ? -1 : 1;
  const figure = (unit: UnitStandings): number | null => {
    const standing = standingOf(unit, target);
    if (!standing) return null;
    if (column === 'share') return towards(standing);
    if (column === 'missing') {
      const verdict = verdictOf(standing);
      return verdict.kind === 'missing' ? verdict.missing : verdict.kind === 'met' ? 0 : null;
    }
    return (column === 'whole' ? standing.whole : standing.reached) ?? null;
  };
  return [...below].sort((a, b) => {
    const names = byName.compare(a.unit.name, b.unit.name);
    if (column === 'name') return names * turn;
    const [left, right] = [figure(a), figure(b)];
    if (left === null || right === null) return left === right ? names : left === null ? 1 : -1;
    return (left - right) * turn || names;
  });
}

/** The typed number that holds on a day: of the latest day, and of several of that day the last one entered. */
export function valueOn(values: TypedValue[], target: string, part: TypedValue['part'], day: string): TypedValue | null {
  const known = values.filter((one) => one.target_id === target && one.part === part && one.as_of_on <= day);
  return known.reduce<TypedValue | null>(
    (best, one) => (!best || one.as_of_on > best.as_of_on || (one.as_of_on === best.as_of_on && one.entered_at > best.entered_at) ? one : best),
    null
  );
}

/** The next tile for an arrow key in rows of so many; null where there is none. */
export function tileAfter(at: number, count: number, perRow: number, key: string): number | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = at + step;
  return next >= 0 && next < count ? next : null;
}
