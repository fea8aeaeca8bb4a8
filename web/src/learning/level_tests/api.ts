// Level tests as the server holds them. Terms and the open try are kept on the device, so that a test goes on after a reload
// without network; they hold no keys.
import { read, readOrKept, write, type Kept } from '../../foundation/api/client';
import type { LevelTest, OpenTry, TestAnswerSaved, TryResult } from '../../foundation/api/contract';
import { keepReply } from '../../foundation/offline/kept';

const pathOf = (test: string) => `/level_tests/${encodeURIComponent(test)}`;
const tryPath = (test: string, number: number) => `${pathOf(test)}/tries/${number}`;

export const levelTest = (test: string): Promise<Kept<LevelTest>> => readOrKept(pathOf(test));
export const openTry = (test: string, number: number): Promise<Kept<OpenTry>> => readOrKept(tryPath(test, number));
export const openTryNow = (test: string, number: number): Promise<OpenTry> => read(tryPath(test, number));

export async function startTry(terms: LevelTest): Promise<OpenTry> {
  const begun = await write<OpenTry>('POST', `${pathOf(terms.id)}/tries`);
  await keepReply(tryPath(terms.id, begun.number), begun);
  await keepReply(pathOf(terms.id), { ...terms, open_try: begun.number, tries_used: begun.number, next_try_at: null });
  return begun;
}

export const saveAnswer = (test: string, number: number, position: number, response: string[]): Promise<TestAnswerSaved> =>
  write('PUT', `${tryPath(test, number)}/answers/${position}`, { response });

export const completeTry = (test: string, number: number): Promise<TryResult> => write('POST', `${tryPath(test, number)}/completion`);
