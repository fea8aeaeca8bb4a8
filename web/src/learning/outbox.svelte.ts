// Answers and tasks on their way. Each is written to the log before anything else happens, and stands there as waiting until
// the server has confirmed that exact one. Sending again is harmless: (device, sequence) counts once.
import type { AnswerEvent, AnswerResult, Effects } from '../foundation/api/contract';
import { asProblem, offlineProblem, type Problem } from '../foundation/api/problem';
import { dayOf } from '../foundation/format';
import { storageIsDurable, type EntryHead, type LogEntry, type StoredEntry } from '../foundation/offline/database';
import { sendAnswers } from './api';
import type { HandInOutcome } from './hand_in_sending';
import { placesToHandIn } from './places';
import { notePoints } from './sitting';
import { countWaiting, markSent, nextToSend, putAnswer, settleAnswer, takeUp } from './waiting_answers';

/** What the server takes at once is 100 answers and 256 KB. */
const batch = { answers: 100, characters: 60_000 };
const pauses_ms = [3_000, 10_000, 30_000, 120_000, 300_000];

function firstBatch(rows: LogEntry[]): LogEntry[] {
  let characters = 0;
  const fitting = rows.slice(0, batch.answers).findIndex((row, place) => {
    characters += JSON.stringify(row.event).length;
    return place > 0 && characters > batch.characters;
  });
  return rows.slice(0, fitting < 0 ? batch.answers : fitting);
}

// What most sittings never need is loaded when it is; not to get it is to have no network.
const orOffline = <T>(loading: Promise<T>): Promise<T> =>
  loading.catch(() => {
    throw offlineProblem();
  });
const sendingTasks = () => orOffline(import('./hand_in_sending'));
const records = () => orOffline(import('./assisted/records'));

export type HandInSettled = Exclude<HandInOutcome, { status: 'renumbered' }>;

export class Outbox {
  /** Answers of the signed-in person that the server has not confirmed. */
  waiting = $state(0);
  /** Tasks of theirs, likewise. */
  tasks = $state(0);
  /** What they wrote down for people without a telephone, as far as it is not confirmed. */
  records = $state(0);
  sending = $state(false);
  durable = $state(true);
  effects = $state.raw<Effects | null>(null);
  refused = $state.raw<AnswerResult[]>([]);
  /** Why the last attempt failed; null once one has gone through. */
  problem = $state.raw<Problem | null>(null);
  sent_at = $state<number | null>(null);
  /** Called when the server has everything, before anything new is sent: the moment to ask it where the person stands. */
  whenAllSent: (account: number) => Promise<void> = async () => {};

  #account: number | null = null;
  #failures = 0;
  /** Asked to send while it was sending. */
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Map<number, (result: AnswerResult) => void>();
  #unsent = new Map<number, () => void>();
  #handInListeners = new Map<number, (outcome: HandInSettled) => void>();

