#include "emails/actions.h"

namespace identity {

void add_email_routes(http::Router& router) {
    router.read("GET", "/api/v1/me/email",
                {.name = "get_my_email", .summary = "The address the person gave for news, and what giving one agrees to."},
                [](Context& context, const http::NoParams&) -> Result<EmailShown> { return see_email(context); });
    router.write("PUT", "/api/v1/me/email",
                 {.name = "give_my_email", .summary = "Give an address for news, agreeing to its text."},
                 [](Context& context, const http::NoParams&, const EmailGiven& given) -> Result<EmailShown> {
                     return give_email(context, given);
                 });
    router.write("DELETE", "/api/v1/me/email", {.name = "remove_my_email", .summary = "Take the address back."},
                 [](Context& context, const http::NoParams&) -> Result<EmailShown> { return take_email_back(context); });
    router.write("POST", "/api/v1/me/email/letters",
                 {.name = "ask_for_email_letter", .summary = "Have a letter with a code sent to the address."},
                 [](Context& context, const http::NoParams&) -> Result<http::Created<EmailShown>> {
                     auto shown = ask_for_letter(context);
                     if (!shown) return shown.error();
                     return http::Created<EmailShown>{std::move(*shown)};
                 });
    router.slow("POST", "/api/v1/me/email/confirmation",
                {.name = "confirm_my_email", .summary = "Confirm the address with the letter's code."},
                [](http::SlowContext& slow, const http::NoParams&, const EmailCodeGiven& given) -> Result<EmailShown> {
                    return confirm_email(slow, given);
                });
}

}  // namespace identity
