#include "actions_test.h"

namespace {

using learning_test::array;
using learning_test::kTablet;
using learning_test::object;

class LearningArchiving : public learning_test::ArchivingTest {
protected:
    LearningArchiving() {
        minh = add_learner("minh.kimphuong");
        hoa = add_learner("hoa.kimphuong");
    }
    void study_long_ago() {
        study(lan, 12, 1);
        study(minh, 9, 2);
        pass_days(190);
        study(hoa, 3, 3);
        sign_in(lan);
        sign_in(minh);
        order.batch_max = 20;
    }
    std::vector<AccountId> everybody() const { return {lan.id, minh.id, hoa.id}; }
    struct PowerCut {};
    // Cuts the power after so many steps; not at all when it is 0.
    void cut_after(int steps) {
        order.rest = [steps]() mutable {
            if (--steps == 0) throw PowerCut();
        };
    }
    Learner minh, hoa;
};
BDH_ON_EVERY_ENGINE(LearningArchiving);

}  // namespace

TEST_P(LearningArchiving, MovesOldAnswersOutAndBringsTheVerySameRowsBack) {
    study_long_ago();
    const auto before = log();
    EXPECT_EQ(archive(), 12 * 8 + 9 * 8);
    EXPECT_EQ(log_size(), 3 * 8);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    EXPECT_EQ(archive(), 0) << "nothing is left to archive";
    EXPECT_EQ(files().size(), 1u);
    EXPECT_EQ(unarchive(), 12 * 8 + 9 * 8);
    EXPECT_EQ(log(), before);
    EXPECT_EQ(rows("SELECT COUNT(*) FROM learning_archives"), "0|\n");
    EXPECT_EQ(rows("SELECT MAX(archived_to) FROM learning_devices"), "0|\n");
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(LearningArchiving, LeavesEveryFigureAsItWas) {
    study_long_ago();
    const auto before = figures(everybody());
    EXPECT_NE(before.find("3 checked, 0 differ, 0 facts missing, 0 counters differ"), std::string::npos) << before;
    archive();
    EXPECT_EQ(figures(everybody()), before);
    unarchive();
    EXPECT_EQ(figures(everybody()), before);
}

TEST_P(LearningArchiving, PutsManyPeopleIntoSeveralFiles) {
    study_long_ago();
    order.answers_max = 1;
    // People are looked at in groups; each group goes whole into one file.
    for (int number = 0; number < 40; ++number) {
        auto other = add_learner("nguoi" + std::to_string(number));
        post(other, {right(1, lesson(0).item_ids[0])});
    }
    pass_days(200);
    const auto before = log();
    EXPECT_EQ(archive(), 12 * 8 + 9 * 8 + 3 * 8 + 40);
    EXPECT_EQ(files().size(), 2u);
    EXPECT_EQ(log(), "");
    EXPECT_EQ(faults(), std::vector<std::string>{});
    const auto first = std::filesystem::path(std::min(files()[0], files()[1])).filename();
    EXPECT_GT(learning::unarchive_answers(*product.contexts, order, first).value(), 0);
    EXPECT_EQ(learning::unarchive_answers(*product.contexts, order, first).error().code, "no_such_archive");
    unarchive();
    EXPECT_EQ(log(), before);
}

TEST_P(LearningArchiving, AnswersARepeatedAnswerWithItsOldReceipt) {
    const auto& items = lesson(0).item_ids;
    const array sent{right(1, items[0]), right(2, items[1])};
    const auto first = post(lan, sent).body.at("results");
    pass_days(200);
    sign_in(lan);
    archive();
    const auto points = rows("SELECT points_total FROM rewards_totals");
    const auto again = post(lan, sent).body.at("results");
    ASSERT_EQ(again.at(1).at("status"), "received");
    EXPECT_EQ(again.at(0).at("receipt"), first.at(0).at("receipt"));
    EXPECT_EQ(again.at(1).at("receipt"), first.at(1).at("receipt"));
    EXPECT_EQ(post(lan, {right(2, items[3])}).body.at("results").at(0).at("code"), "sequence_taken");
    EXPECT_EQ(rows("SELECT points_total FROM rewards_totals"), points);
    EXPECT_EQ(log_size(), 0);
    EXPECT_EQ(post(lan, {right(3, items[2])}).body.at("results").at(0).at("status"), "received");
    EXPECT_EQ(log_size(), 1);
}

TEST_P(LearningArchiving, MergesLateAnswersAsIfNothingWereArchived) {
    // Lan and Minh send the same, at the same moments: hers while everything older is archived, his while it is back.
    const auto began = product.clock.now();
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        auto one = add_learner("mot" + std::to_string(seed)), other = add_learner("hai" + std::to_string(seed));
        std::mt19937 random(seed);
        std::vector<object> logs[2];
        for (int device = 0; device < 2; ++device) {
            for (std::int64_t number = 1; number <= 24; ++number) {
                const auto& from = lesson(random() % 2);
                const bool is_card = random() % 4 == 0;
                const auto& pool = is_card ? from.recall_ids : from.item_ids;
                const auto& id = pool[random() % pool.size()];
                auto made = event(number, id, is_card ? marking::Response{"3"} : curriculum::solution(*library->item(id)),
                                  is_card || random() % 5 == 0 ? "review" : "lesson");
                if (device == 1) made["device"] = kTablet;
                made["answered_at"] = (product.clock.now() + (number * 200 + device * 37) * kMinuteMs).utc_ms;
                logs[device].push_back(made);
            }
        }
        pass_days(5);
        std::size_t at[2] = {0, 0};
        std::string said[2];
        while (at[0] < logs[0].size() || at[1] < logs[1].size()) {
            const auto device = at[0] == logs[0].size() || (random() % 2 == 0 && at[1] < logs[1].size()) ? 1U : 0U;
            array batch;
            if (random() % 3 == 0) {  // some of it again
                for (std::size_t place = at[device] - std::min<std::size_t>(at[device], 3); place < at[device]; ++place)
                    batch.push_back(logs[device][place]);
            }
            for (auto count = 1 + random() % 7; count > 0 && at[device] < logs[device].size(); --count)
                batch.push_back(logs[device][at[device]++]);
            pass_days(181);
            archive();
            sign_in(one);
            sign_in(other);
            const auto tell = [&](const Learner& who) {
                auto reply = post(who, batch).body;
                for (auto& result : reply.at("results").as_array())
                    result.as_object().erase("receipt");
                return boost::json::serialize(reply.at("results")) + "\n";
            };
            said[0] += tell(one);
            unarchive();
            said[1] += tell(other);
        }
        EXPECT_EQ(said[0], said[1]);
        const auto outcome = [&](const Learner& who) {
            const auto of = " WHERE account_id = " + std::to_string(who.id.value);
            return rows(
                       "SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses, "
                       "last_at "
                       "FROM learning_items" +
                       of + " ORDER BY item") +
                   rows("SELECT lesson_id, items_answered, score_percent, started_at, completed_at FROM learning_lessons" + of +
                        " ORDER BY 1") +
                   rows("SELECT day, answers_count, took_ms, lessons_done, studied FROM learning_days" + of + " ORDER BY 1") +
                   rows("SELECT device_no, sequence, item, response, answered_at, day FROM learning_answers" + of +
                        " ORDER BY 1, 2") +
                   rows("SELECT points_total, streak_longest FROM rewards_totals" + of);
        };
        EXPECT_EQ(outcome(one), outcome(other));
        EXPECT_NE(outcome(one), "");
    }
    EXPECT_GT(product.clock.now(), began);
}

