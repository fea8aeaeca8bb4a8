// A device's log as it stands in the browser's own database, and its comparison with the server's store, row by row.
import { expect, type Page } from '@playwright/test';
import type { Row } from './own_server.ts';

export interface LogRow extends Omit<Row, 'id'> {
  state: string;
  receipt: string | null;
}

/** The rows of one store of the browser's own database, as somebody with the telephone in hand reads them. */
export const rows = <Stored>(page: Page, store: string): Promise<Stored[]> =>
  page.evaluate(
    (name) =>
      new Promise<never[]>((resolve, reject) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction(name).objectStore(name).getAll();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result as never[]);
          };
        };
      }),
    store
  );

interface Entry extends Omit<LogRow, 'item' | 'context' | 'response' | 'answered_at' | 'receipt'> {
  kind?: string;
  event: Pick<LogRow, 'item' | 'context' | 'response' | 'answered_at'>;
  receipt?: string;
}

/** The answers of the log as they stand in the browser's own database. */
export async function logOf(page: Page): Promise<LogRow[]> {
  const answers = (await rows<Entry>(page, 'log')).filter((entry) => entry.kind === undefined);
  return answers.map(({ device, sequence, state, receipt, event: { item, context, response, answered_at } }) => ({
    device,
    sequence,
    item,
    context,
    response,
    answered_at,
    state,
    receipt: receipt ?? null
  }));
}

export const accountOf = async (page: Page): Promise<number> => (await (await page.request.get('/api/v1/me')).json()).account_id;

/** `ahead_ms`: how far the device's clock was ahead; then the store has the time that was reckoned from it. */
export function compare(log: LogRow[], rows: Row[], ahead_ms = 0) {
  const slack_ms = 5 * 60_000;
  const times = new Map(log.map((entry) => [`${entry.device}/${entry.sequence}`, entry.answered_at]));
  if (ahead_ms !== 0) {
    rows = rows.map((row) => {
      const shown = times.get(`${row.device}/${row.sequence}`) ?? 0;
      expect(Math.abs(row.answered_at + ahead_ms - shown)).toBeLessThan(slack_ms);
      return { ...row, answered_at: shown };
    });
  }
  const plain = ({ device, sequence, item, context, response, answered_at }: Omit<Row, 'id'>) => ({ device, sequence, item, context, response, answered_at });
  const order = (one: Omit<Row, 'id'>, other: Omit<Row, 'id'>) => one.device.localeCompare(other.device) || one.sequence - other.sequence;
  expect([...rows].sort(order).map(plain), '0 lost, 0 doubled').toEqual([...log].sort(order).map(plain));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(log.filter(({ state, receipt }) => state !== 'received' || !receipt)).toEqual([]);
}
