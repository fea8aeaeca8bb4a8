// Where the leaves of the streak's branch sit. One leaf a day; every seventh day a tea flower; the last fourteen days show.
export interface Leaf {
  x: number;
  y: number;
  angle: number;
  kind: 'leaf' | 'flower' | 'bud';
}
export const leavesShown = 14;

const from = { x: 12, y: 92 };
const bend = { x: 150, y: 96 };
const to = { x: 306, y: 34 };
export const stem = `M${from.x} ${from.y}Q${bend.x} ${bend.y} ${to.x} ${to.y}`;

function at(t: number): { x: number; y: number; slope: number } {
  const u = 1 - t;
  const x = u * u * from.x + 2 * u * t * bend.x + t * t * to.x;
  const y = u * u * from.y + 2 * u * t * bend.y + t * t * to.y;
  const dx = 2 * u * (bend.x - from.x) + 2 * t * (to.x - bend.x);
  const dy = 2 * u * (bend.y - from.y) + 2 * t * (to.y - bend.y);
  return { x, y, slope: (Math.atan2(dy, dx) * 180) / Math.PI };
}

/** `days` finished in a row; when today is still open, its leaf waits as a bud. */
export function leavesOf(days: number, todayDone: boolean): Leaf[] {
  const whole = Math.max(0, days);
  const total = Math.min(leavesShown, whole + (todayDone ? 0 : 1));
  const firstDay = whole + (todayDone ? 0 : 1) - total + 1;
  return Array.from({ length: total }, (_, index) => {
    const day = firstDay + index;
    const point = at(0.1 + (0.86 * (index + 0.5)) / leavesShown);
    const above = day % 2 === 1;
    const kind = day > whole ? 'bud' : day % 7 === 0 ? 'flower' : 'leaf';
    return {
      x: Math.round(point.x * 10) / 10,
      y: Math.round(point.y * 10) / 10,
      angle: Math.round(point.slope + (above ? -52 : 52)),
      kind
    };
  });
}
