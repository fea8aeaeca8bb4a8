// Every refusal of the server, and every failure to reach it, arrives in the app as one of these.
import { m } from '../i18n';
import { isFull } from '../offline/room.svelte';

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly field: string | null = null,
    readonly retry_after_s: number | null = null,
    readonly request_id: string | null = null
  ) {
    super(title);
  }

  get offline(): boolean {
    return this.code === 'offline';
  }
}

export function problemFrom(status: number, body: unknown, requestId: string | null): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof said[key] === 'string' ? (said[key] as string) : null);
  const seconds = typeof said.retry_after_s === 'number' ? said.retry_after_s : null;
  const title = text('title') ?? (status >= 500 ? m.problem_server() : m.problem_unknown());
  return new Problem(text('code') ?? `http_${status}`, status, title, text('field'), seconds, text('request_id') ?? requestId);
}

export function offlineProblem(): Problem {
  return new Problem('offline', 0, m.problem_offline());
}

/** What to say of an answer that could not be written down: it stands on the screen and nowhere else. */
export const notStored = (thrown: unknown): string => (isFull(thrown) ? m.not_stored_full() : m.not_stored());

/** What to show a person for anything that was thrown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (isFull(thrown)) return new Problem('device_full', 0, m.problem_device_full());
  console.error(thrown);
  return new Problem('unexpected', 0, m.problem_unknown());
}
