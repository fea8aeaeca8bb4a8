// The day without network: today's session, lessons and marks, from the levels kept on this device and the log of answers.
// Loaded only when the server does not answer. Everything it says is provisional; the server marks every answer again.
import { changesMade, read, type Kept } from '../../foundation/api/client';
import type { Item, LearningState, Lesson, Mark, Today, WeekDayState } from '../../foundation/api/contract';
import { dayOf, weekday } from '../../foundation/format';
import { database, type Standing } from '../../foundation/offline/database';
import { vaultOf } from '../../foundation/offline/vault';
import { openHandIns, type OpenHandIn } from '../hand_in_entries';
import { countWaiting, lastSequence, logOf } from '../waiting_answers';
import { openShelf, storedBundles, type Shelf } from './bundles';
import { marker } from './marker';
import { dayNamed, dayNumber, markOf, reckon, type Happened, type Reckoned } from './reckoning';

/** It is the largest reply of a day. What was answered here since is reckoned from the log; another device is seen this soon. */
const askAgain_ms = 60 * 60_000;
let asked = { account: 0, at: 0, changes: 0 };

/** Asks the server where the person stands, when it has every answer of theirs; see Outbox.whenAllSent. */
export async function keepStanding(account: number): Promise<void> {
  const db = await database();
  const changes = changesMade();
  if (asked.account === account && asked.changes === changes && Math.abs(Date.now() - asked.at) < askAgain_ms) return;
  if (!db || (await storedBundles()).length === 0) return;
  const covers = await lastSequence();
  const { answers, tasks } = await countWaiting(account);
  if (answers + tasks > 0) return;
  const state = await read<LearningState>('/me/learning_state', true);
  const row = { account_id: account, covers, taken_at: Date.now() };
  const vault = await vaultOf(account);
  await db.put('standings', vault ? { ...row, sealed: await vault.seal('standing', state) } : { ...row, state });
  asked = { account, at: row.taken_at, changes };
}

export async function standingCovers(account: number): Promise<number | null> {
  return (await (await database())?.get('standings', account))?.covers ?? null;
}

async function standingOf(account: number): Promise<Standing | null> {
  const vault = await vaultOf(account);
  const row = await (await database())?.get('standings', account);
  if (!row) return null;
  if (!('sealed' in row)) return row;
  const { sealed, ...open } = row;
  return vault && { ...open, state: await vault.open<LearningState>('standing', sealed) };
}

export { fetchBundle, offeredBundles, storedBundles } from './bundles';
export { marker } from './marker';

/** Handed in after the server's last word. */
const counts = ({ state, sequence }: OpenHandIn, covers: number): boolean => sequence > covers && state !== 'refused' && state !== 'gone';

interface Desk {
  shelf: Shelf;
  standing: Standing;
  now: Reckoned;
  handedIn: Set<string>;
  handedInToday: string[];
  /** Handed in after the server's last word. */
  fresh: OpenHandIn[];
}

async function deskOf(account: number): Promise<Desk | null> {
  const standing = await standingOf(account);
  if (!standing) return null;
  const [shelf, rules, entries, handIns] = await Promise.all([openShelf(), marker(), logOf(account), openHandIns(account)]);
  if (shelf.levels.size === 0) return null;
  const today = dayNumber(dayOf(Date.now()));
  const now = reckon(standing, entries, shelf, rules, today);
  const known = new Set(standing.state.tasks_handed_in);
  const fresh = handIns.filter((one) => counts(one, standing.covers) && !known.has(one.body.task));
  const handedInToday = [...new Set(fresh.filter(({ body }) => dayNumber(dayOf(body.handed_in_at)) === today).map(({ body }) => body.task))];
  for (const id of handedInToday) {
    now.done.tasks_done += 1;
    now.done.task_seconds += (shelf.lessons.get(id)?.task.minutes ?? 0) * 60;
  }
  const handedIn = new Set([...known, ...fresh.map(({ body }) => body.task)]);
  return { shelf, standing, now, handedIn, handedInToday, fresh };
}

const answered = (desk: Desk, item: string): boolean => (desk.now.memories.get(item)?.answers_count ?? 0) > 0;

function weekOf(desk: Desk): Today['week'] {
  const { today, studied } = desk.now;
  const monday = today - weekday(dayNamed(today));
  const state = (day: number): WeekDayState =>
    studied.has(day) ? 'done' : day === today ? 'today' : day < today ? 'missed' : 'future';
  return Array.from({ length: 7 }, (_, place) => ({ day: dayNamed(monday + place), state: state(monday + place) }));
}

function nextLesson(desk: Desk) {
  const id = desk.standing.state.path.find((one) => !desk.now.completed.has(one));
  return id === undefined ? undefined : desk.shelf.lessons.get(id);
}

const taskOf = (lesson: { id: string; task: { minutes: number } }) => ({ id: lesson.id, seconds: lesson.task.minutes * 60 });

