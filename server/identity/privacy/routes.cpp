#include "privacy/actions.h"
#include "sessions/actions.h"

namespace identity {
namespace {

using DeletedReply = http::WithCookies<Deleted>;

Result<http::Download> get_my_data(Context& context, const http::NoParams&) {
    return http::Download{"application/json", "du-lieu-cua-toi.json", boost::json::serialize(collect_my_data(context))};
}

Result<DeletedReply> post_deletion(http::SlowContext& slow, const http::NoParams&, const Deletion& request) {
    const auto deleted = delete_me(slow, request);
    if (!deleted) return deleted.error();
    return DeletedReply{*deleted, {no_session_cookie(slow.services())}};
}

}  // namespace

void add_privacy_routes(http::Router& router) {
    router.read("GET", "/api/v1/me/data", {.name = "get_my_data", .summary = "Everything held about the account, as a file."}, get_my_data);
    router.slow("POST", "/api/v1/me/deletion",
                {.name = "delete_me", .summary = "Erases the person at once; ledgers keep a number that leads to nobody."}, post_deletion);
}

}  // namespace identity
