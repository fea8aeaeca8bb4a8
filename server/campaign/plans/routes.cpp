#include "foundation/http/router.h"
#include "measures/actions.h"
#include "plan_files/actions.h"
#include "plans/actions.h"

namespace campaign {
namespace {

struct VersionParams : PlanParams {
    std::optional<Whole<1, 100000>> version;
};
BOOST_DESCRIBE_STRUCT(VersionParams, (PlanParams), (version))

struct PlanChange {
    Whole<1, 1'000'000> revision;
    Plan plan;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (), (revision, plan))

struct Publication {
    Whole<1, 1'000'000> revision;
    Day valid_from;
};
BOOST_DESCRIBE_STRUCT(Publication, (), (revision, valid_from))

struct DraftParams : PlanParams {
    Whole<1, 1'000'000> revision;
};
BOOST_DESCRIBE_STRUCT(DraftParams, (PlanParams), (revision))

std::optional<std::int64_t> version_of(const VersionParams& params) {
    if (!params.version) return std::nullopt;
    return params.version->value;
}

Result<http::Created<PlanSeen>> created(const Result<PlanSeen>& seen) {
    if (!seen) return seen.error();
    return http::Created<PlanSeen>{*seen};
}

Result<PlanList> get_plans(Context& context, const UnitParams& params) { return list_plans(context, params.code); }
Result<http::Created<PlanSeen>> post_plan(Context& context, const UnitParams& params, const Plan& plan) {
    return created(draft_plan(context, params.code, plan));
}
Result<http::Created<PlanSeen>> post_plan_file(http::SlowContext& slow, const UnitParams& params, const http::Upload& upload) {
    return created(slow.write([&](Context& context) { return draft_plan_file(context, params.code, upload.bytes); }));
}
Result<PlanSeen> get_plan(Context& context, const VersionParams& params) {
    return see_plan(context, params.code, params.plan_id, version_of(params));
}
Result<PlanSeen> put_plan(Context& context, const VersionParams& params, const PlanChange& change) {
    return change_plan(context, params.code, params.plan_id, change.revision, change.plan);
}
Result<http::Created<PlanSeen>> post_publication(Context& context, const VersionParams& params, const Publication& publication) {
    return created(publish_plan(context, params.code, params.plan_id, publication.revision, publication.valid_from));
}
Result<http::NoContent> delete_plan_draft(Context& context, const DraftParams& params) {
    return delete_draft(context, params.code, params.plan_id, params.revision.value);
}
Result<http::Download> get_plan_file(Context& context, const VersionParams& params) {
    const auto seen = see_plan(context, params.code, params.plan_id, version_of(params));
    if (!seen) return seen.error();
    return http::Download{"application/yaml; charset=utf-8", "ke-hoach.yaml", write_plan(seen->plan)};
}
Result<MeasureList> get_measures(Context&, const http::NoParams&) { return list_measures(); }

}  // namespace

void add_plan_routes(http::Router& router) {
    router.read("GET", "/api/v1/plan_measures", {.name = "list_plan_measures", .summary = "What a target may count."},
                get_measures);
    router.read("GET", "/api/v1/units/{code}/plans",
                {.name = "list_plans",
                 .summary = "Plans of a unit and those in force above it.",
                 .access = http::on_unit("see_overview", "code")},
                get_plans);
    router.write("POST", "/api/v1/units/{code}/plans",
                 {.name = "create_plan", .summary = "Draft a plan.", .access = http::on_unit("run_campaign", "code")},
                 post_plan);
    router.slow("POST", "/api/v1/units/{code}/plan_files",
                {.name = "import_plan_file",
                 .summary = "Draft a plan from a YAML file.",
                 .access = http::on_unit("run_campaign", "code"),
                 .body_max_bytes = kPlanBytesMax + 64 * 1024},
                post_plan_file);
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}",
                {.name = "get_plan",
                 .summary = "A plan, its newest version unless another is named.",
                 .access = http::on_unit("see_overview", "code")},
                get_plan);
    router.write("PUT", "/api/v1/units/{code}/plans/{plan_id}",
                 {.name = "change_plan",
                  .summary = "Change a draft; a published plan gets a new draft version instead.",
                  .access = http::on_unit("run_campaign", "code")},
                 put_plan);
    router.write(
        "POST", "/api/v1/units/{code}/plans/{plan_id}/publications",
        {.name = "publish_plan", .summary = "Publish the draft from a day on.", .access = http::on_unit("run_campaign", "code")},
        post_publication);
    router.write("DELETE", "/api/v1/units/{code}/plans/{plan_id}/draft",
                 {.name = "delete_plan_draft",
                  .summary = "Delete the draft; what was published before stays.",
                  .access = http::on_unit("run_campaign", "code")},
                 delete_plan_draft);
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/file",
                {.name = "download_plan",
                 .summary = "The plan as the YAML file it can be imported from.",
                 .access = http::on_unit("see_overview", "code")},
                get_plan_file);
}

}  // namespace campaign
