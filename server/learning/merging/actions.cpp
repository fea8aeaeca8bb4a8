#include "merging/actions.h"

#include <algorithm>

#include "archives/actions.h"

namespace learning {
namespace {

merging::Given read_given(const curriculum::Item& item, const store::Answer& answer) {
    const auto response = http::read<marking::Response>(http::parse_json(answer.response).value()).value();
    return {answer.context,
            memory::rating_of(item.key, response, static_cast<int>(answer.score_permille)),
            answer.score_permille,
            answer.answered_at,
            answer.day,
            answer.response};
}

}  // namespace

merging::History history_of(Context& context, AccountId account, const curriculum::Library& library,
                            const std::vector<std::string>& items, const std::vector<store::Answer>& fresh) {
    auto log = store::answers_to(context.db, account, items);
    const auto is_wanted = [&](const auto& answer) { return std::find(items.begin(), items.end(), answer.item) != items.end(); };
    const auto archived = archived_answers(context, account);
    std::copy_if(archived.begin(), archived.end(), std::back_inserter(log), is_wanted);
    std::copy_if(fresh.begin(), fresh.end(), std::back_inserter(log), is_wanted);
    merging::History history;
    for (const auto& answer : log) {
        if (const auto* item = library.item(answer.item)) history[answer.item].push_back(read_given(*item, answer));
    }
    for (auto& [item, given] : history)
        merging::put_in_order(given);
    return history;
}

}  // namespace learning
