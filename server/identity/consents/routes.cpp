#include "accounts/actions.h"
#include "consents/actions.h"

namespace identity {
namespace {

struct ConsentTexts {
    std::vector<ConsentText> purposes;
};
BOOST_DESCRIBE_STRUCT(ConsentTexts, (), (purposes))

struct PurposeParams {
    Purpose purpose = Purpose::learning;
};
BOOST_DESCRIBE_STRUCT(PurposeParams, (), (purpose))

struct ConsentChange {
    Text<1, 40> version;
    bool given = false;
};
BOOST_DESCRIBE_STRUCT(ConsentChange, (), (version, given))

Result<ConsentTexts> get_consent_texts(Context&, const http::NoParams&) { return ConsentTexts{consent_texts()}; }

Result<Me> put_consent(Context& context, const PurposeParams& params, const ConsentChange& change) {
    const auto changed = change_consent(context, params.purpose, change.version, change.given);
    if (!changed) return changed.error();
    return me_of(context, context.actor.account);
}

}  // namespace

void add_consent_routes(http::Router& router) {
    router.read("GET", "/api/v1/consent_texts",
                {.name = "list_consent_texts", .summary = "What people are asked to agree to, word for word.", .access = http::anyone()},
                get_consent_texts);
    router.write("PUT", "/api/v1/me/consents/{purpose}", {.name = "change_consent", .summary = "Gives or withdraws one consent."},
                 put_consent);
}

}  // namespace identity
