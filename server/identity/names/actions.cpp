#include "names/actions.h"

#include "names/store.h"

namespace identity {

void fill_words_once(Context& context) {
    constexpr std::int64_t kAtOnce = 10000;
    if (store::has_words(context.db)) return;
    AccountId after{0};
    for (auto people = store::load_named(context.db, after, kAtOnce); !people.empty(); people = store::load_named(context.db, after, kAtOnce)) {
        for (const auto& each : people) store::add_words(context.db, each.account, each.full_name, each.login);
        after = people.back().account;
    }
}

}  // namespace identity
