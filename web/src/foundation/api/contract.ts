// The shapes the server speaks, written by hand until they are generated from its OpenAPI description.
// Instants end in _at (UTC milliseconds), days in _on or "day" ("2026-11-22", Asia/Ho_Chi_Minh).

export type Day = string;
export type TargetGroup = 'official' | 'student' | 'worker' | 'business' | 'citizen';
export type RoleName = 'learner' | 'helper' | 'coach' | 'unit_officer' | 'author' | 'province' | 'operator';
export type AddressForm = 'ban' | 'bac' | 'co' | 'chu' | 'anh' | 'chi';
export type Purpose = 'learning' | 'ranking_name' | 'research' | 'notifications';

export interface UnitRef {
  code: string;
  name: string;
  kind: string;
}
export interface UnitPath extends UnitRef {
  path: string[];
}
export interface UnitWithChildren extends UnitPath {
  children: UnitRef[];
}

export interface Site {
  name: string;
  demo: boolean;
  version: string;
  demo_accounts: { role: string; login: string; password: string; note: string }[];
  demo_join_path: string | null;
  today: Day;
}

export interface ConsentText {
  purpose: Purpose;
  version: string | number;
  title: string;
  text: string;
  required: boolean;
}

export interface JoinRequest {
  unit_code: string;
  join_token: string | null;
  target_group: TargetGroup;
  full_name: string;
  login: string;
  password: string;
  birth_year: number;
  address_form: AddressForm;
  simple_mode: boolean;
  consents: { purpose: Purpose; version: string | number }[];
  guardian: { name: string; relation: string; given_how: string } | null;
}

export interface Me {
  account_id: number;
  full_name: string;
  nickname: string;
  login: string;
  birth_year: number;
  address_form: AddressForm;
  simple_mode: boolean;
  show_name: boolean;
  may_show_name: boolean;
  memberships: { unit: UnitPath; target_group: TargetGroup; since_on: Day; primary: boolean }[];
  roles: { role: RoleName; unit: UnitPath | null }[];
  totp_enabled: boolean;
  totp_required: boolean;
  consents: { purpose: Purpose; version: string | number; given: boolean; at: number }[];
  deletion_due_on: Day | null;
}

export interface SignedInDevice {
  id: number;
  created_at: number;
  last_seen_at: number;
  device: string;
  current: boolean;
}

// ── learning ──
export interface Choice {
  key: string;
  text: string;
}
interface ItemBase {
  id: string;
  version: number;
  seconds: number;
  prompt: string;
}
export type Item =
  | (ItemBase & { type: 'single_choice' | 'multiple_choice'; options: Choice[] })
  | (ItemBase & { type: 'true_false_set'; statements: Choice[] })
  | (ItemBase & { type: 'order'; steps: Choice[] })
  | (ItemBase & { type: 'match'; lefts: Choice[]; rights: Choice[] })
  | (ItemBase & { type: 'fill_in'; text: string; blank_count: number })
  | (ItemBase & { type: 'numeric'; unit: string | null })
  | (ItemBase & { type: 'categorise'; categories: Choice[]; things: Choice[] })
  | (ItemBase & { type: 'highlight'; segments: { key: string | null; text: string }[] })
  | (ItemBase & { type: 'short_answer' })
  | (ItemBase & { type: 'recall_card'; front: string; back: string });
export type ItemOf<T extends Item['type']> = Extract<Item, { type: T }>;

export type WeekDayState = 'done' | 'partial' | 'missed' | 'frozen' | 'today' | 'future';

export interface Today {
  day: Day;
  greeting_name: string;
  level: { number: number; title: string; lessons_done: number; lessons_total: number };
  minutes_estimate: number;
  minutes_done: number;
  done: boolean;
  reviews: Item[];
  reviews_put_off: number;
  lesson: {
    id: string;
    title: string;
    goal: string;
    seconds: number;
    status: 'new' | 'started';
    items_answered: number;
    items_total: number;
  } | null;
  task: { lesson_id: string; title: string; seconds: number; done: boolean } | null;
  /** A coach asks for these to be mended. Absent in replies kept by older versions of the app. */
  tasks_returned?: { task_id: string; title: string; work_sample: boolean }[];
  week: { day: Day; state: WeekDayState }[];
  next_return_on: Day | null;
  reviews_due_tomorrow: number;
}

