#include "evidence/actions.h"
#include "foundation/http/router.h"
#include "targets/actions.h"

namespace campaign {
namespace {

struct EvidenceParams : UnitParams {
    EvidenceId evidence_id;
};
BOOST_DESCRIBE_STRUCT(EvidenceParams, (UnitParams), (evidence_id))

struct TargetsParams : PlanParams {
    std::optional<Day> as_of;
};
BOOST_DESCRIBE_STRUCT(TargetsParams, (PlanParams), (as_of))

struct ShareParams : PlanParams {
    Text<1, 60> target_id;
};
BOOST_DESCRIBE_STRUCT(ShareParams, (PlanParams), (target_id))

struct Shares {
    List<UnitShare, 500> shares;
};
BOOST_DESCRIBE_STRUCT(Shares, (), (shares))

Result<TargetTable> get_targets(Context& context, const TargetsParams& params) {
    return see_targets(context, params.code, params.plan_id, params.as_of);
}
Result<TargetTable> put_shares(Context& context, const ShareParams& params, const Shares& shares) {
    return set_shares(context, params.code, params.plan_id, params.target_id, shares.shares.values);
}
Result<ValueHistory> get_values(Context& context, const TargetsParams& params) {
    return list_values(context, params.code, params.plan_id);
}
Result<http::Created<ValueSeen>> post_value(Context& context, const TargetsParams& params, const ValueEntry& entry) {
    const auto seen = enter_value(context, params.code, params.plan_id, entry);
    if (!seen) return seen.error();
    return http::Created<ValueSeen>{*seen};
}
Result<http::Created<EvidenceSeen>> post_evidence(http::SlowContext& slow, const UnitParams& params, const http::Upload& upload) {
    const auto seen =
        slow.write([&](Context& context) { return keep_evidence(context, params.code, upload.file_name, upload.bytes); });
    if (!seen) return seen.error();
    return http::Created<EvidenceSeen>{*seen};
}
Result<http::Download> get_evidence(Context& context, const EvidenceParams& params) {
    return open_evidence(context, params.code, params.evidence_id);
}

}  // namespace

void add_target_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/targets",
                {.name = "list_targets",
                 .summary = "Where a unit and those directly below it stand, today or as of a day.",
                 .access = http::on_unit("see_overview", "code")},
                get_targets);
    router.write("PUT", "/api/v1/units/{code}/plans/{plan_id}/targets/{target_id}/shares",
                 {.name = "set_target_shares",
                  .summary = "Other shares for units below, which must add up.",
                  .access = http::on_unit("run_campaign", "code")},
                 put_shares);
    router.read("GET", "/api/v1/units/{code}/plans/{plan_id}/values",
                {.name = "list_target_values",
                 .summary = "Numbers typed for a unit, newest first.",
                 .access = http::on_unit("see_people", "code")},
                get_values);
    router.write("POST", "/api/v1/units/{code}/plans/{plan_id}/values",
                 {.name = "enter_target_value",
                  .summary = "A number that no event knows, with its evidence.",
                  .access = http::on_unit("run_campaign", "code")},
                 post_value);
    router.slow("POST", "/api/v1/units/{code}/evidence",
                {.name = "upload_evidence",
                 .summary = "A file that proves a number or a finished task, at most 4 MB.",
                 .access = http::on_unit("run_campaign", "code"),
                 .body_max_bytes = 4 * 1024 * 1024 + 64 * 1024},
                post_evidence);
    router.read("GET", "/api/v1/units/{code}/evidence/{evidence_id}",
                {.name = "download_evidence", .summary = "The file again.", .access = http::on_unit("see_people", "code")},
                get_evidence);
}

}  // namespace campaign
