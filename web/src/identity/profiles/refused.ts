// Why a profile did not open, in words.
import { number } from '../../foundation/format';
import { m } from '../../foundation/i18n';
import type { Opened } from '../../foundation/offline/profiles';

const wait = (ms: number): string =>
  ms < 90_000 ? m.pin_wait_seconds({ count: number(Math.ceil(ms / 1000)) }) : m.pin_wait_minutes({ count: number(Math.ceil(ms / 60_000)) });

export function refusedWords(result: Opened): string | null {
  if ('vault' in result) return null;
  switch (result.refused) {
    case 'wrong':
      return m.pin_wrong();
    case 'wait':
      return wait(result.wait_ms);
    case 'blocked':
      return m.pin_blocked();
    case 'gone':
      return m.pin_gone();
  }
}
