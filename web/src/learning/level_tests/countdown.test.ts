import { describe, expect, it } from 'vitest';
import { clockText, leftOf, minutesToSay } from './countdown';

describe('what is left of a try', () => {
  it('follows the server, however wrong the clock of the phone is', () => {
    const threeHoursLate = { as_of: 1_000_000, received_at: 1_000_000 - 3 * 3_600_000 };
    expect(leftOf(1_060_000, threeHoursLate, threeHoursLate.received_at)).toBe(60_000);
    expect(leftOf(1_060_000, threeHoursLate, threeHoursLate.received_at + 45_000)).toBe(15_000);
    expect(leftOf(1_060_000, threeHoursLate, threeHoursLate.received_at + 90_000)).toBe(0);
  });

  it('shows zero only when time is up', () => {
    expect(clockText(25 * 60_000)).toBe('25:00');
    expect(clockText(65_000)).toBe('1:05');
    expect(clockText(400)).toBe('0:01');
    expect(clockText(0)).toBe('0:00');
  });

  it('speaks at ten, five and one minute, once each', () => {
    expect(minutesToSay(600_500, 599_500)).toBe(10);
    expect(minutesToSay(599_500, 598_500)).toBeNull();
    expect(minutesToSay(60_900, 59_900)).toBe(1);
    expect(minutesToSay(700_000, 30_000)).toBe(1);
  });
});
