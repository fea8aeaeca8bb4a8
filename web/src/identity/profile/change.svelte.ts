// One change to oneself at a time: under way, saved, or refused with the reason.
import { asProblem } from '../../foundation/api/problem';

export class Change {
  busy = $state(false);
  wrong = $state<string | null>(null);
  saved = $state(false);

  async run(action: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.wrong = null;
    this.saved = false;
    try {
      await action();
      this.saved = true;
      return true;
    } catch (thrown) {
      this.wrong = asProblem(thrown).title;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
