#include "assisted/actions.h"

namespace identity {
namespace {

struct LearnerParams {
    AccountId account;
};
BOOST_DESCRIBE_STRUCT(LearnerParams, (), (account))
struct HelperNamed {
    Text<1, 100> login;
};
BOOST_DESCRIBE_STRUCT(HelperNamed, (), (login))

Result<http::NoContent> post_helper(Context& context, const LearnerParams& params, const HelperNamed& helper) {
    const auto assigned = assign_helper(context, params.account, helper.login.value);
    if (!assigned) return assigned.error();
    return http::NoContent{};
}

}  // namespace

void add_assisted_routes(http::Router& router) {
    router.write("POST", "/api/v1/assisted_learners/{account}/helpers",
                 {.name = "assign_helper",
                  .summary = "Lets another helper record for somebody without a telephone.",
                  .access = http::on_account("import_roster", "account")},
                 post_helper);
}

}  // namespace identity