async function planOf(desk: Desk, goOn: boolean) {
  const { now, shelf, standing, handedIn } = desk;
  const lesson = nextLesson(desk);
  const open = standing.state.path
    .filter((id) => now.completed.has(id) && !handedIn.has(id))
    .flatMap((id) => shelf.lessons.get(id) ?? [])
    .at(-1);
  const answeredSeconds = lesson ? lesson.items.reduce((sum, { item }) => sum + (answered(desk, item.id) ? item.seconds : 0), 0) : 0;
  const due = [...now.memories].flatMap(([id, memory]) => {
    const kept = shelf.items.get(id);
    return kept && memory.due_day <= now.today + 1 ? [{ id, seconds: kept.item.seconds, memory }] : [];
  });
  const plan = (await marker()).planDay({
    today: now.today,
    go_on: goOn,
    done: { ...now.done, lesson: now.done.lessons_done > 0, task: now.done.tasks_done > 0 },
    next_lesson: lesson
      ? {
          id: lesson.id,
          seconds: lesson.seconds - (now.begun.has(lesson.id) ? answeredSeconds : 0),
          task: handedIn.has(lesson.id) ? null : taskOf(lesson)
        }
      : null,
    open_task: open ? taskOf(open) : null,
    reviews: due
  });
  return { plan, lesson, dueCount: due.length };
}

function taskShown(desk: Desk, task: { id: string; seconds: number } | null): Today['task'] {
  const id = task?.id ?? desk.handedInToday.at(-1);
  const lesson = id === undefined ? undefined : desk.shelf.lessons.get(id);
  return lesson ? { lesson_id: lesson.id, title: lesson.task.title, seconds: lesson.task.minutes * 60, done: task === null } : null;
}

export async function todayHere(account: number, goOn = false): Promise<Kept<Today> | null> {
  const desk = await deskOf(account);
  if (!desk) return null;
  const { now, shelf, standing } = desk;
  const { plan, lesson, dueCount } = await planOf(desk, goOn);
  const level = lesson ? shelf.levels.get(lesson.level_id) : [...shelf.levels.values()].at(-1);
  const lessons = level?.lessons ?? [];
  const secondsDone = now.done.review_seconds + now.done.lesson_seconds + now.done.task_seconds;
  const nothingLeft = plan.reviews.length === 0 && !plan.lesson && !plan.task;
  const dueDays = [...now.memories.values()].map(({ due_day }) => due_day);
  const back = lesson ? now.today + 1 : dueDays.length ? Math.max(now.today + 1, Math.min(...dueDays)) : null;
  const value: Today = {
    day: dayNamed(now.today),
    greeting_name: standing.state.greeting_name,
    level: {
      number: level?.level ?? 1,
      title: level?.title ?? '',
      lessons_done: lessons.filter(({ id }) => now.completed.has(id)).length,
      lessons_total: lessons.length
    },
    minutes_estimate: Math.ceil(plan.seconds_estimate / 60),
    minutes_done: Math.round(secondsDone / 60),
    done: nothingLeft && secondsDone > 0,
    reviews: plan.reviews.flatMap(({ id }) => shelf.items.get(id)?.item ?? []),
    reviews_put_off: plan.reviews_put_off,
    lesson:
      plan.lesson && lesson
        ? {
            id: lesson.id,
            title: lesson.title,
            goal: lesson.goal,
            seconds: plan.lesson.seconds,
            status: now.begun.has(lesson.id) ? 'started' : 'new',
            items_answered: lesson.items.filter(({ item }) => answered(desk, item.id)).length,
            items_total: lesson.items.length
          }
        : null,
    task: taskShown(desk, plan.task),
    tasks_returned: [],
    week: weekOf(desk),
    next_return_on: back === null ? null : dayNamed(back),
    reviews_due_tomorrow: dueCount - plan.reviews.length
  };
  return { value, kept_at: standing.taken_at };
}

/** What earned something after this entry, oldest day first; null where nothing can be reckoned. */
export async function happenedHere(account: number, since: number): Promise<Kept<Happened[]> | null> {
  const desk = await deskOf(account);
  if (!desk) return null;
  const tasks = desk.fresh.map(({ sequence, body }): Happened => ({ kind: 'task', by: sequence, day: dayNumber(dayOf(body.handed_in_at)), task: body.task }));
  const value = [...desk.now.happened, ...tasks].filter(({ by }) => by > since).sort((one, other) => one.day - other.day || one.by - other.by);
  return { value, kept_at: desk.standing.taken_at };
}

export async function lessonHere(account: number, id: string): Promise<Kept<Lesson> | null> {
  const desk = await deskOf(account);
  const lesson = desk?.shelf.lessons.get(id);
  if (!desk || !lesson) return null;
  const { now } = desk;
  const value: Lesson = {
    id: lesson.id,
    version: lesson.version,
    title: lesson.title,
    goal: lesson.goal,
    level: { number: lesson.level, title: lesson.level_title },
    seconds: lesson.seconds,
    cards: lesson.cards,
    safe_use: lesson.safe_use,
    items: lesson.items.map(({ item }) => item),
    items_answered: lesson.items.filter(({ item }) => answered(desk, item.id)).map(({ item }) => item.id),
    recall_count: lesson.recall_cards.length,
    task: { ...lesson.task, submission: null },
    teach_back: lesson.teach_back,
    status: now.completed.has(id) ? 'done' : now.begun.has(id) ? 'started' : nextLesson(desk)?.id === id ? 'next' : 'open'
  };
  return { value, kept_at: desk.standing.taken_at };
}

/** null: the item is not on this device. A refusal is said before anything is written down. */
export async function markHere(item: Pick<Item, 'id' | 'version'>, response: string[]): Promise<Mark | { refused: string } | null> {
  const kept = (await openShelf()).items.get(item.id);
  if (!kept || kept.item.version !== item.version) return null;
  const marked = (await marker()).mark(kept.key, response);
  return marked.refused === null ? markOf(kept, marked) : { refused: marked.refused };
}
