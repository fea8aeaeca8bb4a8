// The marker on the device (web/marker): the server's own rules in WebAssembly, loaded when there is no network to ask it.
// Arguments and results are numbers, texts and lists one after another; see marker.cpp.
import type { ItemRemembered } from '../../foundation/api/contract';
import moduleUrl from '../marker/marker.wasm?url';

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  input(size: number): number;
  output_size(): number;
  mark_response(size: number): number;
  remember(size: number): number;
  introduce(size: number): number;
  plan_day(size: number): number;
}
type Called = 'mark_response' | 'remember' | 'introduce' | 'plan_day';

class Writer {
  #bytes = new Uint8Array(1024);
  #size = 0;

  #room(size: number): void {
    if (this.#size + size <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + size));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
  number(value: number | boolean): this {
    this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#size, Number(value), true);
    this.#size += 8;
    return this;
  }
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    this.number(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
    return this;
  }
  texts(values: string[]): this {
    this.number(values.length);
    for (const value of values) this.text(value);
    return this;
  }
  memory(state: Memory): this {
    return this.number(state.stability_days)
      .number(state.difficulty)
      .number(state.last_day)
      .number(state.due_day)
      .number(state.answers_count)
      .number(state.first_score_permille)
      .number(state.lapses);
  }
  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }
}

class Reader {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  number(): number {
    const value = new DataView(this.bytes.buffer, this.bytes.byteOffset).getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }
  text(): string {
    const size = this.number();
    this.#at += size;
    return new TextDecoder().decode(this.bytes.subarray(this.#at - size, this.#at));
  }
  memory(): Memory {
    return {
      stability_days: this.number(),
      difficulty: this.number(),
      last_day: this.number(),
      due_day: this.number(),
      answers_count: this.number(),
      first_score_permille: this.number(),
      lapses: this.number()
    };
  }
}

/** What a person remembers of an item; days are numbers counted from 1970-01-01 in Việt Nam. */
export type Memory = Omit<ItemRemembered, 'item'>;
export const neverMet: Memory = {
  stability_days: 0,
  difficulty: 0,
  last_day: 0,
  due_day: 0,
  answers_count: 0,
  first_score_permille: 0,
  lapses: 0
};

export type Marked =
  | { refused: string }
  | {
      refused: null;
      score_permille: number;
      verdict: 'right' | 'partly' | 'wrong';
      parts: { key: string; right: boolean; chosen: boolean }[];
      rating: number;
    };

export interface Pick {
  id: string;
  seconds: number;
}
export interface DayAsked {
  today: number;
  go_on: boolean;
  done: { review_seconds: number; lesson_seconds: number; task_seconds: number; lesson: boolean; task: boolean };
  next_lesson: (Pick & { task: Pick | null }) | null;
  open_task: Pick | null;
  reviews: { id: string; seconds: number; memory: Memory }[];
}
export interface DayPlanned {
  reviews: Pick[];
  lesson: Pick | null;
  task: Pick | null;
  seconds_estimate: number;
  reviews_put_off: number;
}

export class Marker {
  constructor(private readonly module: Exports) {
    module._initialize();
  }

  #call(name: Called, given: Writer): Reader {
    const bytes = given.all;
    const place = this.module.input(bytes.length);
    new Uint8Array(this.module.memory.buffer, place, bytes.length).set(bytes);
    const output = this.module[name](bytes.length);
    // A copy, because the next call may move the memory.
    return new Reader(new Uint8Array(this.module.memory.buffer, output, this.module.output_size()).slice());
  }

  mark(key: string[], response: string[]): Marked {
    const said = this.#call('mark_response', new Writer().texts(key).texts(response));
    const refused = said.text();
    if (refused) return { refused };
    const score_permille = said.number();
    const verdict = said.text() as 'right' | 'partly' | 'wrong';
    const parts = Array.from({ length: said.number() }, () => ({ key: said.text(), right: said.number() === 1, chosen: said.number() === 1 }));
    return { refused: null, score_permille, verdict, parts, rating: said.number() };
  }

  remember(memory: Memory, rating: number, score_permille: number, day: number): Memory {
    return this.#call('remember', new Writer().memory(memory).number(rating).number(score_permille).number(day)).memory();
  }

  introduce(day: number): Memory {
    return this.#call('introduce', new Writer().number(day)).memory();
  }

  planDay(asked: DayAsked): DayPlanned {
    const given = new Writer().number(asked.today).number(asked.go_on);
    given.number(asked.done.review_seconds).number(asked.done.lesson_seconds).number(asked.done.task_seconds);
    given.number(asked.done.lesson).number(asked.done.task);
    const optional = (pick: Pick | null) => {
      given.number(pick !== null);
      if (pick) given.text(pick.id).number(pick.seconds);
    };
    optional(asked.next_lesson);
    if (asked.next_lesson) optional(asked.next_lesson.task);
    optional(asked.open_task);
    given.number(asked.reviews.length);
    for (const { id, seconds, memory } of asked.reviews) given.text(id).number(seconds).memory(memory);
    const said = this.#call('plan_day', given);
    const pick = (): Pick => ({ id: said.text(), seconds: said.number() });
    return {
      reviews: Array.from({ length: said.number() }, pick),
      lesson: said.number() ? pick() : null,
      task: said.number() ? pick() : null,
      seconds_estimate: said.number(),
      reviews_put_off: said.number()
    };
  }
}

export async function startMarker(bytes: BufferSource): Promise<Marker> {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return new Marker(instance.exports as unknown as Exports);
}

let loading: Promise<Marker> | undefined;

/** Kept by the service worker, so that it is there without network. */
export function marker(): Promise<Marker> {
  loading ??= fetch(moduleUrl)
    .then((reply) => (reply.ok ? reply.arrayBuffer() : Promise.reject(new Error(`the marker: ${reply.status}`))))
    .then(startMarker);
  loading.catch(() => (loading = undefined));
  return loading;
}
