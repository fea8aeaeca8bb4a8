#pragma once
// People without a telephone, enrolled at their door by a helper who records for them; see public.h for what others may use.
#include "accounts/actions.h"

namespace identity {

// An officer lets another helper record for somebody who is assisted already.
Result<bool> assign_helper(Context& context, AccountId learner, const std::string& helper_login);

// For "my data": who enrolled the person and who recorded for them, by name; empty for whoever joined by themselves.
boost::json::object assisted_data(Context& context, AccountId account);

}  // namespace identity
