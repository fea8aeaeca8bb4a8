#include "closed/rules.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "score/rules.h"

namespace marking {
namespace {

using Keys = std::vector<std::string>;

bool contains(const Keys& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

Keys keys_of(const std::vector<Option>& options) {
    Keys keys;
    for (const auto& option : options) keys.push_back(option.key);
    return keys;
}

std::optional<Refusal> refuse_strangers(const Keys& offered, const Response& response) {
    for (const auto& answer : response) {
        if (!contains(offered, answer)) return Refusal::response_unknown_key;
    }
    return std::nullopt;
}

// Each offered key at most once. The length is bounded first, so hostile lists cost nothing.
std::optional<Refusal> refuse_chosen(const Keys& offered, const Response& response) {
    if (response.size() > offered.size()) return Refusal::response_wrong_length;
    if (const auto refusal = refuse_strangers(offered, response)) return refusal;
    auto sorted = response;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return Refusal::response_duplicate_key;
    return std::nullopt;
}

// One answer for each part, each offered or "".
std::optional<Refusal> refuse_assigned(Keys offered, std::size_t part_count, const Response& response) {
    if (response.size() != part_count) return Refusal::response_wrong_length;
    offered.emplace_back();
    return refuse_strangers(offered, response);
}

std::vector<PartMark> mark_options(const std::vector<Option>& options, const Response& response) {
    std::vector<PartMark> parts;
    for (const auto& option : options) {
        const bool chosen = contains(response, option.key);
        parts.push_back({option.key, chosen == option.right, chosen});
    }
    return parts;
}

// A wrong choice takes away what a right one gives.
Mark mark_selection(const std::vector<Option>& options, const Response& response) {
    int balance = 0;
    int rights = 0;
    for (const auto& option : options) {
        rights += option.right ? 1 : 0;
        if (contains(response, option.key)) balance += option.right ? 1 : -1;
    }
    return mark_score(to_permille(balance, rights), mark_options(options, response));
}

PartMark mark_part(const std::string& key, const std::string& right_answer, const std::string& answer) {
    return {key, !answer.empty() && answer == right_answer, !answer.empty()};
}

// For each step of the response, whether it belongs to a longest run already in the right order; of several such
// runs, the one found first. `places` are the right positions. O(n²), for at most a handful of steps.
std::vector<bool> find_longest_run(const std::vector<std::size_t>& places) {
    std::vector<std::size_t> length(places.size(), 1);
    std::vector<std::size_t> before(places.size(), places.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (places[j] < places[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                before[i] = j;
            }
        }
        if (length[i] > length[last]) last = i;
    }
    std::vector<bool> kept(places.size(), false);
    for (std::size_t i = last; i < places.size(); i = before[i]) kept[i] = true;
    return kept;
}

}  // namespace

std::optional<Refusal> refuse_answers(const SingleChoice& item, const Response& response) {
    return refuse_assigned(keys_of(item.options), 1, response);
}

std::optional<Refusal> refuse_answers(const MultipleChoice& item, const Response& response) {
    return refuse_chosen(keys_of(item.options), response);
}

std::optional<Refusal> refuse_answers(const TrueFalseSet& item, const Response& response) {
    return refuse_assigned({"true", "false"}, item.statements.size(), response);
}

std::optional<Refusal> refuse_answers(const Order& item, const Response& response) {
    if (response.size() != item.steps.size()) return Refusal::response_wrong_length;
    return refuse_chosen(item.steps, response);
}

std::optional<Refusal> refuse_answers(const Match& item, const Response& response) {
    auto rights = item.pairs;
    rights.insert(rights.end(), item.extra_rights.begin(), item.extra_rights.end());
    return refuse_assigned(std::move(rights), item.pairs.size(), response);
}

std::optional<Refusal> refuse_answers(const Categorise& item, const Response& response) {
    return refuse_assigned(item.categories, item.things.size(), response);
}

std::optional<Refusal> refuse_answers(const Highlight& item, const Response& response) {
    return refuse_chosen(keys_of(item.parts), response);
}

// A card without a rating was not reviewed, so "" is refused too.
std::optional<Refusal> refuse_answers(const RecallCard&, const Response& response) {
    if (response.size() != 1) return Refusal::response_wrong_length;
    return refuse_strangers({"1", "2", "3", "4"}, response);
}

Mark mark_item(const SingleChoice& item, const Response& response) {
    const auto& answer = answer_at(response, 0);
    const bool right = std::any_of(item.options.begin(), item.options.end(),
                                   [&](const Option& option) { return option.right && option.key == answer; });
    return mark_score(right ? 1000 : 0, mark_options(item.options, {answer}));
}

Mark mark_item(const MultipleChoice& item, const Response& response) { return mark_selection(item.options, response); }

Mark mark_item(const Highlight& item, const Response& response) { return mark_selection(item.parts, response); }

Mark mark_item(const TrueFalseSet& item, const Response& response) {
    std::vector<PartMark> parts;
    for (std::size_t i = 0; i < item.statements.size(); ++i) {
        const auto& statement = item.statements[i];
        parts.push_back(mark_part(statement.key, statement.truth ? "true" : "false", answer_at(response, i)));
    }
    return mark_share(std::move(parts));
}

Mark mark_item(const Match& item, const Response& response) {
    std::vector<PartMark> parts;
    for (std::size_t i = 0; i < item.pairs.size(); ++i) {
        parts.push_back(mark_part(item.pairs[i], item.pairs[i], answer_at(response, i)));
    }
    return mark_share(std::move(parts));
}

Mark mark_item(const Categorise& item, const Response& response) {
    std::vector<PartMark> parts;
    for (std::size_t i = 0; i < item.things.size(); ++i) {
        parts.push_back(mark_part(item.things[i].key, item.things[i].category, answer_at(response, i)));
    }
    return mark_share(std::move(parts));
}

// Steps that need not move are right; a run of one says nothing about order, so then none is.
Mark mark_item(const Order& item, const Response& response) {
    std::vector<std::size_t> places;
    for (const auto& key : response) {
        const auto step = std::find(item.steps.begin(), item.steps.end(), key);
        places.push_back(static_cast<std::size_t>(step - item.steps.begin()));
    }
    const auto kept = find_longest_run(places);
    const int run = static_cast<int>(std::count(kept.begin(), kept.end(), true));

    std::vector<PartMark> parts;
    for (std::size_t i = 0; i < response.size(); ++i) parts.push_back({response[i], run > 1 && kept[i], true});
    return mark_score(to_permille(run - 1, static_cast<int>(item.steps.size()) - 1), std::move(parts));
}

Mark mark_item(const RecallCard&, const Response& response) {
    const auto& rating = answer_at(response, 0);
    return mark_score(contains({"2", "3", "4"}, rating) ? 1000 : 0, {});
}

}  // namespace marking
