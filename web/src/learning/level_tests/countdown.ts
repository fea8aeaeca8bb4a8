// What is left of a try, by the server's clock: the device's own may be hours off.

/** `as_of` is the server's clock when the reply was made, `received_at` the device's when it came. */
export interface ServerClock {
  as_of: number;
  received_at: number;
}

export const leftOf = (ends_at: number, clock: ServerClock, device_now: number): number =>
  Math.max(0, ends_at - (clock.as_of + (device_now - clock.received_at)));

/** 65_000 → "1:05". A second that has begun counts, so that 0:00 is shown only when time is up. */
export function clockText(left_ms: number): string {
  const seconds = Math.ceil(left_ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A clock that speaks every second is noise; these are the moments worth a word, in minutes. */
const spokenMinutes = [1, 5, 10];

/** The moment passed between two looks at the clock, or null. */
export function minutesToSay(before_ms: number, now_ms: number): number | null {
  return spokenMinutes.find((minutes) => before_ms > minutes * 60_000 && now_ms <= minutes * 60_000) ?? null;
}
