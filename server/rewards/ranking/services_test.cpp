#include "ranking/services.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "ranking/services_test.h"

using namespace rewards::ranking;
using rewards_test::PlainTree;

namespace {

constexpr std::int64_t kAt = kReachedSinceMs;

struct Person {
    units::UnitId unit;
    std::int64_t points = 0;
    std::int64_t at_s = 0;
};
using People = std::map<std::int64_t, Person>;

// Everyone with points within a unit, best first, by the plain definition.
std::vector<std::int64_t> plain_order(const PlainTree& tree, const People& people, units::UnitId unit) {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> keys;
    for (const auto& [account, person] : people) {
        bool inside = person.unit == unit;
        for (const auto* above : tree.ancestors(person.unit)) inside = inside || above->id == unit;
        if (inside && person.points > 0) keys.emplace_back(-person.points, person.at_s, account);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::int64_t> order;
    for (const auto& key : keys) order.push_back(std::get<2>(key));
    return order;
}

void random_deed(std::shared_ptr<const PlainTree>& tree, Standings& standings, People& people) {
    const auto id = *rc::gen::inRange<std::int64_t>(1, 40);
    const AccountId account{id};
    auto& person = people[id];
    switch (*rc::gen::inRange(0, 8)) {
        case 0: {
            person.unit = tree->hamlets()[*rc::gen::inRange<std::size_t>(0, tree->hamlets().size())];
            standings.place(account, person.unit);
            break;
        }
        case 1:
            standings.remove(account);
            people.erase(id);
            break;
        case 2: {
            auto changed = std::make_shared<PlainTree>(*tree);
            const auto hamlet = tree->hamlets()[*rc::gen::inRange<std::size_t>(0, tree->hamlets().size())];
            changed->move(hamlet, units::UnitId{*rc::gen::element<std::int64_t>(2, 5)});
            tree = changed;
            standings.follow(tree);
            break;
        }
        default: {
            const auto points = *rc::gen::inRange<std::int64_t>(0, 50);
            const auto at_s = *rc::gen::inRange<std::int64_t>(0, 4);
            if (points > person.points) {
                person.points = points;
                person.at_s = at_s;
            }
            standings.raise_points(account, points, Instant{kAt + at_s * kSecondMs});
        }
    }
}

}  // namespace

RC_GTEST_PROP(StandingsService, IsAsThePlainDefinitionAfterAnyDeeds, ()) {
    std::shared_ptr<const PlainTree> tree = std::make_shared<PlainTree>(2, 2);  // communes 2 and 5
    Standings standings;
    standings.follow(tree);
    People people;
    const auto count = *rc::gen::inRange(1, 150);
    for (int deed = 0; deed < count; ++deed) random_deed(tree, standings, people);

    for (const std::int64_t unit : {1, 2, 3, 4, 5, 6, 7}) {
        const auto order = plain_order(*tree, people, units::UnitId{unit});
        RC_ASSERT(standings.view(units::UnitId{unit}, AccountId{}).people_count == order.size());
        for (std::size_t at = 0; at < order.size(); ++at) {
            const auto view = standings.view(units::UnitId{unit}, AccountId{order[at]});
            RC_ASSERT(view.mine.has_value());
            RC_ASSERT(view.mine->position == at + 1);
            RC_ASSERT(view.my_points == people[order[at]].points);
        }
        std::int64_t points = 0;
        for (const auto account : order) points += people[account].points;
        RC_ASSERT(standings.figures(units::UnitId{unit}).points == points);
    }
}

RC_GTEST_PROP(StandingsService, ForetellsTheSeatThatTheNextPointsBring, ()) {
    const auto tree = std::make_shared<PlainTree>(1, 1);
    const auto hamlet = tree->hamlets()[0];
    Standings standings;
    standings.follow(tree);
    for (std::int64_t id = 1; id <= 20; ++id) {
        standings.place(AccountId{id}, hamlet);
        standings.raise_points(AccountId{id}, *rc::gen::inRange<std::int64_t>(0, 30), Instant{kAt});
    }
    const AccountId lan{*rc::gen::inRange<std::int64_t>(1, 21)};
    const auto points = standings.view(hamlet, lan).my_points + *rc::gen::inRange<std::int64_t>(1, 10);
    const Instant at{kAt + 5 * kSecondMs};
    const auto foretold = standings.seat_with(hamlet, lan, points, at);
    standings.raise_points(lan, points, at);
    const auto seen = standings.view(hamlet, lan).mine;
    RC_ASSERT(seen->position == foretold.position);
    RC_ASSERT(seen->of == foretold.of);
}

TEST(StandingsService, KeepsTheLargerOfTwoUpdatesThatOvertookEachOther) {
    const auto tree = std::make_shared<PlainTree>(1, 1);
    Standings standings;
    standings.follow(tree);
    standings.place(AccountId{1}, tree->hamlets()[0]);
    standings.raise_points(AccountId{1}, 12, Instant{kAt});
    standings.raise_points(AccountId{1}, 10, Instant{kAt});
    EXPECT_EQ(standings.view(tree->hamlets()[0], AccountId{1}).my_points, 12);
}

TEST(StandingsService, TakesPeopleInBeforeItKnowsTheUnits) {
    const auto tree = std::make_shared<PlainTree>(1, 1);
    Standings standings;
    standings.place(AccountId{1}, tree->hamlets()[0]);
    standings.raise_points(AccountId{1}, 12, Instant{kAt});
    EXPECT_EQ(standings.view(tree->hamlets()[0], AccountId{1}).people_count, 0U);
    standings.follow(tree);
    EXPECT_EQ(standings.view(tree->hamlets()[0], AccountId{1}).people_count, 1U);
    EXPECT_EQ(standings.figures(units::UnitId{1}).learners, 1);
}

TEST(StandingsService, BearsReadersAndWritersAtOnce) {
    const auto tree = std::make_shared<PlainTree>(2, 3);
    Standings standings;
    standings.follow(tree);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < 2; ++writer) {
        threads.emplace_back([&, writer] {
            for (std::int64_t step = 1; step <= 3000; ++step) {
                const AccountId account{step % 300 * 2 + writer + 1};
                standings.place(account, tree->hamlets()[static_cast<std::size_t>(step) % tree->hamlets().size()]);
                standings.raise_points(account, step, Instant{kAt});
            }
        });
    }
    threads.emplace_back([&] {
        for (int step = 0; step < 3000; ++step) standings.view(units::UnitId{1}, AccountId{step % 600 + 1});
    });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(standings.view(units::UnitId{1}, AccountId{}).people_count, 600U);
}
