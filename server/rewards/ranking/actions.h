#pragma once
// Rankings of people and of units, as each signed-in person may see them.
#include "identity/public.h"
#include "public.h"
#include "ranking/rules.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace rewards {

struct Rank {
    ranking::Scope scope = ranking::Scope::hamlet;
    std::int64_t position = 0;
    std::int64_t of = 0;
};
BOOST_DESCRIBE_STRUCT(Rank, (), (scope, position, of))

// The rank in the smallest unit that this total will give once it is committed; nothing without points or a place.
std::optional<Rank> rank_with(Context& context, AccountId account, std::int64_t points, Instant reached_at);
void raise_in_rankings(Context& context, AccountId account, std::int64_t points, Instant reached_at);

void enter_rankings(Context& context, const identity::AccountJoined& joined);
void move_in_rankings(Context& context, const identity::PlaceChanged& changed);
void leave_rankings(Context& context, const identity::AccountErased& erased);
// At start: places, then totals.
void load_rankings(Context& context);

// What peers are told; the ids are accounts. Points only grow; whatever else changes is told as a place.
inline constexpr const char* kPointsGrew = "rewards_points";
inline constexpr const char* kPlaceChanged = "rewards_places";
void follow_points(Context& context, const std::set<std::int64_t>& accounts);
void follow_places(Context& context, const std::set<std::int64_t>& accounts);

struct RankingRow {
    std::int64_t position = 0;
    std::string name;
    std::int64_t points = 0;
    bool is_me = false;
};
BOOST_DESCRIBE_STRUCT(RankingRow, (), (position, name, points, is_me))

struct MyRank {
    std::int64_t position = 0;
    std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(MyRank, (), (position, points))

struct PeopleRanking {
    ranking::Scope scope = ranking::Scope::hamlet;
    units::UnitRef unit;
    std::string period = "all";
    std::int64_t people_count = 0;  // people with points
    std::optional<MyRank> mine;     // nothing before the first point
    std::vector<RankingRow> top;
    std::vector<RankingRow> near;
    std::string shown_note;
};
BOOST_DESCRIBE_STRUCT(PeopleRanking, (), (scope, unit, period, people_count, mine, top, near, shown_note))
// In the signed-in person's own unit of that scope, or the next wider one they have.
Result<PeopleRanking> rank_people(Context& context, ranking::Scope scope);

struct UnitRankingRow {
    std::int64_t position = 0;
    units::UnitRef unit;
    double score = 0;
    std::int64_t learners = 0;
    std::int64_t eligible = 0;  // the heads of the formula
    std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(UnitRankingRow, (), (position, unit, score, learners, eligible, points))

struct UnitRanking {
    units::UnitRef parent;
    std::string formula;
    std::vector<UnitRankingRow> rows;
};
BOOST_DESCRIBE_STRUCT(UnitRanking, (), (parent, formula, rows))
// The units directly below the parent; without a code, below the unit above the signed-in person's own.
Result<UnitRanking> rank_units(Context& context, const std::optional<std::string>& parent_code);

}  // namespace rewards
