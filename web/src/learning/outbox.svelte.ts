// Answers on their way. An answer is stored before anything else happens; it leaves the device only when the server has
// confirmed that exact one. Sending again is harmless: (device, sequence) counts once.
import type { AnswerEvent, AnswerResult, Effects } from '../foundation/api/contract';
import { asProblem } from '../foundation/api/problem';
import { dayOf } from '../foundation/format';
import { storageIsDurable } from '../foundation/offline/database';
import { sendAnswers } from './api';
import { notePoints } from './sitting';
import { sendWaitingTasks } from './waiting_tasks';
import { putAnswer, removeAnswer, takeNewDeviceId, waitingAnswers } from './waiting_answers';

const batch = 100;
const pauses_ms = [3_000, 10_000, 30_000, 120_000, 300_000];

export class Outbox {
  /** Answers of the signed-in person that the server has not confirmed. */
  waiting = $state(0);
  sending = $state(false);
  durable = $state(true);
  effects = $state.raw<Effects | null>(null);
  refused = $state.raw<AnswerResult[]>([]);

  #account: number | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Map<number, (result: AnswerResult) => void>();
  #unsent = new Map<number, () => void>();

  async open(account: number | null): Promise<void> {
    this.#account = account;
    this.refused = [];
    this.effects = null;
    this.durable = await storageIsDurable();
    await this.#count();
    if (account !== null) void this.send();
  }

  watch(): () => void {
    const again = () => void this.send();
    const seen = () => document.visibilityState === 'visible' && again();
    addEventListener('online', again);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(this.#timer);
    };
  }

  /**
   * Resolves once the answer is safe on the device; `result` follows when the server has spoken, or never, and `unsent`
   * when an attempt to send it has failed.
   */
  async add(draft: Omit<AnswerEvent, 'device' | 'sequence'>): Promise<{ result: Promise<AnswerResult>; unsent: Promise<void> }> {
    if (this.#account === null) throw new Error('nobody is signed in');
    const row = await putAnswer(this.#account, draft);
    const result = new Promise<AnswerResult>((resolve) => this.#listeners.set(row.sequence, resolve));
    const unsent = new Promise<void>((resolve) => this.#unsent.set(row.sequence, resolve));
    await this.#count();
    void this.send();
    return { result, unsent };
  }

  async send(): Promise<void> {
    if (this.sending || this.#account === null) return;
    this.sending = true;
    clearTimeout(this.#timer);
    const account = this.#account;
    try {
      for (;;) {
        const rows = (await waitingAnswers(account)).slice(0, batch);
        if (rows.length === 0 || account !== this.#account) break;
        const reply = await sendAnswers(rows.map((row) => row.event));
        this.effects = reply.effects;
        await notePoints(account, dayOf(Date.now()), reply.effects.points_gained);
        let settled = 0;
        for (const result of reply.results) {
          const row = rows.find((candidate) => candidate.sequence === result.sequence);
          if (row && (await this.#settle(account, row.event, result))) settled += 1;
        }
        await this.#count();
        // A reply that settles nothing would be asked for ever.
        if (settled === 0) throw new Error('the server confirmed none of the answers it was sent');
      }
      await sendWaitingTasks(account);
      this.#failures = 0;
    } catch (thrown) {
      this.#retryLater(asProblem(thrown).retry_after_s);
      for (const tell of this.#unsent.values()) tell();
      this.#unsent.clear();
    } finally {
      this.sending = false;
    }
    // An answer may have come in between the last look and now.
    if (this.#failures === 0 && account === this.#account && (await waitingAnswers(account)).length > 0) void this.send();
  }

  async #settle(account: number, event: AnswerEvent, result: AnswerResult): Promise<boolean> {
    if (result.status === 'refused' && result.code === 'sequence_taken') {
      await takeNewDeviceId();
      const { device: _device, sequence: _sequence, ...draft } = event;
      const row = await putAnswer(account, draft);
      const listener = this.#listeners.get(event.sequence);
      if (listener) this.#listeners.set(row.sequence, listener);
    } else {
      if (result.status === 'refused') this.refused = [...this.refused, result];
      this.#listeners.get(event.sequence)?.(result);
    }
    this.#listeners.delete(event.sequence);
    this.#unsent.delete(event.sequence);
    await removeAnswer(event.sequence);
    return true;
  }

  #retryLater(after_s: number | null): void {
    const pause = after_s !== null ? after_s * 1000 : (pauses_ms[Math.min(this.#failures, pauses_ms.length - 1)] ?? 300_000);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.send(), pause);
  }

  async #count(): Promise<void> {
    this.waiting = this.#account === null ? 0 : (await waitingAnswers(this.#account)).length;
  }
}

export const outbox = new Outbox();
