// A reform while it is being filled in, and what is still missing in it.
import type { UnitRef } from '../../foundation/api/contract';
import type { Reform, ReformKind, UnitKind } from './api';

export interface Part {
  code: string;
  name: string;
  kind: UnitKind;
}
export interface Draft {
  kind: ReformKind;
  day: string;
  /** Of a merger: the units that become one. */
  chosen: string[];
  /** Of a split or a new name: the one unit. */
  one: string;
  into: Part[];
  /** Of a split: for each unit below the old one, the place in `into` of the part it goes to. */
  children: Record<string, number>;
}

export type Missing = 'units' | 'one' | 'day' | 'code' | 'name';

export const emptyDraft = (day: string): Draft => ({ kind: 'merge', day, chosen: [], one: '', into: [{ code: '', name: '', kind: 'hamlet' }], children: {} });

const communes: UnitKind[] = ['commune', 'ward', 'special_zone'];
/** A unit may become one of another kind only where both stand at the same level. */
export const kindsBeside = (kind: string): UnitKind[] => (communes.includes(kind as UnitKind) ? communes : [kind as UnitKind]);

/** How many parts a kind of reform makes; a draft keeps what fits of what was typed. */
export function fit(draft: Draft, units: UnitRef[]): Draft {
  const from = units.find((unit) => unit.code === (draft.kind === 'merge' ? draft.chosen[0] : draft.one));
  const kind = (from?.kind ?? 'hamlet') as UnitKind;
  const wanted = draft.kind === 'split' ? Math.max(2, draft.into.length) : 1;
  const into = Array.from({ length: wanted }, (_, at) => {
    const part = draft.into[at] ?? { code: '', name: '', kind };
    return { ...part, kind: kindsBeside(kind).includes(part.kind) ? part.kind : kind };
  });
  return { ...draft, into };
}

export function missingIn(draft: Draft): Missing[] {
  const missing: Missing[] = [];
  if (draft.kind === 'merge' && draft.chosen.length < 2) missing.push('units');
  if (draft.kind !== 'merge' && !draft.one) missing.push('one');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.day)) missing.push('day');
  if (draft.kind !== 'rename' && draft.into.some((part) => !part.code.trim())) missing.push('code');
  if (draft.into.some((part) => !part.name.trim())) missing.push('name');
  return missing;
}

export function orderOf(draft: Draft, below: UnitRef[], dry_run: boolean): Reform {
  const clean = (text: string) => text.normalize('NFC').trim();
  return {
    kind: draft.kind,
    day: draft.day,
    dry_run,
    units: draft.kind === 'merge' ? draft.chosen : [draft.one],
    into: draft.into.map((part, at) => ({
      code: draft.kind === 'rename' ? draft.one : clean(part.code),
      name: clean(part.name),
      kind: part.kind,
      ...(draft.kind === 'split' ? { children: below.filter((unit) => (draft.children[unit.code] ?? 0) === at).map((unit) => unit.code) } : {})
    }))
  };
}
