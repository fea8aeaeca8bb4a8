#include "emails/actions.h"

namespace identity {

void add_email_routes(http::Router& router) {
    router.read("GET", "/api/v1/me/email",
                {.name = "get_my_email", .summary = "The address the person gave for news, and what giving one agrees to."},
                [](Context& context, const http::NoParams&) -> Result<EmailShown> { return see_email(context); });
    router.write("PUT", "/api/v1/me/email", {.name = "give_my_email", .summary = "Give an address for news, agreeing to its text."},
                 [](Context& context, const http::NoParams&, const EmailGiven& given) -> Result<EmailShown> {
                     return give_email(context, given);
                 });
    router.write("DELETE", "/api/v1/me/email", {.name = "remove_my_email", .summary = "Take the address back."},
                 [](Context& context, const http::NoParams&) -> Result<EmailShown> { return take_email_back(context); });
}

}  // namespace identity
