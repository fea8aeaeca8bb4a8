#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "answers/store.h"
#include "progress/store.h"
#include "routes_test.h"

namespace {

using learning_test::array;
using learning_test::kTablet;
using learning_test::kTelephone;
using learning_test::object;

class LearningStore : public learning_test::LearningTest {};
BDH_ON_EVERY_ENGINE(LearningStore);

TEST_P(LearningStore, KeepsManyAnswersAndFindsThemAgain) {
    std::vector<learning::store::Answer> log;
    for (std::int64_t number = 1; number <= 41; ++number) {
        log.push_back({1,
                       number * 1000000007,
                       number,
                       "x",
                       2,
                       learning::AnswerContext::review,
                       R"(["ạ"])",
                       500,
                       {number},
                       {number + 1},
                       {20779},
                       7});
    }
    within([&](Context& context) { learning::store::add_answers(context.db, lan.id, log); });
    within([&](Context& context) {
        EXPECT_EQ(learning::store::answers_of(context.db, lan.id).size(), 41u);
        const auto found = learning::store::find_answers(context.db, lan.id, 1, {1000000007, 41 * std::int64_t{1000000007}, 5});
        ASSERT_EQ(found.size(), 2u);
        EXPECT_EQ(found[1].response, R"(["ạ"])");
        EXPECT_EQ(found[1].context, learning::AnswerContext::review);
        EXPECT_TRUE(learning::store::find_answers(context.db, lan.id, 2, {1000000007}).empty());
        EXPECT_TRUE(learning::store::find_answers(context.db, {lan.id.value + 1}, 1, {1000000007}).empty());
    });
}

TEST_P(LearningStore, CountsTheSameWhateverDeviceArrivesFirst) {
    // The same two logs, cut and interleaved at random: each arrival in the order its device gave.
    std::vector<object> telephone, tablet;
    std::int64_t number = 0;
    for (const auto& item : lesson(0).item_ids)
        telephone.push_back(right(++number, item));
    for (const auto& item : lesson(1).item_ids)
        telephone.push_back(right(++number, item));
    number = 0;
    for (std::size_t place = 0; place < 6; ++place) {
        auto made =
            event(++number, lesson(0).item_ids[place], curriculum::solution(*library->item(lesson(0).item_ids[place])), "review");
        made["device"] = kTablet;
        made["answered_at"] = (product.clock.now() + -2 * kDayMs).utc_ms;
        tablet.push_back(made);
    }
    std::mt19937 random(7);
    for (int round = 0; round < 6; ++round) {
        const auto learner = add_learner("nguoi.hoc" + std::to_string(round));
        std::size_t from = 0, of = 0;
        while (from < telephone.size() || of < tablet.size()) {
            array batch;
            auto& at = (random() % 2 == 0 && of < tablet.size()) || from == telephone.size() ? of : from;
            const auto& log = &at == &of ? tablet : telephone;
            const auto end = std::min<std::size_t>(log.size(), at + 1 + random() % 5);
            for (auto place = at; place < end; ++place)
                batch.push_back(log[place]);
            if (random() % 3 == 0) post(learner, batch);  // the reply got lost
            ASSERT_EQ(post(learner, batch).status, 200);
            at = end;
        }
        const auto seen = progress(learner);
        EXPECT_EQ(seen.at("answers").as_int64(), static_cast<std::int64_t>(telephone.size() + tablet.size()));
        EXPECT_EQ(seen.at("lessons_done"), 2);
        EXPECT_EQ(seen.at("days_active"), 2);
        within(
            [&](Context& context) { EXPECT_EQ(learning::days_studied(context, learner.id, {0}, context.today()).size(), 2u); });
    }
}

TEST_P(LearningStore, RemembersTheSameWhateverDeviceArrivesFirst) {
    // Two devices work on the same lessons for four days, out of step; their logs are cut and interleaved at random.
    const auto began = product.clock.now();
    std::mt19937 random(11);
    std::vector<object> logs[2];
    for (int device = 0; device < 2; ++device) {
        for (std::int64_t number = 1; number <= 40; ++number) {
            const auto& from = lesson(random() % 2);
            const bool is_card = random() % 4 == 0;
            const auto& pool = is_card ? from.recall_ids : from.item_ids;
            const auto& id = pool[random() % pool.size()];
            auto made = event(number, id, is_card ? marking::Response{"3"} : curriculum::solution(*library->item(id)),
                              is_card || random() % 5 == 0 ? "review" : "lesson");
            made["device"] = device == 0 ? kTelephone : kTablet;
            made["answered_at"] = (began + (number * 150 + device * 37) * kMinuteMs).utc_ms;
            logs[device].push_back(made);
        }
    }
    product.clock.advance_ms(6 * kDayMs);
    std::vector<std::string> outcomes;
    for (int round = 0; round < 6; ++round) {
        const auto learner = add_learner("nguoi.hoc" + std::to_string(round));
        std::size_t at[2] = {0, 0};
        while (at[0] < logs[0].size() || at[1] < logs[1].size()) {
            const auto device = at[0] == logs[0].size() || (random() % 2 == 0 && at[1] < logs[1].size()) ? 1 : 0;
            array batch;
            for (auto count = 1 + random() % 9; count > 0 && at[device] < logs[device].size(); --count)
                batch.push_back(logs[device][at[device]++]);
            ASSERT_EQ(post(learner, batch).status, 200);
        }
        within([&](Context& context) {
            std::string outcome;
            for (const auto& row : context.db.run(
                     "SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses, last_at "
                     "FROM learning_items WHERE account_id = $1 ORDER BY item", {learner.id.value})) {
                outcome += db::as_text(row[0]) + fmt::format(" {} {}", db::as_double(row[1]), db::as_double(row[2]));
                for (std::size_t column = 3; column < 9; ++column)
                    outcome += " " + std::to_string(db::as_int(row[column]));
                outcome += "\n";
            }
            for (const auto& [id, lesson] : learning::store::load_lessons(context.db, learner.id))
                outcome += fmt::format("{} {} {} {} {}\n", id, lesson.items_answered, lesson.score_percent, lesson.started_at.utc_ms,
                                       lesson.completed_at ? lesson.completed_at->utc_ms : 0);
            outcomes.push_back(outcome);
        });
        EXPECT_EQ(outcomes.back(), outcomes.front());
    }
}

TEST_P(LearningStore, KeepsDaysApartUnderAClockThatIsWrong) {
    for (const std::int64_t skew_ms : {-3 * kDayMs, 3 * kDayMs}) {
        const auto learner = add_learner(skew_ms < 0 ? "cham.dong.ho" : "nhanh.dong.ho");
        const auto began = product.clock.now();
        array events;
        for (std::int64_t day = 0; day < 4; ++day) {
            for (std::size_t each = 0; each < 5; ++each) {
                auto made = right(static_cast<std::int64_t>(events.size()) + 1, lesson(static_cast<std::size_t>(day)).item_ids[each]);
                made["answered_at"] = (began + day * kDayMs + skew_ms).utc_ms;
                events.push_back(made);
            }
        }
        product.clock.advance_ms(3 * kDayMs + kHourMs);
        const auto reply = call("POST", "/api/v1/answers",
                                object{{"events", events}, {"sent_at", product.clock.now().utc_ms + skew_ms}}, learner.cookie);
        EXPECT_EQ(reply.body.at("effects").at("streak_days"), 4);
        within([&](Context& context) {
            EXPECT_EQ(learning::days_studied(context, learner.id, day_of(began), context.today()).size(), 4u);
        });
    }
}

TEST_P(LearningStore, GivesNothingToAClockThatIsTurned) {
    post(lan, {right(1, lesson(0).item_ids[0])});
    array back, ahead;
    for (std::size_t day = 0; day < 6; ++day) {
        for (std::size_t each = 0; each < 5; ++each) {
            auto made = right(static_cast<std::int64_t>(back.size()) + 2, lesson(day).item_ids[each]);
            made["answered_at"] = (product.clock.now() + -static_cast<std::int64_t>(6 - day) * kDayMs).utc_ms;
            back.push_back(made);
            made["sequence"] = static_cast<std::int64_t>(ahead.size()) + 100;
            made["answered_at"] = (product.clock.now() + static_cast<std::int64_t>(day) * kDayMs).utc_ms;
            ahead.push_back(made);
        }
    }
    const auto now = product.clock.now().utc_ms;
    call("POST", "/api/v1/answers", object{{"events", back}, {"sent_at", now}}, lan.cookie);
    const auto reply = call("POST", "/api/v1/answers", object{{"events", ahead}, {"sent_at", now + 5 * kDayMs}}, lan.cookie);
    EXPECT_EQ(reply.body.at("effects").at("streak_days"), 1);
    EXPECT_EQ(progress(lan).at("days_active"), 1);
}

TEST_P(LearningStore, AnnouncesEachAnswerLessonAndDayOnce) {
    std::vector<std::string> news;
    product.bus->in_transaction<learning::AnswerMarked>(
        [&](Context&, const learning::AnswerMarked& event) { news.push_back(event.first_time ? "first" : "again"); });
    product.bus->in_transaction<learning::LessonCompleted>(
        [&](Context&, const learning::LessonCompleted& event) { news.push_back("lesson " + event.lesson); });
    product.bus->in_transaction<learning::DayStudied>([&](Context&, const learning::DayStudied&) { news.push_back("day"); });
    product.bus->in_transaction<learning::AnswersTaken>(
        [&](Context&, const learning::AnswersTaken& event) { news.push_back("taken " + std::to_string(event.answers.size())); });
    finish(lan, lesson(0));
    const auto count = lesson(0).item_ids.size();
    std::vector<std::string> expected(count, "first");
    expected.insert(expected.end(), {"lesson " + lesson(0).id, "day", "taken " + std::to_string(count)});
    EXPECT_EQ(news, expected);
    news.clear();
    sequence = 0;
    finish(lan, lesson(0));
    EXPECT_EQ(news, std::vector<std::string>{"taken 0"});
    news.clear();
    finish(lan, lesson(0));
    EXPECT_EQ(std::count(news.begin(), news.end(), "again"), static_cast<std::ptrdiff_t>(count))
        << "learnt again, but not completed again";
    EXPECT_EQ(news.size(), count + 1);
}

TEST_P(LearningStore, KnowsWhetherAReviewWasDue) {
    std::vector<bool> due;
    product.bus->in_transaction<learning::AnswerMarked>(
        [&](Context&, const learning::AnswerMarked& event) { due.push_back(event.was_due); });
    finish(lan, lesson(0));
    due.clear();
    const auto& card = lesson(0).recall_ids[0];
    post(lan, {event(++sequence, card, {"3"}, "review")});
    next_day();
    post(lan, {event(++sequence, lesson(0).recall_ids[1], {"3"}, "review"),
               event(++sequence, lesson(0).recall_ids[1], {"3"}, "review")});
    EXPECT_EQ(due, (std::vector{false, true, false}));
}

TEST_P(LearningStore, LeavesNothingTypedByAnErasedPerson) {
    finish(lan, lesson(0));
    call("PUT", "/api/v1/lessons/" + lesson(0).id + "/task_submission",
         object{{"text", "Số nhà của tôi"}, {"checks", array(lesson(0).task.criteria.size(), true)}}, lan.cookie);
    within([&](Context& context) {
        product.bus->publish(context, identity::DataRequested{lan.id});
        EXPECT_EQ(context.effects.at("learning").at("tasks").at(0).at("text"), "Số nhà của tôi");
        EXPECT_EQ(context.effects.at("learning").at("answers").as_array().size(), lesson(0).item_ids.size());
        EXPECT_EQ(context.effects.at("learning").at("days").as_array().size(), 1u);
    });
    within([&](Context& context) { product.bus->publish(context, identity::AccountErased{lan.id}); });
    within([&](Context& context) {
        EXPECT_EQ(
            context.db.run("SELECT 1 FROM learning_answers WHERE account_id = $1 AND response <> '[]'", {lan.id.value}).size(),
            0u);
        EXPECT_EQ(context.db.run("SELECT 1 FROM learning_task_submissions WHERE body <> ''").size(), 0u);
        EXPECT_EQ(context.db.run("SELECT 1 FROM learning_devices").size(), 0u);
        EXPECT_EQ(db::as_int(context.db.run("SELECT answers_count FROM learning_report_days").at(0).at(0)),
                  static_cast<std::int64_t>(lesson(0).item_ids.size()));
        EXPECT_EQ(context.db.run("SELECT lesson_id FROM learning_report_lessons").size(), 1u);
    });
}

TEST_P(LearningStore, StopsCountingNewDevicesSomewhere) {
    within([&](Context& context) {
        for (int number = 1; number <= 200; ++number) {
            learning::store::add_device(context.db, lan.id, "device " + std::to_string(number), number, context.now);
        }
    });
    const auto reply = post(lan, {right(1, lesson(0).item_ids[0])});
    EXPECT_EQ(reply.body.at("results").at(0).at("code"), "too_many_devices");
    EXPECT_EQ(progress(lan).at("answers"), 0);
}

}  // namespace