export type LessonStatus = 'locked' | 'next' | 'open' | 'started' | 'done';
export interface Programme {
  pack: string;
  title: string;
  version: string;
  levels: {
    id: string;
    number: number;
    title: string;
    outcome: string;
    skills: string[];
    work_sample?: { id: string; title: string; state: SubmissionState | null } | null;
    lessons: {
      id: string;
      title: string;
      goal: string;
      status: LessonStatus;
      score_percent: number | null;
      seconds: number;
    }[];
    test_id: string | null;
  }[];
}
export interface Programmes {
  programmes: Programme[];
  chosen_level_id: string | null;
}

export type SubmissionState = 'handed_in' | 'accepted' | 'returned';
export interface TaskPhoto {
  id: number;
  width: number;
  height: number;
}
export interface SubmissionStep {
  step: SubmissionState;
  at: number;
  /** How the coach may be shown; null for the learner's own steps and where the coach is gone. */
  by: string | null;
  /** What was handed in, or the coach's reason. */
  words: string;
  checks: boolean[];
}
export interface TaskSubmission {
  id: number;
  state: SubmissionState;
  text: string;
  checks: boolean[];
  at: number;
  photos: TaskPhoto[];
  history: SubmissionStep[];
}
/** A task as an entry of a device's log. */
export interface HandInRequest {
  device: string;
  sequence: number;
  task: string;
  text: string;
  checks: boolean[];
  photos: number[];
  handed_in_at: number;
  seen: { at: number; state: SubmissionState } | null;
  sent_at: number;
}
export interface HandInReceipt {
  receipt: string;
  code: string | null;
  text: string | null;
  at: number;
  state: SubmissionState;
}
export interface HandInReply {
  receipt: HandInReceipt;
  effects: Effects;
}
/** Something from real life that is handed in: the task of a lesson, or the work that closes a level. */
export interface Assignment {
  title: string;
  text: string;
  hand_in: string;
  criteria: { text: string; points: number }[];
  submission: TaskSubmission | null;
}
export interface WorkSample {
  id: string;
  title: string;
  level_number: number;
  level_title: string;
  brief: string;
  text: string;
  hand_in: string;
  criteria: { text: string; points: number; full: string; part: string; none: string }[];
  submission: TaskSubmission | null;
}

// What coaches see of it.
export interface QueuedSubmission {
  id: number;
  full_name: string;
  unit: UnitRef;
  task_id: string;
  task_title: string;
  work_sample: boolean;
  handed_in_at: number;
  again: boolean;
  photos_count: number;
}
export interface SubmissionQueue {
  total: number;
  submissions: QueuedSubmission[];
  next: string | null;
}
export interface SubmissionSeen {
  account_id: number;
  full_name: string;
  unit: UnitRef;
  own: boolean;
  task: {
    id: string;
    title: string;
    work_sample: boolean;
    text: string;
    hand_in: string;
    criteria: { text: string; points: number }[];
  };
  submission: TaskSubmission;
}
export interface ReviewGiven {
  decision: 'accepted' | 'returned';
  reason: string;
  checks: boolean[];
  handed_in_at: number;
}
export interface Lesson {
  id: string;
  version: number;
  title: string;
  goal: string;
  level: { number: number; title: string };
  seconds: number;
  cards: { heading: string; html: string }[];
  safe_use: string | null;
  items: Item[];
  items_answered: string[];
  recall_count: number;
  task: (Assignment & { minutes: number }) | null;
  teach_back: string | null;
  status: LessonStatus;
}

// Level tests: terms and tries; what is right is never sent.
export interface TryResult {
  number: number;
  score_percent: number;
  passed: boolean;
  finished_at: number;
  /** Weakest first. */
  competences: { code: string; title: string; percent: number }[];
  repeat: { id: string; title: string }[];
}
export interface EndedTry {
  number: number;
  finished_at: number;
  score_percent: number;
  passed: boolean;
}
export interface LevelTest {
  id: string;
  level: number;
  level_title: string;
  /** The pool is public; a unit that examines has one of its own. */
  sample: boolean;
  items: number;
  minutes: number;
  pass_percent: number;
  tries_allowed: number;
  tries_used: number;
  wait_hours: number;
  passed: boolean;
  open_try: number | null;
  next_try_at: number | null;
  last_result: TryResult | null;
  /** Latest first. */
  ended: EndedTry[];
}
export interface TestItem {
  position: number;
  item: Item;
  response: string[] | null;
}
export interface OpenTry {
  number: number;
  started_at: number;
  ends_at: number;
  /** The server's clock at this reply. */
  as_of: number;
  items: TestItem[];
}
export interface TestAnswerSaved {
  answered: number;
  total: number;
}

