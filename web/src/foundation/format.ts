// Numbers, days and durations the Vietnamese way: 1.234,5 · 21/11/2026 · 15 phút.
import { m } from './i18n';

export function number(value: number, decimals = 0): string {
  const rounded = Math.abs(value).toFixed(decimals);
  const [whole = '0', part] = rounded.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const sign = value < 0 && Number(rounded) !== 0 ? '−' : '';
  return sign + grouped + (part ? `,${part}` : '');
}

export function percent(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const value = (part / whole) * 100;
  // Never says 100 % while somebody is missing, nor 0 % when somebody has come.
  if (part < whole && value > 99.9) return '99,9%';
  if (part > 0 && value < 0.1) return '<0,1%';
  return `${number(value, value < 10 && value % 1 !== 0 ? 1 : 0)}%`;
}

/** +12, −3, or nothing changed. */
export function change(value: number): string {
  return value > 0 ? `+${number(value)}` : number(value);
}

export function day(iso: string): string {
  const [year, month, date] = iso.split('-');
  return `${date}/${month}/${year}`;
}

export function dayShort(iso: string): string {
  const [, month, date] = iso.split('-');
  return `${Number(date)}/${Number(month)}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23'
});

function parts(at: number): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

/** The day of an instant in Việt Nam, as "2026-11-22". */
export function dayOf(at: number): string {
  const p = parts(at);
  return `${p.year}-${p.month}-${p.day}`;
}

/** 14:05, 21/11/2026 */
export function moment(at: number): string {
  const p = parts(at);
  return `${p.hour}:${p.minute}, ${p.day}/${p.month}/${p.year}`;
}

export function addDays(iso: string, count: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekday(iso: string): number {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function minutes(seconds: number): string {
  return m.minutes({ count: number(Math.max(1, Math.round(seconds / 60))) });
}

/** The word for a day near today: hôm nay, ngày mai, hôm qua, or the date. */
export function dayNear(iso: string, today: string): string {
  if (iso === today) return m.day_today();
  if (iso === addDays(today, 1)) return m.day_tomorrow();
  if (iso === addDays(today, -1)) return m.day_yesterday();
  return day(iso);
}