TEST_P(LearningArchiving, ForgetsAnErasedPersonInEveryArchive) {
    study_long_ago();
    archive();
    const auto others = download(minh.id);
    within([&](Context& context) { product.bus->publish(context, identity::AccountErased{lan.id}); });
    EXPECT_EQ(rows("SELECT COUNT(*) FROM learning_archive_keys"), "1|\n");
    EXPECT_EQ(faults(), std::vector<std::string>{});
    EXPECT_EQ(download(minh.id), others);
    unarchive();
    const auto of_lan = " WHERE account_id = " + std::to_string(lan.id.value);
    EXPECT_EQ(rows("SELECT COUNT(*) FROM learning_answers" + of_lan), "96|\n") << "that and when is still counted";
    EXPECT_EQ(rows("SELECT DISTINCT response FROM learning_answers" + of_lan), "[]|\n") << "what was typed is gone";
    EXPECT_EQ(archive(), 12 * 8 + 9 * 8) << "and goes into an archive once more, without a key";
    EXPECT_EQ(rows("SELECT COUNT(*) FROM learning_archive_keys"), "1|\n");
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(LearningArchiving, ForgetsWhoIsErasedWhileItIsWritten) {
    study_long_ago();
    bool is_first = true;
    order.rest = [&] {
        if (std::exchange(is_first, false))
            within([&](Context& context) { product.bus->publish(context, identity::AccountErased{lan.id}); });
    };
    EXPECT_EQ(archive(), 12 * 8 + 9 * 8);
    EXPECT_FALSE(is_first);
    unarchive();
    EXPECT_EQ(rows("SELECT DISTINCT response FROM learning_answers WHERE account_id = " + std::to_string(lan.id.value)), "[]|\n");
}

TEST_P(LearningArchiving, LosesAndDoublesNothingWhereverItIsCutOff) {
    study_long_ago();
    const auto before = log();
    const auto seen = figures(everybody());
    int cuts = 0;
    const auto cut_off = [&](const auto& work) {
        for (int round = 1;; ++round) {
            cut_after(round);
            try {
                work();
                return;
            } catch (const PowerCut&) {
                ++cuts;
                EXPECT_EQ(faults(), std::vector<std::string>{});
                EXPECT_EQ(figures(everybody()), seen);
            }
        }
    };
    cut_off([&] { archive(); });
    EXPECT_EQ(log_size(), 3 * 8);
    cut_off([&] { unarchive(); });
    EXPECT_GE(cuts, 3) << "while it was written, between two people, on the way back";
    EXPECT_EQ(log(), before);
}

TEST_P(LearningArchiving, TurnsBackInTheMiddle) {
    study_long_ago();
    const auto before = log();
    cut_after(2);
    EXPECT_THROW(archive(), PowerCut);
    const auto half = log_size();
    EXPECT_LT(half, 24 + 168);
    EXPECT_GT(half, 24);
    unarchive();
    EXPECT_EQ(log(), before);
    cut_after(0);
    archive();
    EXPECT_EQ(log_size(), 24);
    cut_after(1);
    EXPECT_THROW(unarchive(), PowerCut);
    EXPECT_EQ(learning::archive_answers(*product.contexts, order).error().code, "archive_returning");
    unarchive();
    EXPECT_EQ(log(), before);
}

TEST_P(LearningArchiving, LetsTheLaterOfTwoRunsWork) {
    study_long_ago();
    const auto before = log();
    auto second = order;
    bool is_first = true;
    order.rest = [&] {
        if (!std::exchange(is_first, false)) return;
        second.before = order.before;
        EXPECT_EQ(learning::archive_answers(*product.contexts, second).value(), 168);
    };
    EXPECT_THROW(archive(), std::exception);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    EXPECT_EQ(log_size(), 24);
    order.rest = [] {};
    unarchive();
    EXPECT_EQ(log(), before);
}

TEST_P(LearningArchiving, RefusesDaysThatAreStillLookedAt) {
    study_long_ago();
    order.before = day_of(product.clock.now()) - 179;
    EXPECT_EQ(learning::archive_answers(*product.contexts, order).error().code, "archive_too_new");
    EXPECT_FALSE(std::filesystem::exists(order.folder));
}

TEST_P(LearningArchiving, TellsDamageAndDecidesNothingWithoutTheFile) {
    study_long_ago();
    archive();
    const auto path = files().at(0);
    std::filesystem::rename(path, path + ".away");
    EXPECT_EQ(faults().size(), 1u);
    sign_in(lan);
    auto late = right(1000, lesson(0).item_ids[0]);
    EXPECT_EQ(post(lan, {late}).status, 200) << "what is new needs no archive";
    late["sequence"] = 1;
    EXPECT_EQ(post(lan, {late}).code(), "storage_unavailable");
    EXPECT_EQ(call("GET", "/api/v1/me/data", nullptr, lan.cookie).code(), "storage_unavailable");
    product.restart();
    EXPECT_EQ(post(lan, {right(1001, lesson(0).item_ids[1])}).status, 200);
    std::filesystem::rename(path + ".away", path);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    EXPECT_EQ(post(lan, {late}).status, 200);

    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(200);
    file.put('x');
    file.close();
    EXPECT_EQ(faults().size(), 1u);
    EXPECT_THROW(unarchive(), db::Failure);
    EXPECT_EQ(rows("SELECT state FROM learning_archives"), "returning|\n");
}

TEST_P(LearningArchiving, FindsAnswersThatStandInBothPlaces) {
    study_long_ago();
    const auto one =
        rows("SELECT id FROM learning_answers WHERE account_id = " + std::to_string(lan.id.value) + " ORDER BY id LIMIT 1");
    within([&](Context& context) { context.db.run("CREATE TABLE learning_before AS SELECT * FROM learning_answers"); });
    archive();
    within([&](Context& context) {
        context.db.run("INSERT INTO learning_answers SELECT * FROM learning_before WHERE id = " + one.substr(0, one.find('|')));
        context.db.run("DROP TABLE learning_before");
    });
    ASSERT_EQ(faults().size(), 1u);
    EXPECT_NE(faults()[0].find("in the database too"), std::string::npos) << faults()[0];
}
