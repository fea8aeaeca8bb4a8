import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Item, OpenTry } from '../../foundation/api/contract';
import { offlineProblem, Problem } from '../../foundation/api/problem';
import { keptDraft } from '../../foundation/offline/kept';
import { draftName, TryDesk } from './desk.svelte';

const choice = (id: string): Item => ({
  id,
  version: 1,
  type: 'single_choice',
  seconds: 30,
  prompt: id,
  options: [
    { key: 'a', text: 'A' },
    { key: 'b', text: 'B' }
  ]
});
const order: Item = { id: 'o', version: 1, type: 'order', seconds: 30, prompt: 'o', steps: [{ key: 'x', text: 'X' }, { key: 'y', text: 'Y' }] };
const attempt = (): OpenTry => ({
  number: 1,
  started_at: 0,
  ends_at: 60_000,
  as_of: 0,
  items: [choice('one'), choice('two'), order].map((item, index) => ({ position: index + 1, item, response: index === 1 ? ['b'] : null }))
});
const received = { answered: 1, total: 3 };
let account = 0;

describe('answers of a try', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    account += 1;
  });
  const deskWith = (save: (position: number, response: string[]) => Promise<typeof received>, drafts: Record<number, string[]> | null = null) =>
    new TryDesk(account, 't', 1, attempt(), drafts, (_test, _number, position, response) => save(position, response));

  it('are saved one by one, the last word of each', async () => {
    const sent: [number, string[]][] = [];
    const desk = deskWith((position, response) => Promise.resolve(received).then((reply) => (sent.push([position, response]), reply)));
    expect(desk.standings).toEqual(['open', 'saved', 'open']);
    desk.answer(0, ['a']);
    desk.answer(0, ['b']);
    expect(desk.standings[0]).toBe('saving');
    expect(desk.unsaved).toBe(1);
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.standings[0]).toBe('saved');
    expect(sent).toEqual([[1, ['b']]]);
  });

  it('changed while they are on their way are sent again', async () => {
    const sent: string[][] = [];
    let answerNow = () => {};
    const desk = deskWith((_position, response) => {
      sent.push(response);
      return new Promise((resolve) => (answerNow = () => resolve(received)));
    });
    desk.answer(0, ['a']);
    void desk.flush();
    desk.answer(0, ['b']);
    answerNow();
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.standings[0]).toBe('saving');
    answerNow();
    await vi.advanceTimersByTimeAsync(600);
    expect(sent).toEqual([['a'], ['b']]);
    expect(desk.standings[0]).toBe('saved');
  });

  it('without network stay on the device and are tried again until they arrive', async () => {
    let online = false;
    const desk = deskWith(() => (online ? Promise.resolve(received) : Promise.reject(offlineProblem())));
    desk.answer(0, ['a']);
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.standings[0]).toBe('unsaved');
    expect(await keptDraft(draftName(account, 't', 1))).toEqual({ 1: ['a'] });
    online = true;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(desk.standings[0]).toBe('saved');
    expect(await keptDraft(draftName(account, 't', 1))).toBeNull();
  });

  it('kept by an earlier page are taken up and sent', async () => {
    const sent: number[] = [];
    const desk = deskWith((position) => Promise.resolve(received).then((reply) => (sent.push(position), reply)), { 1: ['a'] });
    expect(desk.responses[0]).toEqual(['a']);
    expect(desk.standings[0]).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([1]);
    expect(desk.standings[0]).toBe('saved');
  });

  it('half given, where half is no answer, are not sent', async () => {
    const sent: number[] = [];
    const desk = deskWith((position) => Promise.resolve(received).then((reply) => (sent.push(position), reply)));
    desk.answer(2, ['x']);
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.standings[2]).toBe('short');
    desk.answer(2, ['x', 'y']);
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.standings[2]).toBe('saved');
    expect(sent).toEqual([3]);
  });

  it('come to an end when the server says that the try is over', async () => {
    const desk = deskWith(() => Promise.reject(new Problem('test_try_over', 409, '')));
    desk.answer(0, ['a']);
    await vi.advanceTimersByTimeAsync(600);
    expect(desk.over).toBe(true);
    desk.answer(0, ['b']);
    expect(desk.responses[0]).toEqual(['a']);
  });
});
