#pragma once
// Learning: the daily session, answers and what follows from them, progress. Other capabilities include only this file.
#include "foundation/context.h"
#include "foundation/context_factory.h"
#include "foundation/http/json.h"
#include "foundation/result.h"
#include "foundation/settings.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace learning {

enum class AnswerContext { lesson, review };
BOOST_DESCRIBE_ENUM(AnswerContext, lesson, review)

// Published in the transaction that stores the answer, once for each answer event that is new.
struct AnswerMarked {
    AccountId account;
    std::int64_t answer = 0;  // id in the answer log
    std::string item;
    std::string lesson;
    AnswerContext context = AnswerContext::lesson;
    std::int64_t score_permille = 0;
    bool self_rated = false;  // a recall card: the learner's own word
    bool first_time = false;  // this person has never answered this item before
    bool was_due = false;     // a review on or after its day
    Day day;                  // the day it counts for
};
BOOST_DESCRIBE_STRUCT(AnswerMarked, (), (account, answer, item, lesson, context, score_permille, self_rated, first_time, was_due, day))

struct LessonCompleted {
    AccountId account;
    std::string lesson;
    std::int64_t level = 1;
    std::int64_t score_percent = 0;
    Day day;
};
BOOST_DESCRIBE_STRUCT(LessonCompleted, (), (account, lesson, level, score_percent, day))

// The first answer to a lesson, or its mastery check.
struct LessonBegun {
    AccountId account;
    std::string lesson;
    Day day;
};
BOOST_DESCRIBE_STRUCT(LessonBegun, (), (account, lesson, day))

// A lesson that is done because its mastery check was passed; it earns nothing.
struct LessonMastered {
    AccountId account;
    std::string lesson;
    Day day;
};
BOOST_DESCRIBE_STRUCT(LessonMastered, (), (account, lesson, day))

struct TaskHandedIn {
    AccountId account;
    std::string lesson;
    bool first_time = false;
    Day day;
};
BOOST_DESCRIBE_STRUCT(TaskHandedIn, (), (account, lesson, first_time, day))

// A coach decided on what was handed in: the task of a lesson, or the work sample that closes a level. Accepted lasts
// until the learner changes it; learning_report_tasks says where it stands now.
struct TaskReviewed {
    AccountId account;
    std::string task;
    bool work_sample = false;
    bool accepted = false;
    AccountId reviewer;
    Day day;
};
BOOST_DESCRIBE_STRUCT(TaskReviewed, (), (account, task, work_sample, accepted, reviewer, day))

// A try of a level's test is over, passed or not.
struct LevelTestTaken {
    AccountId account;
    std::string level_id;
    std::int64_t level = 1;
    std::int64_t score_percent = 0;
    bool passed = false;
    Day day;
};
BOOST_DESCRIBE_STRUCT(LevelTestTaken, (), (account, level_id, level, score_percent, passed, day))

// The day's practice reached what counts as a day of study (see planning rules); at most once per person and day.
struct DayStudied {
    AccountId account;
    Day day;
};
BOOST_DESCRIBE_STRUCT(DayStudied, (), (account, day))

// The first thing a person did on a day; days may come late and out of their order.
struct DayBegun {
    AccountId account;
    Day day;
};
BOOST_DESCRIBE_STRUCT(DayBegun, (), (account, day))

// Published last for each request that brought answers, replayed ones too (then empty), with all that was published of it
// one by one: for who does better with a request at once, and the moment to tell in effects where the person stands now.
struct AnswersTaken {
    AccountId account;
    std::vector<AnswerMarked> answers;  // the new ones
    std::vector<LessonCompleted> lessons;
    std::vector<DayStudied> days;
    Day day;  // today
};
BOOST_DESCRIBE_STRUCT(AnswersTaken, (), (account, answers, lessons, days, day))

// A reader's question, asked while the week is drawn: who knows days that were missed but kept safe puts them into
// context.effects under kFrozenOn, as an array of "2026-11-22".
inline constexpr const char* kFrozenOn = "frozen_on";
struct WeekAsked {
    AccountId account;
    Day from, to;
};
BOOST_DESCRIBE_STRUCT(WeekAsked, (), (account, from, to))

// Days in [from, to] on which this person studied, oldest first; rewards rebuilds streaks from it.
std::vector<Day> days_studied(Context& context, AccountId account, Day from, Day to);

// Counts anew what first answers say about each item, as happens every night; reads long, writes shortly.
void refresh_item_data(ContextFactory& contexts);

// Answers that left the log for a file, as the database knows it (archiving/). Those of accounts up to gone_to are in the file
// only; a file that is still being written holds none yet, and the next run throws it away.
enum class ArchiveState { writing, emptying, complete, returning };
BOOST_DESCRIBE_ENUM(ArchiveState, writing, emptying, complete, returning)
struct ArchiveKept {
    std::int64_t id = 0;
    std::string file;
    ArchiveState state = ArchiveState::writing;
    Day before;  // holds answers received before this day
    AccountId first_account, last_account, gone_to;
    std::int64_t people = 0;
    std::int64_t answers = 0;
    std::int64_t bytes = 0;
    std::string digest;
    Instant made_at;
};
std::vector<ArchiveKept> archives_kept(db::Connection& db);
std::string archive_folder(const Settings& settings);
// What is wrong with a file that should be this archive; "" when nothing is. Reads all of it.
std::string find_archive_damage(const std::string& path, const std::string& digest);

// Both work beside a running server, in short transactions, and go on where a run before was cut off.
struct ArchiveOrder {
    std::string folder;
    Day before{};
    std::int64_t answers_max = 10'000'000;  // in one file, and somewhat more: a person is never cut in two
    std::int64_t batch_max = 500;           // answers removed, or brought back, in one transaction
    std::function<void()> rest = [] {};     // between two transactions, so that others get their turn
    std::function<void(const ArchiveKept&)> tell = [](const ArchiveKept&) {};  // of each that is done
};
Result<std::int64_t> archive_answers(ContextFactory& contexts, const ArchiveOrder& order);  // how many answers left the log
// Brings the answers of one file back, or of all when it is "". The files stay where they are.
Result<std::int64_t> unarchive_answers(ContextFactory& contexts, const ArchiveOrder& order, const std::string& file);

struct ArchiveFinding {
    std::string file;
    std::string text;
    bool is_fault = true;
};
// Reads every archive, and looks that nothing of it is in the log too.
std::vector<ArchiveFinding> check_archives(ContextFactory& contexts, const std::string& folder);

// Views other capabilities may read (migrations): learning_report_days(account_id, day, answers_count, seconds,
// lessons_done, tasks_done, studied), fast by day and by account; learning_report_lessons(account_id, lesson_id, level,
// completed_at, score_percent), completed lessons only; learning_report_starts(account_id, lesson_id, level, started_at),
// every lesson somebody began, completed or not; learning_report_level_tests(account_id, test_id, try_no, finished_at,
// score_percent, passed), tries that are over; learning_report_tasks(account_id, task_id, state, first_handed_in_on,
// handed_in_at, decided_at), state being handed_in, accepted or returned.

}  // namespace learning
