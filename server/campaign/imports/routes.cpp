#include "imports/actions.h"

namespace campaign {
namespace {

constexpr std::size_t kFileBytesMax = 4 * 1024 * 1024;

struct PlanImportParams : PlanParams {
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(PlanImportParams, (PlanParams), (dry_run))
struct UnitImportParams : UnitParams {
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(UnitImportParams, (UnitParams), (dry_run))

Result<ImportOrder> order_of(const std::string& code, std::optional<bool> dry_run, const http::Upload& upload) {
    const auto source = upload.fields.find("source");
    ImportOrder order{code, upload.file_name, upload.bytes, source == upload.fields.end() ? upload.file_name : source->second,
                      dry_run.value_or(true)};
    if (order.source.empty() || order.source.size() > 200) {
        return Problem{ProblemKind::invalid, "source_invalid", "Vui lòng ghi nguồn số liệu, không quá 200 ký tự.", "/source"};
    }
    return order;
}

Result<ImportSeen> post_values(http::SlowContext& slow, const PlanImportParams& params, const http::Upload& upload) {
    const auto order = order_of(params.code, params.dry_run, upload);
    if (!order) return order.error();
    return import_values(slow, params.plan_id, *order);
}
Result<ImportSeen> post_populations(http::SlowContext& slow, const UnitImportParams& params, const http::Upload& upload) {
    const auto order = order_of(params.code, params.dry_run, upload);
    if (!order) return order.error();
    return import_populations(slow, *order);
}

}  // namespace

void add_import_routes(http::Router& router) {
    router.slow("POST", "/api/v1/units/{code}/plans/{plan_id}/value_imports",
                {.name = "import_plan_values",
                 .summary = "Typed values of many units from a CSV or XLSX list, stored whole or not at all; a dry run unless dry_run=false.",
                 .access = http::on_unit("run_campaign", "code"),
                 .body_max_bytes = kFileBytesMax},
                post_values);
    router.slow("POST", "/api/v1/units/{code}/population_imports",
                {.name = "import_populations",
                 .summary = "The population register, by unit and group, from a CSV or XLSX list; a dry run unless dry_run=false.",
                 .access = http::on_unit("run_campaign", "code"),
                 .body_max_bytes = kFileBytesMax},
                post_populations);
}

}  // namespace campaign
