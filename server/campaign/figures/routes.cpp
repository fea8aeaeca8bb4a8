#include "figures/actions.h"
#include "foundation/http/router.h"

namespace campaign {
namespace {

struct FigureParams : PlanParams {
    Text<1, 60> target_id;
    std::optional<Day> as_of;
    std::optional<bool> reached;
    std::optional<Whole<1, 1'000'000>> page;
};
BOOST_DESCRIBE_STRUCT(FigureParams, (PlanParams), (target_id, as_of, reached, page))

Result<PeopleBehind> get_people_behind(Context& context, const FigureParams& params) {
    return list_people_behind(context, {params.code, params.plan_id, params.target_id, params.as_of,
                                        params.reached.value_or(true), params.page ? params.page->value : 1});
}

}  // namespace

void add_figure_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/targets/{target_id}/people",
                {.name = "list_target_people",
                 .summary = "The people behind a figure counted from events, or those who are missing; fifty a page.",
                 .access = http::on_unit("see_people", "code")},
                get_people_behind);
}

}  // namespace campaign