  async open(account: number | null): Promise<void> {
    this.#account = account;
    this.refused = [];
    this.effects = null;
    this.durable = await storageIsDurable();
    if (account !== null) {
      await takeUp(account, ['clock_ahead']).catch(() => {});
      const left = await placesToHandIn(account).catch(() => []);
      if (left.length) await sendingTasks().then(({ takeUpPlaces }) => takeUpPlaces(account), () => {});
    }
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

  /** A task that was written down: as for add(). */
  async handIn({ sequence }: Pick<EntryHead, 'sequence'>): Promise<{ result: Promise<HandInSettled>; unsent: Promise<void> }> {
    const result = new Promise<HandInSettled>((resolve) => this.#handInListeners.set(sequence, resolve));
    const unsent = new Promise<void>((resolve) => this.#unsent.set(sequence, resolve));
    await this.noticed();
    return { result, unsent };
  }

  /** Something was written to the log by others than add(). */
  async noticed(): Promise<void> {
    await this.#count();
    void this.send();
  }

  async send(): Promise<void> {
    if (this.sending) this.#again = true;
    if (this.sending || this.#account === null) return;
    this.sending = true;
    this.#again = false;
    clearTimeout(this.#timer);
    const account = this.#account;
    try {
      // Two tabs of one device must not send the same answers side by side.
      const locks = globalThis.navigator?.locks;
      if (locks) await locks.request('bdh-outbox', () => this.#sendAll(account));
      else await this.#sendAll(account);
      this.#failures = 0;
      this.problem = null;
      this.sent_at = Date.now();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.#retryLater(this.problem.retry_after_s);
      for (const tell of this.#unsent.values()) tell();
      this.#unsent.clear();
    } finally {
      this.sending = false;
      await this.#count();
    }
    // An answer may have come in between the last look and now.
    if (this.#failures === 0 && account === this.#account && this.#again) void this.send();
  }

  /** Answers first: they are small, and no photo that does not get through may hold them up. Then tasks, the oldest first. */
  async #sendAll(account: number): Promise<void> {
    let held: unknown = null;
    for (;;) {
      const { answers, task } = await nextToSend(account, held === null, batch.answers);
      const rows = firstBatch(answers);
      if (account !== this.#account) return;
      if (rows.length === 0 && task === null) break;
      // Nothing is called sent that cannot have left.
      if (globalThis.navigator?.onLine === false) throw offlineProblem();
      if (task) {
        await this.#sendTask(account, task).catch((thrown: unknown) => (held = thrown));
        continue;
      }
      // A full disk keeps nobody from sending: without this mark an entry only says less than is true.
      await markSent(rows).catch(() => {});
      const reply = await sendAnswers(rows.map((row) => row.event));
      this.effects = reply.effects;
      await notePoints(account, dayOf(Date.now()), reply.effects.points_gained);
      let settled = 0;
      for (const [place, result] of reply.results.entries()) {
        // One result for each event, in order; its number is there to make sure.
        const row = rows[place];
        if (!row || row.sequence !== result.sequence) continue;
        await this.#settle(account, row, result);
        settled += 1;
      }
      await this.#count();
      // A reply that settles nothing would be asked for ever.
      if (settled === 0) throw new Error('the server confirmed none of the answers it was sent');
    }
    if ((await countWaiting(account)).records > 0) {
      const { sendAssisted } = await records();
      await sendAssisted(account, () => account === this.#account);
    }
    if (held !== null) throw held;
    await this.whenAllSent(account);
  }

  async #sendTask(account: number, task: StoredEntry): Promise<void> {
    const { sendHandIn } = await sendingTasks();
    const outcome = await sendHandIn(task);
    const listener = this.#handInListeners.get(task.sequence);
    this.#handInListeners.delete(task.sequence);
    this.#unsent.delete(task.sequence);
    if (outcome.status === 'renumbered') {
      if (listener) this.#handInListeners.set(outcome.entry.sequence, listener);
      return;
    }
    if (outcome.status === 'received') {
      this.effects = outcome.effects;
      await notePoints(account, dayOf(Date.now()), outcome.effects.points_gained);
    }
    listener?.(outcome);
    await this.#count();
  }

  async #settle(account: number, row: LogEntry, result: AnswerResult): Promise<void> {
    if (result.status === 'refused' && result.code === 'sequence_taken') {
      const { device: _device, sequence: _sequence, ...draft } = row.event;
      const again = await putAnswer(account, draft, row);
      const listener = this.#listeners.get(row.sequence);
      if (listener) this.#listeners.set(again.sequence, listener);
    } else {
      if (result.status === 'refused') this.refused = [...this.refused, result];
      await settleAnswer(row, result);
      this.#listeners.get(row.sequence)?.(result);
    }
    this.#listeners.delete(row.sequence);
    this.#unsent.delete(row.sequence);
  }

  #retryLater(after_s: number | null): void {
    const pause = after_s !== null ? after_s * 1000 : (pauses_ms[Math.min(this.#failures, pauses_ms.length - 1)] ?? 300_000);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.send(), pause);
  }

  async #count(): Promise<void> {
    const { answers, tasks, records } = this.#account === null ? { answers: 0, tasks: 0, records: 0 } : await countWaiting(this.#account);
    this.waiting = answers;
    this.tasks = tasks;
    this.records = records;
  }
}

export const outbox = new Outbox();