// Where to begin, and what need not be learnt again.
export interface ItemAnswer {
  item: string;
  item_version: number;
  response: string[];
}
export interface LevelProposed {
  level_id: string;
  number: number;
  title: string;
  outcome: string;
}
export interface PlacementStep {
  asked: number;
  asked_max: number;
  item: Item | null;
  proposal: LevelProposed | null;
}
export interface MasteryCheck {
  lesson_id: string;
  items: Item[];
  tried_today: boolean;
}
export interface MasteryResult {
  passed: boolean;
  score_percent: number;
}

export interface ItemRemembered {
  item: string;
  stability_days: number;
  difficulty: number;
  last_day: number;
  due_day: number;
  answers_count: number;
  first_score_permille: number;
  lapses: number;
}
export interface LearningState {
  day: Day;
  day_number: number;
  greeting_name: string;
  path: string[];
  lessons_begun: string[];
  lessons_completed: string[];
  tasks_handed_in: string[];
  items: ItemRemembered[];
  done: {
    answers_count: number;
    review_seconds: number;
    lesson_seconds: number;
    task_seconds: number;
    lessons_done: number;
    tasks_done: number;
  };
  days_studied: Day[];
}

export interface BundleOffered {
  level_id: string;
  level: number;
  title: string;
  version: string;
  size_bytes: number;
  lessons_count: number;
}
export interface BundlesOffered {
  bundles: BundleOffered[];
  size_bytes: number;
}
export interface BundleItem {
  item: Item;
  key: string[];
  solution: string[];
  solution_text: string;
  explanation: string | null;
  reasons: { part: string; text: string }[];
}
export interface BundleLesson {
  id: string;
  version: number;
  title: string;
  goal: string;
  seconds: number;
  cards: { heading: string; html: string }[];
  safe_use: string | null;
  items: BundleItem[];
  recall_cards: BundleItem[];
  task: { title: string; minutes: number; text: string; hand_in: string; criteria: { text: string; points: number }[] };
  teach_back: string;
}
export interface Bundle {
  format: 1;
  level_id: string;
  level: number;
  title: string;
  lessons: BundleLesson[];
  pictures: { address: string; content_type: string; base64: string }[];
}

export interface AnswerEvent {
  device: string;
  sequence: number;
  item: string;
  item_version: number;
  context: 'lesson' | 'review';
  response: string[];
  answered_at: number;
  took_ms: number;
}
export interface Mark {
  score_permille: number;
  verdict: 'right' | 'partly' | 'wrong';
  parts: { key: string; right: boolean; feedback: string | null }[];
  solution: string[];
  solution_text: string;
  explanation: string | null;
}
export interface AnswerResult {
  sequence: number;
  status: 'received' | 'refused';
  code: string | null;
  /** Why it was refused, in Vietnamese. */
  text: string | null;
  receipt: string;
  mark: Mark | null;
  due_on: Day | null;
  lesson: {
    id: string;
    items_answered: number;
    items_total: number;
    completed: boolean;
    score_percent: number;
  } | null;
}
export interface Effects {
  points_gained: number;
  points_total: number;
  streak_days: number;
  streak_grew: boolean;
  freezes: number;
  rank: { scope: string; position: number; of: number } | null;
}
export interface AnswersReply {
  results: AnswerResult[];
  effects: Effects;
}

// ── rewards ──
export interface Rewards {
  points_total: number;
  points_week: number;
  streak: {
    days: number;
    freezes: number;
    longest: number;
    today_done: boolean;
    next_freeze_in_days: number;
    run_days: number;
    studied_on: Day | null;
  };
  badges: unknown[];
  /** What a device without network needs to go on reckoning. */
  reckoning: RewardsReckoning;
}
export interface RewardsReckoning {
  day: Day;
  capped: number;
  reviews: number;
  self_rated: number;
  item_right: number;
  review_on_time: number;
  review_self_rated: number;
  lesson_completed: number;
  task_done: number;
  daily_goal: number;
  streak_week: number;
  day_max: number;
  reviews_day_max: number;
  self_rated_day_max: number;
  freeze_after_days: number;
  freezes_max: number;
}
export type PointReason =
  | 'item_right'
  | 'review_on_time'
  | 'lesson_completed'
  | 'task_done'
  | 'daily_goal'
  | 'streak_week';
