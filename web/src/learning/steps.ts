// The path through a lesson: beginning, reading cards, items, the task. One thing a screen.
import type { Lesson } from '../foundation/api/contract';

export type Step =
  | { kind: 'start' }
  | { kind: 'card'; card: number }
  | { kind: 'item'; item: number }
  | { kind: 'task' };

export function stepsOf(lesson: Pick<Lesson, 'cards' | 'items' | 'task'>): Step[] {
  return [
    { kind: 'start' },
    ...lesson.cards.map((_, card): Step => ({ kind: 'card', card })),
    ...lesson.items.map((_, item): Step => ({ kind: 'item', item })),
    ...(lesson.task ? [{ kind: 'task' } as Step] : [])
  ];
}

/** The first step at or after `from` that is not an item answered already; steps.length when nothing is left. */
export function openStep(steps: Step[], items: { id: string }[], from: number, answered: ReadonlySet<string>): number {
  for (let index = Math.max(0, from); index < steps.length; index += 1) {
    const step = steps[index];
    if (step?.kind !== 'item' || !answered.has(items[step.item]?.id ?? '')) return index;
  }
  return steps.length;
}

/** The step before, for reading again; items are not gone back to. */
export function stepBefore(steps: Step[], from: number): number | null {
  for (let index = from - 1; index >= 0; index -= 1) {
    if (steps[index]?.kind === 'card' || steps[index]?.kind === 'start') return index;
  }
  return null;
}
