#include "names/actions.h"

#include "names/store.h"

namespace identity {
namespace {

// Nothing when there was nobody left; else up to whose number it went.
std::optional<AccountId> fill_some(Context& context, AccountId after) {
    constexpr std::int64_t kAtOnce = 5000;
    const auto people = store::load_wordless(context.db, after, kAtOnce);
    for (const auto& each : people) store::add_words(context.db, each.account, each.full_name, each.login);
    return people.empty() ? std::nullopt : std::optional(people.back().account);
}

}  // namespace

void fill_words_once(Context& context) {
    if (store::has_words(context.db)) return;
    for (std::optional<AccountId> after = AccountId{0}; after;) after = fill_some(context, *after);
}

void fill_missing_words(const ContextFactory& contexts) {
    for (std::optional<AccountId> after = AccountId{0}; after;) {
        std::optional<AccountId> reached;
        contexts.write([&, from = *after](Context& context) {
            reached = fill_some(context, from);
            return reached.has_value();
        });
        after = reached;
    }
}

}  // namespace identity
