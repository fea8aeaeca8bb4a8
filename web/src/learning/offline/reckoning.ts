// Where a person stands on this device: what the server last said, and after it every answer of the log that it had not seen,
// marked and remembered by the same rules. Reckoned anew each time; only the server's word is kept.
import type { BundleItem, LearningState, Mark } from '../../foundation/api/contract';
import type { LogEntry, Standing } from '../../foundation/offline/database';
import { dayOf } from '../../foundation/format';
import type { Shelf } from './bundles';
import { neverMet, type Marked, type Marker, type Memory } from './marker';

const dayMs = 86_400_000;
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
export const dayNamed = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);
/** What makes a day one of study, as on the server. */
const answersForADay = 5;

/** What earns something, as far as learning can tell; rewards says what. `by`: the entry that brought it about. */
export type Happened = { by: number; day: number } & (
  | { kind: 'answer'; item: string; review: boolean; self_rated: boolean; first_time: boolean; was_due: boolean; score_permille: number }
  | { kind: 'lesson'; lesson: string; score_percent: number }
  | { kind: 'task'; task: string }
  | { kind: 'studied' }
);

export interface Reckoned {
  today: number;
  memories: Map<string, Memory>;
  completed: Set<string>;
  begun: Set<string>;
  done: LearningState['done'];
  studied: Set<number>;
  happened: Happened[];
}

interface DayOfAnswers {
  answers: number;
  lessons: number;
}

class Reckoning {
  readonly state: Reckoned;
  readonly #days = new Map<number, DayOfAnswers>();

  constructor(
    { state }: Standing,
    private readonly shelf: Shelf,
    private readonly marker: Marker,
    today: number
  ) {
    const sameDay = state.day_number === today;
    this.state = {
      today,
      memories: new Map(state.items.map(({ item, ...memory }) => [item, memory])),
      completed: new Set(state.lessons_completed),
      begun: new Set(state.lessons_begun),
      done: sameDay
        ? { ...state.done }
        : { answers_count: 0, review_seconds: 0, lesson_seconds: 0, task_seconds: 0, lessons_done: 0, tasks_done: 0 },
      studied: new Set(state.days_studied.map(dayNumber)),
      happened: []
    };
    this.#days.set(state.day_number, { answers: state.done.answers_count, lessons: state.done.lessons_done });
  }

  take({ event, sequence }: LogEntry): void {
    const kept = this.shelf.items.get(event.item);
    if (!kept) return;
    const marked = this.marker.mark(kept.key, event.response);
    if (marked.refused !== null) return;
    const day = dayNumber(dayOf(event.answered_at));
    const before = this.state.memories.get(event.item);
    const wasDue = before !== undefined && before.due_day <= day;
    const firstTime = (before?.answers_count ?? 0) === 0;
    this.state.memories.set(event.item, this.marker.remember(before ?? neverMet, marked.rating, marked.score_permille, day));
    this.state.happened.push({
      kind: 'answer',
      by: sequence,
      day,
      item: event.item,
      review: event.context === 'review',
      self_rated: kept.item.type === 'recall_card',
      first_time: firstTime,
      was_due: event.context === 'review' && wasDue,
      score_permille: marked.score_permille
    });
    this.#count(day, 'answers', sequence);
    if (day === this.state.today) {
      this.state.done.answers_count += 1;
      if (event.context === 'review' && wasDue) this.state.done.review_seconds += kept.item.seconds;
      if (event.context === 'lesson' && firstTime) this.state.done.lesson_seconds += kept.item.seconds;
    }
    if (event.context === 'lesson') this.#followLesson(event.item, day, sequence);
  }

  #followLesson(item: string, day: number, by: number): void {
    const lesson = [...this.shelf.lessons.values()].find(({ items }) => items.some((one) => one.item.id === item));
    if (!lesson || this.state.completed.has(lesson.id)) return;
    this.state.begun.add(lesson.id);
    if (!lesson.items.every((one) => (this.state.memories.get(one.item.id)?.answers_count ?? 0) > 0)) return;
    this.state.begun.delete(lesson.id);
    this.state.completed.add(lesson.id);
    for (const { item: card } of lesson.recall_cards) {
      if (!this.state.memories.has(card.id)) this.state.memories.set(card.id, this.marker.introduce(day));
    }
    const scores = lesson.items.map((one) => this.state.memories.get(one.item.id)!.first_score_permille);
    const score_percent = Math.floor(Math.floor(scores.reduce((sum, score) => sum + score, 0) / scores.length) / 10);
    this.state.happened.push({ kind: 'lesson', by, day, lesson: lesson.id, score_percent });
    this.#count(day, 'lessons', by);
    if (day !== this.state.today) return;
    this.state.done.lessons_done += 1;
    // What is left of the lesson's time is the reading.
    this.state.done.lesson_seconds += lesson.items.reduce((left, one) => left - one.item.seconds, lesson.seconds);
  }

  #count(day: number, what: keyof DayOfAnswers, by: number): void {
    const counts = this.#days.get(day) ?? { answers: 0, lessons: 0 };
    counts[what] += 1;
    this.#days.set(day, counts);
    if (this.state.studied.has(day) || (counts.answers < answersForADay && counts.lessons === 0)) return;
    this.state.studied.add(day);
    this.state.happened.push({ kind: 'studied', by, day });
  }
}

export function reckon(standing: Standing, entries: LogEntry[], shelf: Shelf, marker: Marker, today: number): Reckoned {
  const reckoning = new Reckoning(standing, shelf, marker, today);
  for (const entry of entries) {
    if (entry.sequence > standing.covers && entry.state !== 'refused' && entry.state !== 'gone') reckoning.take(entry);
  }
  return reckoning.state;
}

/** What to say about one part; an item with one reason for all says it at its first wrong part. As on the server. */
function feedbackOf(item: BundleItem, part: { key: string; right: boolean; chosen: boolean }, isFirstWrong: boolean): string | null {
  const find = (key: string): string | null => item.reasons.find((reason) => reason.part === key)?.text ?? null;
  const own = find(part.key);
  if (!part.right) return own ?? (isFirstWrong ? find('') : null);
  const isOption = item.item.type === 'single_choice' || item.item.type === 'multiple_choice';
  return isOption && part.chosen ? own : null;
}

export function markOf(item: BundleItem, marked: Extract<Marked, { refused: null }>): Mark {
  let wrongSeen = false;
  const parts = marked.parts.map((part) => {
    const feedback = feedbackOf(item, part, !part.right && !wrongSeen);
    wrongSeen ||= !part.right;
    return { key: part.key, right: part.right, feedback };
  });
  const { solution, solution_text, explanation } = item;
  return { score_permille: marked.score_permille, verdict: marked.verdict, parts, solution, solution_text, explanation };
}
