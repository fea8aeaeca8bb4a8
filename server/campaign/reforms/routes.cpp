#include "reforms/actions.h"

namespace campaign {
namespace {

Result<http::Created<ReformSeen>> post_reform(http::SlowContext& slow, const UnitParams& params, const Reform& order) {
    auto seen = reform_units(slow, params.code, order);
    if (!seen) return seen.error();
    return http::Created<ReformSeen>{std::move(*seen)};
}

}  // namespace

void add_reform_routes(http::Router& router) {
    router.slow("POST", "/api/v1/units/{code}/reforms",
                {.name = "reform_units",
                 .summary = "Merge, split or rename units below this one from a day on; with dry_run only say what would move.",
                 .access = http::on_unit("run_campaign", "code")},
                post_reform);
}

}  // namespace campaign
