#include "foundation/http/router.h"
#include "overview/actions.h"
#include "people/actions.h"

namespace campaign {

void add_plan_routes(http::Router& router);
void add_target_routes(http::Router& router);
void add_figure_routes(http::Router& router);
void add_task_routes(http::Router& router);
void add_report_routes(http::Router& router);
void add_reminder_routes(http::Router& router);
void add_reform_routes(http::Router& router);
void add_import_routes(http::Router& router);

namespace {

struct UnitParams {
    Text<1, 32> code;
};
BOOST_DESCRIBE_STRUCT(UnitParams, (), (code))

struct FilterParams {
    Text<1, 32> code;
    std::optional<Text<0, 100>> q;
    std::optional<units::TargetGroup> group;
    std::optional<Activity> activity;
};
BOOST_DESCRIBE_STRUCT(FilterParams, (), (code, q, group, activity))

struct PageParams : FilterParams {
    std::optional<Whole<1, 1'000'000>> page;
};
BOOST_DESCRIBE_STRUCT(PageParams, (FilterParams), (page))

Filter filter_of(const FilterParams& params) {
    return {params.q ? params.q->value : std::string(), params.group, params.activity.value_or(Activity::all)};
}

Result<Overview> get_overview(Context& context, const UnitParams& params) { return see_overview(context, params.code); }

Result<PeoplePage> get_people(Context& context, const PageParams& params) {
    return list_people(context, params.code, filter_of(params), params.page ? params.page->value : 1);
}

Result<http::Download> get_people_csv(http::SlowContext& context, const FilterParams& params) {
    const auto people = context.read([&](Context& inner) { return list_all_people(inner, params.code, filter_of(params)); });
    if (!people) return people.error();
    return http::Download{"text/csv; charset=utf-8", "nguoi-hoc-" + params.code.value + ".csv", write_csv(*people)};
}

}  // namespace

void add_routes(http::Router& router) {
    add_plan_routes(router);
    add_target_routes(router);
    add_figure_routes(router);
    add_task_routes(router);
    add_report_routes(router);
    add_reminder_routes(router);
    add_reform_routes(router);
    add_import_routes(router);
    router.read("GET", "/api/v1/units/{code}/overview",
                {.name = "get_unit_overview",
                 .summary = "The movement in a unit and everything below it, in numbers.",
                 .access = http::on_unit("see_overview", "code")},
                get_overview);
    router.read("GET", "/api/v1/units/{code}/people",
                {.name = "list_unit_people",
                 .summary = "The people of a unit and everything below it, by given name, fifty a page.",
                 .access = http::on_unit("see_people", "code")},
                get_people);
    router.slow("GET", "/api/v1/units/{code}/people.csv",
                {.name = "download_unit_people",
                 .summary = "The same people as a CSV file, all of them.",
                 .access = http::on_unit("see_people", "code")},
                get_people_csv);
}

}  // namespace campaign
