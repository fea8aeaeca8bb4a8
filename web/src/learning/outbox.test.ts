// The promise to the learner: an answer once given is never lost and never counted twice.
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerEvent, AnswerResult } from '../foundation/api/contract';

const sent: AnswerEvent[][] = [];
let answerWith: (events: AnswerEvent[]) => Promise<AnswerResult[]>;

vi.mock('./api', () => ({
  handInTask: vi.fn(),
  sendAnswers: async (events: AnswerEvent[]) => {
    sent.push(events);
    return { results: await answerWith(events), effects: { points_gained: 1 } };
  }
}));

const { Outbox } = await import('./outbox.svelte');
const { offlineProblem } = await import('../foundation/api/problem');
const { room } = await import('../foundation/offline/room.svelte');

const received = (event: AnswerEvent): AnswerResult => ({
  sequence: event.sequence,
  status: 'received',
  code: null,
  text: null,
  receipt: 'r',
  mark: null,
  due_on: null,
  lesson: null
});
const draft = (item: string) => ({
  item,
  item_version: 1,
  context: 'lesson' as const,
  response: ['a'],
  answered_at: 1,
  took_ms: 1
});

let account = 100;
beforeEach(() => {
  sent.length = 0;
  account += 1;
  answerWith = async (events) => events.map(received);
});

describe('the outbox', () => {
  it('says at once that an answer could not be sent, so that nobody waits for a network that is not there', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    answerWith = async () => {
      throw offlineProblem();
    };
    const { unsent } = await outbox.add(draft('a'));
    await unsent;
    expect(outbox.waiting).toBe(1);
  });

  it('keeps an answer until the server has confirmed it', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    answerWith = async () => {
      throw offlineProblem();
    };
    await outbox.add(draft('a'));
    await vi.waitFor(() => expect(outbox.sending).toBe(false));
    expect(outbox.waiting).toBe(1);

    const afterRestart = new Outbox();
    answerWith = async (events) => events.map(received);
    await afterRestart.open(account);
    await vi.waitFor(() => expect(afterRestart.waiting).toBe(0));
    const [first, second] = sent.filter((events) => events.length);
    expect(second).toEqual(first);
  });

  it('gives every answer its own number, in order', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    const { result } = await outbox.add(draft('a'));
    await result;
    await (await outbox.add(draft('b'))).result;
    const numbers = sent.flat().map((event) => event.sequence);
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
    expect(new Set(sent.flat().map((event) => event.device)).size).toBe(1);
  });

  it('does not send one person’s answers as another', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    answerWith = async () => {
      throw offlineProblem();
    };
    await outbox.add(draft('a'));
    await vi.waitFor(() => expect(outbox.sending).toBe(false));
    answerWith = async (events) => events.map(received);
    const other = new Outbox();
    await other.open(account + 1000);
    expect(other.waiting).toBe(0);
    await other.send();
    expect(sent.length).toBe(1);
  });

  it('says what the server refused, and does not ask for ever', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    answerWith = async (events) => events.map((event) => ({ ...received(event), status: 'refused', code: 'no_such_item' }));
    const { result } = await outbox.add(draft('gone'));
    expect((await result).code).toBe('no_such_item');
    await vi.waitFor(() => expect(outbox.waiting).toBe(0));
    expect(outbox.refused.map((one) => one.code)).toEqual(['no_such_item']);
  });

  it('takes a new device id when its number was used by a copy of this phone', async () => {
    const outbox = new Outbox();
    await outbox.open(account);
    let first = true;
    answerWith = async (events) =>
      events.map((event) => {
        if (!first) return received(event);
        first = false;
        return { ...received(event), status: 'refused', code: 'sequence_taken' };
      });
    const { result } = await outbox.add(draft('a'));
    expect((await result).status).toBe('received');
    const devices = sent.flat().map((event) => event.device);
    expect(devices[0]).not.toBe(devices[1]);
  });

  describe('where the disk is full', () => {
    const full = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    const fill = () => [vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full), vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full)];

    it('says that an answer was not kept, and does not count it', async () => {
      const outbox = new Outbox();
      await outbox.open(account);
      const walls = fill();
      await expect(outbox.add(draft('a'))).rejects.toThrow('no room');
      expect([room.full, outbox.waiting, sent.length]).toEqual([true, 0, 0]);
      walls.forEach((wall) => wall.mockRestore());
      await (await outbox.add(draft('a'))).result;
      expect([room.full, sent.length]).toEqual([false, 1]);
    });

    it('sends what was kept before, and claims no receipt that found no room', async () => {
      const outbox = new Outbox();
      await outbox.open(account);
      answerWith = async () => {
        throw offlineProblem();
      };
      await outbox.add(draft('a'));
      await vi.waitFor(() => expect(outbox.sending).toBe(false));
      answerWith = async (events) => events.map(received);
      const walls = fill();
      await outbox.send();
      expect([sent.length, outbox.waiting, outbox.problem?.code]).toEqual([2, 1, 'device_full']);
      walls.forEach((wall) => wall.mockRestore());
      await outbox.send();
      expect([sent.length, outbox.waiting, outbox.problem]).toEqual([3, 0, null]);
    });
  });
});
