// A week of door-to-door work is sent once, in order, and a refusal strands nobody's answers.
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AssistedEnrolment, AssistedRecord, AssistedResult } from '../../foundation/api/contract';

const sent: AssistedRecord[][] = [];
const photos: number[][] = [];
let photoAnswer: (device: string) => Promise<object>;
let answerWith: (record: AssistedRecord) => Partial<AssistedResult>;
vi.mock('../../foundation/api/client', () => ({
  readOrKept: vi.fn(),
  write: async (_method: string, _path: string, { records }: { records: AssistedRecord[] }) => {
    sent.push(records);
    return { results: records.map((record) => ({ sequence: record.sequence, status: 'received', code: null, text: null, receipt: 'r', mark: null, account_id: 1, ...answerWith(record) })) };
  }
}));

vi.mock('../api', () => ({
  putAssistedPhoto: async ({ device, sequence, place }: { device: string; sequence: number; place: number }, learner: { sequence: number }) => {
    photos.push([learner.sequence, sequence, place]);
    const said = await photoAnswer(device);
    return { id: 900 + photos.length, width: 1, height: 1, ...said };
  }
}));

const { enrolAgain, openAssisted, recordAnswer, recordEnrolment, recordTask, refOf, sendAssisted } = await import('./records');
const { logOf, putAnswer } = await import('../waiting_answers');
const { assistedPersons } = await import('./persons');

const person: AssistedEnrolment = { full_name: 'Lý Thị Dợ', birth_year: 1951, unit_code: '05551.01', target_group: 'citizen', consent_version: '2026-11', agreed_at: 5 };
const said = (learner: ReturnType<typeof refOf>, answer: string) => ({ learner, item: 'a', item_version: 1, context: 'lesson' as const, response: [answer], answered_at: 6, took_ms: 1 });
const states = async (account: number) => (await openAssisted(account)).map(({ state }) => state);

let account = 10;
beforeEach(() => {
  account += 1;
  sent.length = 0;
  photos.length = 0;
  photoAnswer = async () => ({});
  answerWith = () => ({});
});

it('sends enrolment and answers through one log, oldest first, and asks for nothing twice', async () => {
  await putAnswer(account, { item: 'own', item_version: 1, context: 'lesson', response: ['x'], answered_at: 1, took_ms: 1 });
  const enrolment = await recordEnrolment(account, person);
  await recordAnswer(account, said(refOf(enrolment), 'một'));
  await sendAssisted(account);
  await sendAssisted(account);
  // The person first: no answer is on its way before there is somebody to whom it belongs.
  expect(sent.length).toBe(2);
  expect(sent.flat().map(({ enrolment, answer }) => [enrolment?.full_name, answer?.response, answer?.learner.sequence])).toEqual([
    ['Lý Thị Dợ', undefined, undefined],
    [undefined, ['một'], enrolment.sequence]
  ]);
  expect(await states(account)).toEqual(['received', 'received']);
  expect((await logOf(account)).map(({ event }) => event.item), 'one’s own answers are nobody else’s').toEqual(['own']);
});

it('holds back the answers of somebody whose enrolment was refused, and sends them when it is put right', async () => {
  const wrong = await recordEnrolment(account, { ...person, unit_code: '99' });
  await recordAnswer(account, said(refOf(wrong), 'một'));
  answerWith = ({ enrolment }) => (enrolment?.unit_code === '99' ? { status: 'refused', code: 'no_such_unit', text: 'Không tìm thấy.', receipt: '' } : {});
  await sendAssisted(account);
  const after = await openAssisted(account);
  expect(after.map(({ state }) => state)).toEqual(['refused', 'here']);
  const right = await enrolAgain(account, after[0]!, person);
  await sendAssisted(account);
  const last = sent.at(-1)!.filter(({ answer }) => answer);
  expect(last.map(({ answer }) => answer?.learner.sequence)).toEqual([right.sequence]);
  const [one] = assistedPersons([], await openAssisted(account), (code) => code).filter(({ enrolment }) => enrolment?.state === 'received');
  expect(one?.counts).toMatchObject({ received: 2, here: 0 });
});

it('takes new numbers where a copied phone used them, and the answers follow', async () => {
  const enrolment = await recordEnrolment(account, person);
  await recordAnswer(account, said(refOf(enrolment), 'một'));
  answerWith = ({ device, sequence }) =>
    device === enrolment.device && sequence === enrolment.sequence ? { status: 'refused', code: 'sequence_taken', receipt: '' } : {};
  await sendAssisted(account);
  const entries = await openAssisted(account);
  expect(entries.map(({ state }) => state)).toEqual(['received', 'received']);
  expect(entries.some(({ device, sequence }) => device === enrolment.device && sequence === enrolment.sequence)).toBe(false);
});

const task = (learner: ReturnType<typeof refOf>) => ({ learner, task: 'l', title: 'Lời mời', text: 'Bác kể', checks: [true], photos: [{ place: 1 }, { place: 2 }], handed_in_at: 7 });
const pictures = () => [new Blob(['một'], { type: 'image/jpeg' }), new Blob(['hai'], { type: 'image/jpeg' })];

it('sends a task after its photos, in its place among the answers, and each photo once', async () => {
  const enrolment = await recordEnrolment(account, person);
  await recordAnswer(account, said(refOf(enrolment), 'một'));
  const handed = await recordTask(account, task(refOf(enrolment)), pictures());
  await recordAnswer(account, said(refOf(enrolment), 'hai'));
  await sendAssisted(account);
  expect(photos).toEqual([[enrolment.sequence, handed.sequence, 1], [enrolment.sequence, handed.sequence, 2]]);
  expect(sent.slice(1).flat().map(({ answer, hand_in }) => answer?.response[0] ?? hand_in?.photos)).toEqual(['một', [901, 902], 'hai']);
  expect(await states(account)).toEqual(['received', 'received', 'received', 'received']);
});

it('lets a photo that is refused or lost hold up nobody else’s records', async () => {
  const { Problem, offlineProblem } = await import('../../foundation/api/problem');
  const enrolment = await recordEnrolment(account, person);
  await recordTask(account, task(refOf(enrolment)), pictures());
  await recordAnswer(account, said(refOf(enrolment), 'một'));
  photoAnswer = async () => Promise.reject(offlineProblem());
  await expect(sendAssisted(account)).rejects.toMatchObject({ code: 'offline' });
  expect(await states(account)).toEqual(['received', 'sent', 'received']);
  photoAnswer = async () => Promise.reject(new Problem('photo_too_large', 413, 'Ảnh lớn quá.'));
  await sendAssisted(account);
  const [, refused] = await openAssisted(account);
  expect(refused).toMatchObject({ state: 'refused', code: 'photo_too_large', text: 'Ảnh lớn quá.' });
});
