#include "audit/actions.h"

namespace identity {
namespace {

struct AuditParams {
    Text<1, 40> code;
    std::optional<std::int64_t> before;
};
BOOST_DESCRIBE_STRUCT(AuditParams, (), (code, before))

Result<AuditPage> get_audit(Context& context, const AuditParams& params) {
    // The gate has found the unit already.
    return read_audit(context, units::current(context)->find(std::string_view(params.code.value))->id, params.before);
}

}  // namespace

void add_audit_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/{code}/audit",
                {.name = "read_audit", .summary = "What was done with privileges in a unit, newest first.",
                 .access = http::on_unit("see_audit", "code")}, get_audit);
}

}  // namespace identity
