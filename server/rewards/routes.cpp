#include "foundation/http/router.h"

#include "ledger/actions.h"
#include "ranking/actions.h"

namespace rewards {
namespace {

struct PointsParams {
    std::optional<Whole<1, http::kWholeMax>> before;
    std::optional<Whole<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(PointsParams, (), (before, limit))

struct PeopleParams {
    std::optional<ranking::Scope> scope;
};
BOOST_DESCRIBE_STRUCT(PeopleParams, (), (scope))

struct UnitsParams {
    std::optional<Text<1, 40>> parent;
};
BOOST_DESCRIBE_STRUCT(UnitsParams, (), (parent))

Result<RewardsSeen> get_rewards(Context& context, const http::NoParams&) {
    return rewards_of(context, context.actor.account);
}

Result<PointsPage> get_points(Context& context, const PointsParams& params) {
    return points_of(context, context.actor.account, params.before.value_or(Whole<1, http::kWholeMax>{}),
                     params.limit.value_or(Whole<1, 100>{50}));
}

Result<PeopleRanking> get_people_ranking(Context& context, const PeopleParams& params) {
    return rank_people(context, params.scope.value_or(ranking::Scope::hamlet));
}

Result<UnitRanking> get_unit_ranking(Context& context, const UnitsParams& params) {
    return rank_units(context, params.parent ? std::optional(params.parent->value) : std::nullopt);
}

}  // namespace

void add_routes(http::Router& router) {
    router.read("GET", "/api/v1/me/rewards",
                {.name = "get_my_rewards", .summary = "Points, streak and freezes of the signed-in person."}, get_rewards);
    router.read("GET", "/api/v1/me/points",
                {.name = "list_my_points", .summary = "The points ledger of the signed-in person, newest first; each entry says why."},
                get_points);
    router.read("GET", "/api/v1/rankings/people",
                {.name = "rank_people", .summary = "The ranking in the signed-in person's hamlet, commune or province: the top and those nearby."},
                get_people_ranking);
    router.read("GET", "/api/v1/rankings/units",
                {.name = "rank_units", .summary = "The units below a unit by points per head, small ones drawn towards the mean: the top half and one's own."},
                get_unit_ranking);
}

}  // namespace rewards
