// How long somebody who typed a wrong PIN has to wait. Counted before the PIN is looked at and kept with the profile, so that
// neither a reload nor a crash gives a free try.
export interface Failures {
  count: number;
  last_at: number;
}
export const noFailures: Failures = { count: 0, last_at: 0 };

const freeFailures = 2;
const firstPause_ms = 30_000;
/** After so many the PIN is not asked any more: the password, with network, opens it. Nothing is ever erased. */
export const failuresMax = 10;

export const isBlocked = (failures: Failures): boolean => failures.count >= failuresMax;

/** 0 when a try is allowed. A clock turned back wins nothing: the pause then begins anew. */
export function waitFor(failures: Failures, now: number): number {
  if (failures.count <= freeFailures) return 0;
  const pause = firstPause_ms * 2 ** (failures.count - freeFailures - 1);
  return Math.min(pause, Math.max(0, failures.last_at + pause - now));
}
