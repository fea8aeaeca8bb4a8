// A plan while it is typed: what an empty one holds, ids from titles, and where a flaw that the server found is shown.
import type { Plan, PlanParty, PlanReport, PlanTarget, PlanTask } from './api';

/** "Cán bộ tham gia" → "can-bo-tham-gia", with a number where that stands already. */
export function idOf(title: string, taken: string[]): string {
  const plain = title
    .replace(/[đĐ]/g, 'd')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const base = plain || 'muc';
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}

export function emptyPlan(unit: { code: string; name: string } | null, today: string): Plan {
  const year = today.slice(0, 4);
  return {
    id: '',
    title: '',
    movement: 'Bình dân học AI',
    issuer: unit?.name ?? '',
    number: null,
    issued_on: null,
    family: 'state',
    unit: unit?.code ?? null,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    requirements: [],
    standing: 'co-quan-thuong-truc',
    purposes: [],
    subjects: [],
    parties: [{ id: 'co-quan-thuong-truc', name: unit?.name ?? '', unit: unit?.code ?? null }],
    phases: [],
    protocols: [],
    targets: [],
    tasks: [],
    reports: [],
    criteria: [],
    funding: []
  };
}

export const emptyParty = (): PlanParty => ({ id: '', name: '', unit: null });
export const emptyTarget = (): PlanTarget => ({
  id: '',
  title: '',
  requirement: null,
  measure: 'enrolled',
  detail: null,
  group: null,
  within: null,
  bound: 'at_least',
  percent: 80,
  count: null,
  denominator: 'population',
  cascades: true,
  due_on: null,
  protocol: null
});
export const emptyTask = (lead: string): PlanTask => ({ id: '', title: '', requirement: null, section: null, lead, with: [], due_on: null });
export const emptyReport = (to: string): PlanReport => ({
  id: '',
  title: '',
  requirement: null,
  due: { every: 'quarter', year: null, month: 3, day: 15, before: false, cut_off_minute: 1020 },
  to
});

function nameNew<T extends { id: string; title?: string; name?: string }>(list: T[]): void {
  const taken = list.map((each) => each.id).filter(Boolean);
  for (const each of list) {
    const words = each.title ?? each.name ?? '';
    if (each.id || !words.trim()) continue;
    each.id = idOf(words, taken);
    taken.push(each.id);
  }
}

/** What is new gets its id from its title, so that the rest of the form can name it; what has one keeps it for ever. */
export function nameEntries(plan: Plan): void {
  nameNew(plan.parties);
  nameNew(plan.targets);
  nameNew(plan.tasks);
  nameNew(plan.reports);
}

export type Part = 'general' | 'parties' | 'targets' | 'tasks' | 'reports';
export interface Spot {
  part: Part;
  /** Which of a list; null where the flaw is of the plan as a whole. */
  at: number | null;
}

/** Where on the form a server's pointer like "/plan/targets/3/percent" belongs. */
export function spotOf(pointer: string | null): Spot {
  const [part, at] = (pointer ?? '').replace(/^\/plan(?=\/)/, '').split('/').slice(1);
  if (part === 'parties' || part === 'targets' || part === 'tasks' || part === 'reports') {
    return { part, at: at !== undefined && /^\d+$/.test(at) ? Number(at) : null };
  }
  return { part: 'general', at: null };
}

/** "/17" is how a plan file's first mistake names its line. */
export const lineOf = (pointer: string | null): number | null => {
  const found = /^\/(\d+)$/.exec(pointer ?? '');
  return found ? Number(found[1]) : null;
};

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.normalize('NFC').trim())
    .filter(Boolean);
