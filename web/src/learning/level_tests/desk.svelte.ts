// One try on the learner's desk: every answer is saved on its own, kept on the device until the server has it, and sent again
// until it has.
import type { OpenTry, TestItem } from '../../foundation/api/contract';
import { asProblem } from '../../foundation/api/problem';
import { forgetDraft, keepDraft } from '../../foundation/offline/kept';
import { emptyResponse, isComplete, tidyResponse } from '../responses';
import { saveAnswer } from './api';

/** open: nothing given · saving: on its way · saved · unsaved: did not arrive, is sent again · short: too little to be saved */
export type Standing = 'open' | 'saving' | 'saved' | 'unsaved' | 'short';

type Drafts = Record<number, string[]>;
export const draftName = (account: number, test: string, number: number): string => `try/${account}/${test}/${number}`;

const settle_ms = 500;
const pauses_ms = [2_000, 4_000, 8_000, 15_000, 30_000];

const isGiven = (response: string[]): boolean => response.some((text) => text.trim() !== '');
/** Parts left open may be saved, and ticks taken back; half an order or no number at all is not a response. */
function maySave({ item }: TestItem, response: string[]): boolean {
  if (item.type === 'order' || item.type === 'numeric') return isComplete(item, response);
  return item.type === 'multiple_choice' || item.type === 'highlight' || isGiven(response);
}
const withOne = <Value>(list: Value[], index: number, value: Value): Value[] => list.map((each, at) => (at === index ? value : each));

export class TryDesk {
  readonly items: TestItem[];
  responses = $state.raw<string[][]>([]);
  standings = $state.raw<Standing[]>([]);
  /** The server takes no more answers. */
  over = $state(false);

  #dirty = new Set<number>();
  #failures = 0;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly account: number,
    private readonly test: string,
    readonly number: number,
    attempt: OpenTry,
    drafts: Drafts | null,
    private readonly save: typeof saveAnswer = saveAnswer
  ) {
    this.items = attempt.items;
    this.responses = this.items.map((place) => drafts?.[place.position] ?? place.response ?? emptyResponse(place.item));
    this.standings = this.items.map((place, index) => {
      if (drafts?.[place.position] && maySave(place, this.responses[index] ?? [])) {
        this.#dirty.add(index);
        return 'unsaved';
      }
      return place.response ? 'saved' : 'open';
    });
    if (this.#dirty.size) void this.flush();
  }

  watch(): () => void {
    const again = () => void this.flush();
    // Both ways: somebody who turns to another app may not come back.
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
      again();
    };
  }

  answer(index: number, response: string[]): void {
    const place = this.items[index];
    if (!place || this.over) return;
    this.responses = withOne(this.responses, index, response);
    if (!maySave(place, response)) {
      this.#dirty.delete(index);
      this.#stand(index, isGiven(response) ? 'short' : 'open');
      return;
    }
    this.#dirty.add(index);
    this.#stand(index, 'saving');
    this.#keep();
    this.#later(settle_ms);
  }

  /** How one place stands for somebody who looks over the whole try. */
  isAnswered(index: number): boolean {
    const place = this.items[index];
    return place !== undefined && isComplete(place.item, this.responses[index] ?? []);
  }

  get unsaved(): number {
    return this.standings.filter((standing) => standing === 'unsaved' || standing === 'saving').length;
  }

  /** Sends what is not saved; resolves when everything is, or an attempt has failed. */
  flush(): Promise<void> {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
      // Answered anew while it was under way; after a failure its own pause goes on.
      if (this.#dirty.size && this.#failures === 0 && !this.over) this.#later(0);
    });
    return this.#running;
  }

  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#dirty.clear();
    await forgetDraft(draftName(this.account, this.test, this.number));
  }

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    for (const index of this.#dirty) {
      const place = this.items[index];
      const response = this.responses[index];
      if (!place || !response || this.over) continue;
      try {
        await this.save(this.test, this.number, place.position, tidyResponse(place.item, [...response]));
      } catch (thrown) {
        if (!this.#refused(index, asProblem(thrown))) return;
        continue;
      }
      this.#failures = 0;
      if (this.responses[index] !== response) continue;  // the newer word goes next
      this.#dirty.delete(index);
      this.#stand(index, 'saved');
    }
    if (this.#dirty.size === 0) await forgetDraft(draftName(this.account, this.test, this.number));
    else this.#keep();
  }

  /** Whether the others may still be sent. */
  #refused(index: number, problem: ReturnType<typeof asProblem>): boolean {
    if (problem.code === 'test_try_over') {
      this.over = true;
      this.#dirty.clear();
      return false;
    }
    if (problem.status === 400 || problem.status === 404) {
      this.#dirty.delete(index);
      this.#stand(index, 'short');
      return true;
    }
    for (const each of this.#dirty) this.#stand(each, 'unsaved');
    const pause = problem.retry_after_s !== null ? problem.retry_after_s * 1000 : pauses_ms[Math.min(this.#failures, pauses_ms.length - 1)];
    this.#failures += 1;
    this.#later(pause ?? 30_000);
    return false;
  }

  #later(pause_ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause_ms);
  }

  #stand(index: number, standing: Standing): void {
    if (this.standings[index] !== standing) this.standings = withOne(this.standings, index, standing);
  }

  #keep(): void {
    const drafts: Drafts = {};
    for (const index of this.#dirty) {
      const place = this.items[index];
      const response = this.responses[index];
      if (place && response) drafts[place.position] = response;
    }
    void keepDraft(draftName(this.account, this.test, this.number), drafts);
  }
}
