import { expect, test, vi } from 'vitest';
import { patiently } from './patience';

const at_once = async () => {};
const named = (name: string) => Object.assign(new Error(), { name });

test('what passes is waited for', async () => {
  const open = vi.fn().mockRejectedValueOnce(named('UnknownError')).mockRejectedValueOnce(named('UnknownError')).mockResolvedValue('open');
  expect(await patiently(open, at_once)).toBe('open');
  expect(open).toHaveBeenCalledTimes(3);
});

test('what is forbidden is not asked for again', async () => {
  const open = vi.fn().mockRejectedValue(named('SecurityError'));
  await expect(patiently(open, at_once)).rejects.toThrow();
  expect(open).toHaveBeenCalledTimes(1);
});

test('and not for ever', async () => {
  const waited: number[] = [];
  const open = vi.fn().mockRejectedValue(named('UnknownError'));
  await expect(
    patiently(open, async (ms) => {
      waited.push(ms);
    })
  ).rejects.toThrow();
  expect(open).toHaveBeenCalledTimes(5);
  expect(waited.reduce((sum, ms) => sum + ms)).toBeLessThan(5_000);
});
