// The words for a standing: what is asked, how far it is, what is missing.
import { number } from '../../foundation/format';
import { m } from '../../foundation/i18n';
import type { Standing } from './api';
import type { Band, Counted, Verdict } from './standings';

export function counted(count: number, counts: Counted): string {
  if (counts === 'people') return m.people({ count: number(count) });
  return counts === 'units' ? m.target_counted_units({ count: number(count) }) : number(count);
}

export function verdictWords(verdict: Verdict, counts: Counted): string {
  switch (verdict.kind) {
    case 'hidden':
      return m.target_hidden();
    case 'unknown':
      return m.target_unknown();
    case 'nobody':
      return m.target_nobody();
    case 'nobody_around':
      return m.target_nobody_around();
    case 'no_whole':
      return m.target_no_whole();
    case 'met':
      return verdict.beyond > 0 ? m.target_met_beyond({ count: counted(verdict.beyond, counts) }) : m.target_met();
    case 'missing':
      return m.target_missing({ count: counted(verdict.missing, counts) });
  }
}

/** Short, for a tile and a cell of a table. */
export function verdictBrief(verdict: Verdict): string {
  if (verdict.kind === 'met') return m.tile_met();
  if (verdict.kind === 'missing') return m.tile_missing({ count: number(verdict.missing) });
  if (verdict.kind === 'nobody' || verdict.kind === 'nobody_around') return m.tile_nobody();
  return verdict.kind === 'hidden' ? m.tile_hidden() : m.tile_none();
}

export function thresholdWords(standing: Standing): string {
  if (standing.percent == null) return m.target_threshold_count({ count: number(standing.needed ?? 0) });
  return standing.bound === 'more_than' ? m.target_threshold_above({ percent: standing.percent }) : m.target_threshold_from({ percent: standing.percent });
}

export function strengthWords(strength: string): string {
  if (strength === 'self_rating') return m.target_strength_self_rating();
  return strength === 'supervisor_rating' ? m.target_strength_supervisor_rating() : m.target_strength_timed_work_sample();
}

export const bandWords: Record<Band, () => string> = {
  met: m.tile_band_met,
  near: m.tile_band_near,
  half: m.tile_band_half,
  far: m.tile_band_far,
  none: m.tile_band_none
};
