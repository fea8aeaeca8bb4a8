// Taking a level's test. The server holds the time, the tries and the keys; a try goes on after a lost connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/result.h"
#include "level_tests/rules.h"
#include "public.h"

namespace learning {

struct CompetenceSeen {
    std::string code;
    std::string title;
    std::int64_t percent = 0;
};
BOOST_DESCRIBE_STRUCT(CompetenceSeen, (), (code, title, percent))

struct LessonToRepeat {
    std::string id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(LessonToRepeat, (), (id, title))

struct TryResult {
    std::int64_t number = 0;
    std::int64_t score_percent = 0;
    bool passed = false;
    Instant finished_at;
    std::vector<CompetenceSeen> competences;  // weakest first
    std::vector<LessonToRepeat> repeat;
};
BOOST_DESCRIBE_STRUCT(TryResult, (), (number, score_percent, passed, finished_at, competences, repeat))

struct TestItem {
    std::int64_t position = 0;
    curriculum::ItemView item;
    std::optional<std::vector<std::string>> response;  // what was saved so far
};
BOOST_DESCRIBE_STRUCT(TestItem, (), (position, item, response))

struct OpenTry {
    std::int64_t number = 0;
    Instant started_at;
    Instant ends_at;
    Instant as_of;  // the server's clock at this reply: a phone's own may be hours off
    std::vector<TestItem> items;
};
BOOST_DESCRIBE_STRUCT(OpenTry, (), (number, started_at, ends_at, as_of, items))

struct EndedTry {
    std::int64_t number = 0;
    Instant finished_at;
    std::int64_t score_percent = 0;
    bool passed = false;
};
BOOST_DESCRIBE_STRUCT(EndedTry, (), (number, finished_at, score_percent, passed))

struct LevelTestSeen {
    std::string id;
    std::int64_t level = 1;
    std::string level_title;
    bool sample = true;
    std::int64_t items = 0;
    std::int64_t minutes = 0;
    std::int64_t pass_percent = 0;
    std::int64_t tries_allowed = 0;
    std::int64_t tries_used = 0;
    std::int64_t wait_hours = 0;  // between the end of a try and the next
    bool passed = false;
    std::optional<std::int64_t> open_try;  // its number
    std::optional<Instant> next_try_at;    // null when one may begin now, or never again
    std::optional<TryResult> last_result;
    std::vector<EndedTry> ended;  // latest first
};
BOOST_DESCRIBE_STRUCT(LevelTestSeen, (),
                      (id, level, level_title, sample, items, minutes, pass_percent, tries_allowed, tries_used, wait_hours,
                       passed, open_try, next_try_at, last_result, ended))

Result<LevelTestSeen> level_test_of(Context& context, AccountId account, const std::string& test);

// Begins a try, or gives the open one: two devices, or two taps, never open two.
Result<OpenTry> start_try(Context& context, AccountId account, const std::string& test);
// Refused with test_try_over when it is not open any more.
Result<OpenTry> open_try(Context& context, AccountId account, const std::string& test, std::int64_t number);

struct TestAnswerSaved {
    std::int64_t answered = 0;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(TestAnswerSaved, (), (answered, total))
// May be called again for the same place while the try is open: the last word counts. Says nothing of right or wrong.
Result<TestAnswerSaved> save_test_answer(Context& context, AccountId account, const std::string& test, std::int64_t number,
                                         std::int64_t position, const marking::Response& response);

Result<TryResult> complete_try(Context& context, AccountId account, const std::string& test, std::int64_t number);

// Completes tries whose time is over; gives how many. Work by the clock.
std::int64_t complete_overdue_tries(Context& context, std::int64_t limit);

}  // namespace learning
