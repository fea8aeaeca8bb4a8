// One report on an officer's desk: what is typed and not saved yet, and what happens when somebody else was faster.
import { asProblem, type Problem } from '../../foundation/api/problem';
import { decideOn, discardReport, reportOf, submitReport, writeReport, type ReportKey, type ReportSeen } from './api';
import { isSame, merge, type Texts } from './merge';

const textsOf = (seen: ReportSeen): Texts =>
  Object.fromEntries(seen.document.sections.filter((each) => each.part).map((each) => [each.part!, each.narrative]));

export type Done = 'saved' | 'discarded' | 'submitted' | 'returned' | 'approved';

export class ReportDesk {
  seen = $state.raw<ReportSeen | null>(null);
  typed = $state<Texts>({});
  /** Parts that another officer changed too, as that officer left them. */
  theirs = $state<Texts>({});
  /** Somebody else saved in between, and what both did now stands together here. */
  merged = $state(false);
  /** Typed but no longer accepted, because the report was handed in or locked meanwhile. */
  leftOver = $state<Texts>({});
  problem = $state.raw<Problem | null>(null);
  done = $state<Done | null>(null);
  busy = $state(false);
  #base = $state<Texts>({});

  constructor(private readonly key: ReportKey) {}

  get dirty(): boolean {
    return !isSame(this.typed, this.#base);
  }

  take(seen: ReportSeen): void {
    this.seen = seen;
    this.#base = textsOf(seen);
    this.typed = { ...this.#base };
    this.theirs = {};
    this.merged = false;
  }

  async save(): Promise<boolean> {
    return this.#try('saved', async (seen) => this.take(await writeReport(this.key, seen.head.revision, this.typed)));
  }

  /** What was typed here goes too: that is what was asked for. */
  async discard(): Promise<boolean> {
    return this.#try('discarded', async (seen) => this.take(await discardReport(this.key, seen.head.revision)));
  }

  async submit(): Promise<boolean> {
    if (this.dirty && !(await this.save())) return false;
    return this.#try('submitted', async (seen) => this.take(await submitReport(this.key, seen.head.revision)));
  }

  async decide(approve: boolean, reason: string): Promise<boolean> {
    return this.#try(approve ? 'approved' : 'returned', async (seen) =>
      this.take(await decideOn(this.key, seen.head.revision, approve, reason))
    );
  }

  useTheirs(part: string): void {
    this.typed[part] = this.theirs[part] ?? '';
    delete this.theirs[part];
  }
  joinBoth(part: string): void {
    this.typed[part] = `${this.theirs[part] ?? ''}\n${this.typed[part] ?? ''}`;
    delete this.theirs[part];
  }
  keepMine(part: string): void {
    delete this.theirs[part];
  }

  async #try(done: Done, step: (seen: ReportSeen) => Promise<void>): Promise<boolean> {
    if (!this.seen) return false;
    this.busy = true;
    this.problem = null;
    this.done = null;
    try {
      await step(this.seen);
      this.leftOver = {};
      this.done = done;
      return true;
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.problem = problem;
      if (problem.status === 409) await this.#lookAgain();
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** After a conflict: the newest report, and everything typed here kept. */
  async #lookAgain(): Promise<void> {
    const [base, mine] = [this.#base, { ...this.typed }];
    let newest: ReportSeen;
    try {
      newest = await reportOf(this.key);
    } catch {
      return; // The conflict is told, and what was typed still stands in its fields.
    }
    this.take(newest);
    const isClosed = newest.head.state === 'submitted' || newest.head.state === 'approved';
    if (isClosed) {
      this.leftOver = Object.fromEntries(Object.entries(mine).filter(([part, text]) => text !== (base[part] ?? '') && text !== this.#base[part]));
      return;
    }
    const together = merge(base, mine, this.#base);
    this.typed = together.texts;
    this.theirs = together.both;
    this.merged = true;
  }
}
