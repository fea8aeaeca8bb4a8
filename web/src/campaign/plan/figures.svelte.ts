// What the pages of a plan show: its targets on a day, and, once those stand there, the same a week and four weeks before.
import { addDays } from '../../foundation/format';
import { Loading } from '../../foundation/ui/loading.svelte';
import { session } from '../../identity/session.svelte';
import { measures, planVersion, plansOf, targetsOf, valuesOf, type Measure, type Plan, type TargetTable, type TypedValue } from './api';
import { paceDays } from './projection';

export interface Seen {
  table: TargetTable;
  plan: Plan;
  measures: Measure[];
  /** Empty for those who may not see what was typed. */
  values: TypedValue[];
}
interface Asked {
  code: string;
  plan: number;
  as_of: string | null;
}

export class PlanFigures {
  #asked: Asked | null = null;
  now = new Loading<Seen>(() => this.#see(this.#asked!));
  /** null: the plan did not hold then, or nobody has answered yet. */
  week = $state.raw<TargetTable | null>(null);
  pace = $state.raw<TargetTable | null>(null);
  /** The earlier figures have been asked for and are there, as far as there are any. */
  compared = $state(false);

  async load(code: string, plan: number, as_of: string | null): Promise<void> {
    const asked = { code, plan, as_of };
    this.#asked = asked;
    this.compared = false;
    await this.now.load();
    const day = this.now.value?.table.as_of;
    if (this.#asked !== asked || !day) return;
    const before = async (days: number) => targetsOf(code, plan, addDays(day, -days)).catch(() => null);
    const [week, pace] = await Promise.all([before(7), before(paceDays).then((table) => table ?? this.#youngest(asked, day))]);
    if (this.#asked !== asked) return;
    [this.week, this.pace, this.compared] = [week, pace, true];
  }

  again = (): Promise<void> => (this.#asked ? this.load(this.#asked.code, this.#asked.plan, this.#asked.as_of) : Promise.resolve());

  async #see({ code, plan, as_of }: Asked): Promise<Seen> {
    const [table, vocabulary, values] = await Promise.all([
      targetsOf(code, plan, as_of),
      measures(),
      session.mayInUnits.people ? valuesOf(code, plan).catch(() => []) : []
    ]);
    return { table, plan: await planVersion(code, { plan_id: plan, version: table.version }), measures: vocabulary, values };
  }

  /** A plan younger than four weeks is compared with its first day. */
  async #youngest({ code, plan }: Asked, day: string): Promise<TargetTable | null> {
    const head = (await plansOf(code).catch(() => [])).find((one) => one.plan_id === plan && one.version === 1);
    return head?.valid_from && head.valid_from < day ? targetsOf(code, plan, head.valid_from).catch(() => null) : null;
  }
}
