#pragma once
// What is held about a person, and forgetting it.
#include "public.h"

namespace identity {

// Everything held about the actor, one key a capability.
boost::json::object collect_my_data(Context& context);

struct Deletion {
    Text<0, 200> password;
};
BOOST_DESCRIBE_STRUCT(Deletion, (), (password))
struct Deleted {
    Day erased_on;
};
BOOST_DESCRIBE_STRUCT(Deleted, (), (erased_on))
Result<Deleted> delete_me(http::SlowContext& slow, const Deletion& request);

// What peers are told; the id is the account.
inline constexpr const char* kErased = "identity_erased";
// Adds to this server's log whoever was erased on another one.
void log_erasures(Context& context);

// Erases again whoever a restored backup brought back, and completes the log where a crash cut it short.
void replay_erasures(Context& context);

}  // namespace identity
