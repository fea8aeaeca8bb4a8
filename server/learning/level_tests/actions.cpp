#include "level_tests/actions.h"

#include <algorithm>
#include <map>

#include "foundation/events/bus.h"
#include "level_tests/store.h"

namespace learning {
namespace {

using level_tests::Try;

struct Desk {
    std::shared_ptr<const curriculum::Library> library;
    const curriculum::Level* level = nullptr;
    const curriculum::LevelTest* test = nullptr;
};

Problem no_such_test() { return {ProblemKind::missing, "no_such_test", "Không tìm thấy bài kiểm tra này."}; }
Problem no_such_try() { return {ProblemKind::missing, "no_such_try", "Không tìm thấy lượt làm bài này."}; }
Problem try_over() { return {ProblemKind::conflict, "test_try_over", "Lượt làm bài này đã kết thúc."}; }

Result<Desk> find_desk(Context& context, const std::string& test) {
    Desk desk{curriculum::library(context), nullptr, nullptr};
    for (const auto& pack : desk.library->packs) {
        for (const auto& level : pack.levels) {
            if (level.test && level.test->id == test) {
                desk.level = &level;
                desk.test = &*level.test;
                return desk;
            }
        }
    }
    return no_such_test();
}

Problem to_problem(level_tests::Refusal refusal, const Desk& desk, const std::vector<Try>& tries, Instant now) {
    switch (refusal) {
        case level_tests::Refusal::test_passed_already:
            return {ProblemKind::conflict, "test_passed_already", "Bạn đã đạt bài kiểm tra của bậc này."};
        case level_tests::Refusal::test_no_tries_left:
            return {ProblemKind::conflict, "test_no_tries_left", "Bạn đã dùng hết số lượt làm bài kiểm tra này."};
        case level_tests::Refusal::test_too_soon: {
            const auto wait_s = (level_tests::next_try_at(*desk.test, tries).utc_ms - now.utc_ms + 999) / 1000;
            return {
                ProblemKind::conflict, "test_too_soon", "Chưa đến lúc làm lại. Hãy ôn các bài được gợi ý trước nhé.", {}, wait_s};
        }
    }
    return {};
}

std::vector<level_tests::Answered> answered(const std::vector<store::TryPlace>& places) {
    std::vector<level_tests::Answered> answers;
    for (const auto& place : places)
        answers.push_back({place.item, place.competence, place.score_permille});
    return answers;
}

TryResult show_result(const Desk& desk, const Try& each, const level_tests::Outcome& outcome) {
    TryResult result{each.number, outcome.score_percent, outcome.passed, level_tests::over_at(each), {}, {}};
    for (const auto& [code, percent] : outcome.competences)
        result.competences.push_back({code, desk.library->competence_title(code), percent});
    std::vector<const curriculum::Lesson*> lessons;
    for (const auto& id : desk.level->lesson_ids)
        lessons.push_back(desk.library->lesson(id));
    for (const auto& id : level_tests::lessons_to_repeat(lessons, outcome))
        result.repeat.push_back({id, desk.library->lesson(id)->title});
    return result;
}

TryResult finish(Context& context, AccountId account, const Desk& desk, Try each) {
    const auto outcome = level_tests::outcome_of(answered(store::places_of(context.db, account, desk.test->id, each.number)),
                                                 desk.test->pass_percent);
    each.finished_at = std::min(context.now, each.ends_at);
    each.score_percent = outcome.score_percent;
    each.passed = outcome.passed;
    store::finish_try(context.db, account, desk.test->id, each);
    context.events.publish(context, LevelTestTaken{account, desk.level->id, desk.level->number, outcome.score_percent,
                                                   outcome.passed, day_of(*each.finished_at)});
    return show_result(desk, each, outcome);
}

// Loads the tries, closing one whose time is over. Under the learner's lock.
std::vector<Try> settle_tries(Context& context, AccountId account, const Desk& desk) {
    auto tries = store::tries_of(context.db, account, desk.test->id);
    if (!tries.empty() && !tries.back().finished_at && !level_tests::is_open(tries.back(), context.now)) {
        finish(context, account, desk, tries.back());
        tries = store::tries_of(context.db, account, desk.test->id);
    }
    return tries;
}

OpenTry show_open(Context& context, AccountId account, const Desk& desk, const Try& each) {
    OpenTry shown{each.number, each.started_at, each.ends_at, context.now, {}};
    // The same order of choices whenever this try is opened again.
    const auto seed = static_cast<std::uint64_t>(account.value) * 31 + static_cast<std::uint64_t>(each.started_at.utc_ms);
    for (const auto& place : store::places_of(context.db, account, desk.test->id, each.number)) {
        const auto* item = desk.library->test_item(place.item);
        if (!item) continue;  // gone with a newer pack; it stays unanswered
        TestItem seen{place.position, curriculum::view(*item, seed), std::nullopt};
        if (place.response) seen.response = boost::json::value_to<std::vector<std::string>>(boost::json::parse(*place.response));
        shown.items.push_back(std::move(seen));
    }
    return shown;
}

std::vector<store::TryPlace> draw_places(Context& context, AccountId account, const Desk& desk) {
    std::map<std::string, int> seen;
    for (const auto& [item, count] : store::items_seen(context.db, account, desk.test->id))
        seen[item] = count;
    std::vector<level_tests::Candidate> pool;
    for (const auto& id : desk.test->pool)
        pool.push_back({id, desk.library->test_item(id)->competence, seen[id]});
    const auto chance = (static_cast<std::uint64_t>(context.random.number(0xFFFFFFFF)) << 32) | context.random.number(0xFFFFFFFF);
    std::vector<store::TryPlace> places;
    for (const auto& id : level_tests::draw(desk.test->blueprint, std::move(pool), chance)) {
        const auto* item = desk.library->test_item(id);
        places.push_back({static_cast<std::int64_t>(places.size()) + 1, id, item->version, item->competence, {}, 0});
    }
    return places;
}

const Try* find_try(const std::vector<Try>& tries, std::int64_t number) {
    const auto found = std::find_if(tries.begin(), tries.end(), [&](const Try& each) { return each.number == number; });
    return found == tries.end() ? nullptr : &*found;
}

}  // namespace

Result<LevelTestSeen> level_test_of(Context& context, AccountId account, const std::string& test) {
    const auto desk = find_desk(context, test);
    if (!desk) return desk.error();
    auto tries = store::tries_of(context.db, account, test);
    LevelTestSeen seen;
    seen.id = test;
    seen.level = desk->level->number;
    seen.level_title = desk->level->title;
    seen.sample = desk->test->sample;
    seen.items = desk->test->length();
    seen.minutes = desk->test->minutes;
    seen.pass_percent = desk->test->pass_percent;
    seen.tries_allowed = desk->test->tries;
    seen.tries_used = static_cast<std::int64_t>(tries.size());
    seen.wait_hours = desk->test->wait_hours;
    if (!tries.empty()) {
        auto& last = tries.back();
        if (level_tests::is_open(last, context.now)) {
            seen.open_try = last.number;
        } else {
            const auto outcome = level_tests::outcome_of(answered(store::places_of(context.db, account, test, last.number)),
                                                         desk->test->pass_percent);
            // Time is over and nobody has closed it yet: it stands as it will be closed.
            if (!last.finished_at) last.passed = outcome.passed, last.score_percent = outcome.score_percent;
            seen.last_result = show_result(*desk, last, outcome);
            seen.last_result->passed = last.passed;  // as it was judged then
            seen.last_result->score_percent = last.score_percent;
        }
    }
    for (auto each = tries.rbegin(); each != tries.rend(); ++each) {
        if (level_tests::is_open(*each, context.now)) continue;
        seen.ended.push_back({each->number, level_tests::over_at(*each), each->score_percent, each->passed});
        seen.passed = seen.passed || each->passed;
    }
    if (!seen.open_try && level_tests::refuse_try(*desk->test, tries, context.now) == level_tests::Refusal::test_too_soon)
        seen.next_try_at = level_tests::next_try_at(*desk->test, tries);
    return seen;
}

Result<OpenTry> start_try(Context& context, AccountId account, const std::string& test) {
    const auto desk = find_desk(context, test);
    if (!desk) return desk.error();
    context.db.lock("learner", account.value);
    const auto tries = settle_tries(context, account, *desk);
    if (!tries.empty() && level_tests::is_open(tries.back(), context.now))
        return show_open(context, account, *desk, tries.back());
    if (const auto refusal = level_tests::refuse_try(*desk->test, tries, context.now))
        return to_problem(*refusal, *desk, tries, context.now);
    Try fresh;
    fresh.number = static_cast<std::int64_t>(tries.size()) + 1;
    fresh.version = desk->test->version;
    fresh.started_at = context.now;
    fresh.ends_at = context.now + desk->test->minutes * kMinuteMs;
    ensure(store::add_try(context.db, account, test, fresh, draw_places(context, account, *desk)),
           "tries are numbered under a lock");
    return show_open(context, account, *desk, fresh);
}

Result<OpenTry> open_try(Context& context, AccountId account, const std::string& test, std::int64_t number) {
    const auto desk = find_desk(context, test);
    if (!desk) return desk.error();
    const auto tries = store::tries_of(context.db, account, test);
    const auto* each = find_try(tries, number);
    if (!each) return no_such_try();
    if (!level_tests::is_open(*each, context.now)) return try_over();
    return show_open(context, account, *desk, *each);
}

Result<TestAnswerSaved> save_test_answer(Context& context, AccountId account, const std::string& test, std::int64_t number,
                                         std::int64_t position, const marking::Response& response) {
    const auto desk = find_desk(context, test);
    if (!desk) return desk.error();
    context.db.lock("learner", account.value);
    const auto tries = store::tries_of(context.db, account, test);
    const auto* each = find_try(tries, number);
    if (!each) return no_such_try();
    if (!level_tests::is_open(*each, context.now)) return try_over();
    auto places = store::places_of(context.db, account, test, number);
    const auto place = std::find_if(places.begin(), places.end(), [&](const auto& one) { return one.position == position; });
    const auto* item = place == places.end() ? nullptr : desk->library->test_item(place->item);
    if (!item) return Problem{ProblemKind::missing, "no_such_item", "Câu hỏi này không có trong lượt làm bài."};
    if (const auto refusal = marking::refuse_response(item->key, response))
        return Problem{ProblemKind::invalid, std::string(marking::code_of(*refusal)),
                       "Câu trả lời không đúng dạng của câu hỏi này."};
    place->response = boost::json::serialize(boost::json::value_from(response));
    place->score_permille = marking::mark(item->key, response).score_permille;
    store::save_place(context.db, account, test, number, *place, context.now);
    const auto count = std::count_if(places.begin(), places.end(), [](const auto& one) { return one.response.has_value(); });
    return TestAnswerSaved{count, static_cast<std::int64_t>(places.size())};
}

Result<TryResult> complete_try(Context& context, AccountId account, const std::string& test, std::int64_t number) {
    const auto desk = find_desk(context, test);
    if (!desk) return desk.error();
    context.db.lock("learner", account.value);
    const auto tries = store::tries_of(context.db, account, test);
    const auto* each = find_try(tries, number);
    if (!each) return no_such_try();
    if (!each->finished_at) return finish(context, account, *desk, *each);
    // Asked again, the result is the same.
    auto outcome =
        level_tests::outcome_of(answered(store::places_of(context.db, account, test, number)), desk->test->pass_percent);
    outcome.score_percent = each->score_percent;
    outcome.passed = each->passed;
    return show_result(*desk, *each, outcome);
}

std::int64_t complete_overdue_tries(Context& context, std::int64_t limit) {
    const Instant before{context.now.utc_ms - level_tests::kGraceMs};
    std::int64_t completed = 0;
    for (const auto& [account, test] : store::overdue_tries(context.db, before, limit)) {
        const auto desk = find_desk(context, test);
        if (!desk) continue;  // the pack no longer has this test
        context.db.lock("learner", account.value);
        settle_tries(context, account, *desk);
        ++completed;
    }
    return completed;
}

}  // namespace learning
