#include "recount/actions.h"

#include "routes_test.h"
#include "streak/actions.h"

#include <rapidcheck/gtest.h>

using namespace rewards;

namespace {

class RewardsRecount : public rewards_test::RewardsTest {
protected:
    Recount recount_from(AccountId after = {}, std::int64_t limit = 100) {
        Recount result;
        within([&](Context& context) { result = recount(context, after, limit); });
        return result;
    }
};
BDH_ON_EVERY_ENGINE(RewardsRecount);

}  // namespace

TEST_P(RewardsRecount, FindsNothingAfterWeeksOfAnyDeedsInAnyOrder) {
    next_day(30);
    const auto lan = add_learner("lan");
    const auto minh = add_learner("minh");
    std::uint32_t seed = 5;
    const auto dice = [&](std::uint32_t below) { return (seed = seed * 1664525U + 1013904223U) / 65536 % below; };
    for (int deed = 0; deed < 60; ++deed) {
        const auto& who = dice(2) == 0 ? lan : minh;
        const auto days_ago = static_cast<int>(dice(28));
        if (dice(3) == 0) {
            publish(learning::AnswersTaken{
                who.id, {}, {{who.id, "bai-" + std::to_string(dice(20)), 1, dice(101), today() - days_ago}}, {}, today()});
        } else {
            ASSERT_EQ(study(who, days_ago).status, 200);
        }
    }
    EXPECT_GT(rewards(lan).at("streak").at("longest").as_int64(), 2);
    const auto result = recount_from();
    EXPECT_EQ(result.checked_count, 2);
    EXPECT_TRUE(result.differences.empty());
}

TEST_P(RewardsRecount, FindsAndRepairsWhatWasTamperedWith) {
    const auto lan = add_learner("lan");
    const auto minh = add_learner("minh");
    study(lan);
    hand_in_many(minh, 1);
    const auto right = rewards(lan);
    within([&](Context& context) {
        context.db.run("UPDATE rewards_totals SET points_total = 9000, streak_days = 40, streak_longest = 40 WHERE account_id = $1", {lan.id.value});
    });
    const auto found = recount_from();
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].account, lan.id);
    EXPECT_EQ(found.differences[0].kept.points, 9000);
    EXPECT_EQ(found.differences[0].recounted.points, 35);
    EXPECT_EQ(found.differences[0].recounted.streak_days, 1);

    product.restart();
    EXPECT_EQ(people(lan).at("mine").at("points"), 9000);
    next_day();
    product.scheduler->run_due(*product.contexts);
    EXPECT_TRUE(recount_from().differences.empty());
    EXPECT_EQ(rewards(lan).at("points_total"), right.at("points_total"));
    EXPECT_EQ(people(lan).at("mine").at("points"), right.at("points_total")) << "the rankings too";
}

TEST_P(RewardsRecount, GoesInChunks) {
    for (int number = 1; number <= 5; ++number) hand_in(add_learner("nguoi" + std::to_string(number)), 1);
    std::int64_t checked = 0;
    int chunks = 0;
    AccountId after;
    do {
        const auto chunk = recount_from(after, 2);
        checked += chunk.checked_count;
        after = chunk.last;
        ++chunks;
    } while (after);
    EXPECT_EQ(checked, 5);
    EXPECT_EQ(chunks, 3);
}

TEST_P(RewardsRecount, SettlesStreaksThatMissedDaysHaveEnded) {
    const auto lan = add_learner("lan");
    study(lan);
    next_day(2);
    product.scheduler->run_due(*product.contexts);
    within([&](Context& context) {
        const auto rows = context.db.run("SELECT streak_days, streak_day FROM rewards_report_totals WHERE account_id = $1", {lan.id.value});
        EXPECT_EQ(db::as_int(rows.at(0)[0]), 0);
        EXPECT_EQ(db::as_int(rows.at(0)[1]), today().number);
    });
    EXPECT_EQ(rewards(lan).at("streak").at("longest"), 1);
}

TEST_P(RewardsRecount, SettlesStreaksInChunks) {
    for (int number = 1; number <= 5; ++number) study(add_learner("nguoi" + std::to_string(number)));
    next_day(2);
    int chunks = 0;
    AccountId after;
    do {
        within([&](Context& context) { after = settle_streaks(context, after, 2); });
        ++chunks;
    } while (after);
    EXPECT_EQ(chunks, 3);
    within([&](Context& context) {
        const auto rows = context.db.run("SELECT COUNT(*) FROM rewards_report_totals WHERE streak_days > 0");
        EXPECT_EQ(db::as_int(rows.at(0)[0]), 0);
    });
}
