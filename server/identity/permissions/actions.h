#pragma once
#include "permissions/rules.h"

namespace identity {

Problem not_permitted();

// What the gate decides once it knows who asks. unit_code and account_text are the path parameters as received.
struct Admission {
    http::Access access;
    std::string parameter;  // the value of the parameter that access names
    std::vector<Grant> grants;
    bool second_factor = false;
};
std::optional<Problem> refuse_admission(Context& context, const Admission& admission);

// Whether the actor has this permission on a unit the account belongs to.
bool may_on_account(Context& context, const std::vector<Grant>& grants, Permission permission, AccountId account);

}  // namespace identity
