#include "ledger/store.h"

#include "routes_test.h"

using namespace rewards;

namespace {

class RewardsStore : public rewards_test::RewardsTest {};
BDH_ON_EVERY_ENGINE(RewardsStore);

constexpr AccountId kLan{7};

ledger::Entry entry(std::int64_t id, const std::string& subject, Day once_on = {}) {
    return {id, kLan, Instant{1000}, Day{20000}, Reason::item_right, subject, once_on, 5, 1};
}

}  // namespace

TEST_P(RewardsStore, KeepsTheSameDeedOnce) {
    within([](Context& context) {
        EXPECT_TRUE(store::add_entry_once(context.db, entry(1, "cau-1")));
        EXPECT_FALSE(store::add_entry_once(context.db, entry(2, "cau-1")));
        EXPECT_TRUE(store::add_entry_once(context.db, entry(3, "cau-1", Day{20001}))) << "another day is another deed";
        EXPECT_EQ(store::sum_of(context.db, kLan).points, 10);
    });
}

TEST_P(RewardsStore, ReadsEntriesBackNewestFirst) {
    within([](Context& context) {
        for (int id = 1; id <= 5; ++id) store::add_entry_once(context.db, entry(id * 5'000'000'000, "cau-" + std::to_string(id)));
        const auto page = store::entries_of(context.db, kLan, 0, 2);
        ASSERT_EQ(page.size(), 2U);
        EXPECT_EQ(page[0].subject, "cau-5");
        EXPECT_EQ(page[0].withheld, 1);
        EXPECT_EQ(page[0].day, Day{20000});
        const auto next = store::entries_of(context.db, kLan, page[1].id, 10);
        ASSERT_EQ(next.size(), 3U);
        EXPECT_EQ(next[0].subject, "cau-3");
    });
}

TEST_P(RewardsStore, AddsUpADay) {
    within([](Context& context) {
        EXPECT_FALSE(store::load_purse(context.db, kLan, Day{20000}));
        const streak::Streak streak{3, 5, 1, 3, Day{20000}, Day{20001}};
        store::add_totals_once(context.db, {kLan, 0, Instant{1}, streak});
        store::add_to_day(context.db, kLan, Day{20000}, {5, {5, 3, 1}});
        store::add_to_day(context.db, kLan, Day{20000}, {5, {5, 3, 1}});
        store::save_points(context.db, kLan, 10, Instant{2});
        const auto purse = store::load_purse(context.db, kLan, Day{20000});
        ASSERT_TRUE(purse);
        EXPECT_EQ(purse->day.capped, 10);
        EXPECT_EQ(purse->day.reviews, 6);
        EXPECT_EQ(purse->day.self_rated, 2);
        EXPECT_EQ(purse->totals.points, 10);
        EXPECT_EQ(purse->totals.streak, streak);
        EXPECT_EQ(store::load_purse(context.db, kLan, Day{20001})->day.capped, 0);
        EXPECT_EQ(store::points_since(context.db, kLan, Day{20000}), 10);
        EXPECT_EQ(store::points_since(context.db, kLan, Day{20001}), 0);
    });
}