export interface PointEntry {
  id: number;
  at: number;
  points: number;
  reason: PointReason;
  text: string;
}
export type RankingScope = 'hamlet' | 'commune' | 'province';
export interface RankingRow {
  position: number;
  name: string;
  points: number;
  is_me: boolean;
}
export interface PeopleRanking {
  scope: RankingScope;
  unit: UnitRef;
  period: string;
  people_count: number;
  mine: { position: number; points: number } | null;
  top: RankingRow[];
  near: RankingRow[];
  shown_note: string | null;
}
export interface UnitRankingRow {
  position: number;
  unit: UnitRef;
  score: number;
  learners: number;
  eligible: number | null;
  points: number;
}
export interface UnitRanking {
  parent: UnitRef;
  formula: string;
  rows: UnitRankingRow[];
}

// ── officers ──
export interface Overview {
  unit: UnitPath;
  as_of: number;
  enrolled: number;
  enrolled_week_ago: number;
  active_today: number;
  active_week: number;
  active_week_before: number;
  lessons_done: number;
  lessons_done_week: number;
  eligible: number | null;
  eligible_source: string | null;
  levels: { level_id: string; number: number; title: string; learners_started: number; learners_done: number }[];
  groups: { target_group: TargetGroup; enrolled: number; active_week: number; eligible: number | null }[];
  daily: { day: Day; active: number; lessons: number }[];
  children: OverviewChild[];
}
export interface OverviewChild {
  unit: UnitRef;
  enrolled: number;
  eligible: number | null;
  active_today: number;
  active_week: number;
  lessons_done: number;
  trend: number[];
}
export type Activity = 'all' | 'today' | 'week' | 'never';
export interface Person {
  account_id: number;
  full_name: string;
  login: string;
  unit: UnitPath;
  target_group: TargetGroup;
  joined_on: Day;
  last_active_on: Day | null;
  lessons_done: number;
  points_total: number;
  streak_days: number;
}
export interface PeoplePage {
  total: number;
  is_total_counted: boolean;
  page: number;
  page_size: number;
  people: Person[];
}
export interface JoinLink {
  token: string;
  url: string;
  target_group: TargetGroup | null;
  created_at: number;
  qr_svg: string;
}
export interface RosterImport {
  dry_run: boolean;
  rows_total: number;
  rows_new: number;
  rows_unchanged: number;
  rows_updated: number;
  rows_wrong: number;
  columns: Record<string, string>;
  rows: {
    line: number;
    status: 'new' | 'unchanged' | 'updated' | 'wrong';
    full_name: string;
    login: string;
    birth_year: number | null;
    problems: { column: string; code: string; text: string }[];
  }[];
  credentials: { line: number; full_name: string; login: string; first_code: string }[] | null;
}
export interface AuditEntry {
  at: number;
  actor: string;
  action: string;
  subject: string | null;
  detail: string;
}

/** For whom an entry of a helper's log speaks: a known account, or the entry that enrolled them. */
export interface AssistedRef {
  account_id: number | null;
  device: string | null;
  sequence: number | null;
}
export interface AssistedEnrolment {
  full_name: string;
  birth_year: number;
  unit_code: string;
  target_group: TargetGroup;
  consent_version: string;
  agreed_at: number;
}
export type AssistedAnswer = Omit<AnswerEvent, 'device' | 'sequence'> & { learner: AssistedRef };
export interface AssistedHandIn {
  learner: AssistedRef;
  task: string;
  text: string;
  checks: boolean[];
  photos: number[];
  handed_in_at: number;
}
export interface AssistedRecord {
  device: string;
  sequence: number;
  enrolment: AssistedEnrolment | null;
  answer: AssistedAnswer | null;
  hand_in: AssistedHandIn | null;
}
export type AssistedResult = Pick<AnswerResult, 'sequence' | 'status' | 'code' | 'text' | 'receipt' | 'mark'> & { account_id: number | null };
export interface AssistedLearner {
  account_id: number;
  full_name: string;
  birth_year: number;
  unit_name: string;
  agreed_at: number;
  enrolled_by_me: boolean;
  device: string | null;
  sequence: number | null;
  answers_count: number;
  lessons_done: number;
}
export interface AssistedLearners {
  learners: AssistedLearner[];
  units: UnitRef[];
  consent: { version: string; title: string; text: string };
}
