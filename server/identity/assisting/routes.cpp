#include "assisting/actions.h"

namespace identity {
namespace {

struct UnitParams {
    Text<1, 40> code;
};
BOOST_DESCRIBE_STRUCT(UnitParams, (), (code))
struct HelperParams {
    Text<1, 40> code;
    AccountId account;
};
BOOST_DESCRIBE_STRUCT(HelperParams, (), (code, account))
struct HelperAppointed {
    Text<1, 100> login;
};
BOOST_DESCRIBE_STRUCT(HelperAppointed, (), (login))

// The gate has found the unit already.
units::UnitId unit_named(Context& context, const std::string& code) { return units::current(context)->find(std::string_view(code))->id; }

Result<HelpersPage> get_helpers(Context& context, const UnitParams& params) {
    return list_helpers(context, unit_named(context, params.code));
}
Result<http::NoContent> post_helper(Context& context, const UnitParams& params, const HelperAppointed& request) {
    return appoint_helper(context, unit_named(context, params.code), request.login);
}
Result<http::NoContent> delete_helper(Context& context, const HelperParams& params) {
    return end_helper(context, unit_named(context, params.code), params.account);
}

}  // namespace

void add_helper_routes(http::Router& router) {
    const auto access = http::on_unit("import_roster", "code");
    router.read("GET", "/api/v1/units/{code}/helpers",
                {.name = "list_helpers",
                 .summary = "Who records for people without a telephone in a unit and below, and who these people are.",
                 .access = access},
                get_helpers);
    router.write("POST", "/api/v1/units/{code}/helpers",
                 {.name = "appoint_helper",
                  .summary = "Lets somebody enrol and record for a unit's people without a telephone.",
                  .access = access},
                 post_helper);
    router.write("DELETE", "/api/v1/units/{code}/helpers/{account}",
                 {.name = "end_helper", .summary = "Ends that; what they recorded stays.", .access = access}, delete_helper);
}

}  // namespace identity
