// One thing being fetched for a page: waiting, there, or a problem with a way to try again.
import { asProblem, type Problem } from '../api/problem';
import type { Kept } from '../api/client';

export class Loading<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  kept_at = $state<number | null>(null);
  busy = $state(false);
  #turn = 0;

  constructor(private readonly fetchIt: () => Promise<Kept<T> | T>) {}

  /** Keeps showing the old value while the new one is under way; a late reply to an older question is dropped. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    this.problem = null;
    try {
      const reply = await this.fetchIt();
      if (turn !== this.#turn) return;
      const kept = isKept<T>(reply);
      this.value = kept ? reply.value : (reply as T);
      this.kept_at = kept ? reply.kept_at : null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.problem = asProblem(thrown);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}

function isKept<T>(reply: unknown): reply is Kept<T> {
  return typeof reply === 'object' && reply !== null && 'kept_at' in reply && 'value' in reply;
}
