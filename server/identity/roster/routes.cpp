#include "roster/actions.h"

namespace identity {
namespace {

struct RosterParams {
    Text<1, 40> code;
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(RosterParams, (), (code, dry_run))

Result<std::optional<units::TargetGroup>> group_field(const http::Upload& upload) {
    const auto found = upload.fields.find("target_group");
    if (found == upload.fields.end() || found->second.empty()) return std::optional<units::TargetGroup>();
    units::TargetGroup group{};
    if (!boost::describe::enum_from_string(found->second.c_str(), group)) {
        return Problem{ProblemKind::invalid, "field_not_allowed", "Nhóm đối tượng này không có trong danh sách.", "/target_group"};
    }
    return std::optional(group);
}

Result<RosterReport> post_roster_import(http::SlowContext& slow, const RosterParams& params, const http::Upload& upload) {
    const auto group = group_field(upload);
    if (!group) return group.error();
    const auto rows = read_roster_file(upload.bytes);
    if (!rows) return rows.error();
    const auto* unit = units::current(slow.services())->find(std::string_view(params.code.value));
    const RosterOrder order{unit->id, *group, params.dry_run.value_or(true)};
    const auto apply = [&](Context& context) { return apply_roster(context, *rows, order); };
    return order.dry_run ? slow.read(apply) : slow.write(apply);
}

}  // namespace

void add_roster_routes(http::Router& router) {
    router.slow("POST", "/api/v1/units/{code}/roster_imports",
                {.name = "import_roster", .summary = "Brings people in from a CSV or XLSX list; a dry run unless dry_run=false.",
                 .access = http::on_unit("import_roster", "code"), .body_max_bytes = 12 * 1024 * 1024},
                post_roster_import);
}

}  // namespace identity
