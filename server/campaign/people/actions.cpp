#include "people/actions.h"

#include "activity/store.h"
#include "counters/actions.h"
#include "people/store.h"

#include <algorithm>
#include <map>

namespace campaign {
namespace {

Problem no_such_unit() { return {ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."}; }

std::vector<Name> load_sorted(Context& context, units::UnitId unit, const Filter& filter) {
    auto names = find_names(store::load_names(context.db, unit, filter, context.today()), filter.words);
    sort_by_given_name(names);
    return names;
}

Person name_unit(const units::Tree& tree, units::UnitId top, store::Record record) {
    if (const auto* unit = tree.find(record.unit)) record.person.unit = path_below(tree, *unit, top);
    return std::move(record.person);
}

// Who stands on a page, and how many there are in all.
struct Listed {
    std::vector<Name> names;
    std::int64_t total = 0;
    bool is_total_counted = true;
};

std::int64_t enrolled_in(const CountedUnit& counted, const std::optional<units::TargetGroup>& group) {
    std::vector<counters::ByGroup> sums(1);
    counters::add_up(counted.counts, {counters::kEnrolled}, sums);
    return counters::count_of(sums[0], group);
}

Listed page_of(std::vector<Name> sorted, std::int64_t first) {
    Listed listed{{}, std::ssize(sorted), true};
    for (auto place = first; place < std::min(first + kPageSize, listed.total); ++place)
        listed.names.push_back(std::move(sorted[static_cast<std::size_t>(place)]));
    return listed;
}

// How many people of a unit a filter without words means, where counters say it.
std::optional<std::int64_t> count_meant(const CountedUnit& counted, std::string_view activity, Day today, const Filter& filter) {
    switch (filter.activity) {
    case Activity::all: return enrolled_in(counted, filter.group);
    case Activity::week: return counters::count_of(activity::read(activity, today).active_week, filter.group);
    case Activity::today: return filter.group ? std::nullopt : std::optional(activity::read(activity, today).days.back().active);
    case Activity::never: return std::nullopt;
    }
    return std::nullopt;
}

// Unit by unit. Where counters say how many there are, only those of the page are read; where they do not, it ends when there is
// another page behind this one.
Listed page_by_units(Context& context, const units::Tree& tree, units::UnitId top, const std::vector<CountedUnit>& counted,
                     const Filter& filter, std::int64_t first) {
    std::map<units::UnitId, std::vector<const CountedUnit*>> by_unit;
    for (const auto& each : counted) by_unit[each.unit].push_back(&each);
    const bool has_words = !search_words(filter.words).empty();
    std::map<units::UnitId, std::string> activities;
    if (!has_words && filter.activity != Activity::all) {
        for (auto& each : store::load_activity_below(context.db, top)) activities.emplace(each.unit, std::move(each.text));
    }
    Listed listed;
    for (const auto unit : tree.subtree(top)) {
        for (const auto* each : by_unit[unit]) {
            const auto count = has_words ? std::nullopt : count_meant(*each, activities[each->listed_in], context.today(), filter);
            if (count && (first >= listed.total + *count || std::ssize(listed.names) == kPageSize)) {
                listed.total += *count;
                continue;
            }
            if (!count && listed.total > first + 2 * kPageSize) {
                listed.is_total_counted = false;
                return listed;
            }
            auto names = find_names(store::load_own_names(context.db, each->listed_in, filter, context.today()), filter.words);
            sort_by_given_name(names);
            auto place = std::max<std::int64_t>(0, first - listed.total);
            listed.total += std::ssize(names);
            for (; place < std::ssize(names) && std::ssize(listed.names) < kPageSize; ++place)
                listed.names.push_back(std::move(names[static_cast<std::size_t>(place)]));
        }
    }
    return listed;
}

// Everybody whom the words mean, unless there are too many to put in order: then some of them stand on every few pages anyway.
std::optional<std::vector<Name>> find_by_words(Context& context, const units::Tree& tree, units::UnitId top, const Filter& filter) {
    constexpr std::int64_t kRare = 100'000, kOrdered = 2'000;
    constexpr std::size_t kWordsMax = 6;
    std::vector<std::pair<std::int64_t, std::string>> words;
    for (auto& word : search_words(filter.words)) words.emplace_back(store::count_named(context.db, word, kRare + 1), std::move(word));
    std::sort(words.begin(), words.end());
    if (words.empty() || words.front().first > kRare) return std::nullopt;
    std::vector<std::string> beginnings;
    for (std::size_t place = 0; place < std::min(words.size(), kWordsMax); ++place) beginnings.push_back(words[place].second);
    const auto accounts = store::find_named(context.db, beginnings, kOrdered + 1);
    if (std::ssize(accounts) > kOrdered) return std::nullopt;
    std::vector<Name> names;
    for (const auto account : accounts) {
        auto found = store::load_named(context.db, account, filter, context.today());
        const auto* unit = found ? tree.find(found->unit) : nullptr;
        if (unit && tree.is_within(unit->id, top)) names.push_back(std::move(found->name));
    }
    return find_names(std::move(names), filter.words);
}

Listed find_page(Context& context, const units::Tree& tree, units::UnitId top, const Filter& filter, std::int64_t first) {
    const auto counted = counters_on(context, tree, top, context.today());
    std::int64_t people = 0;
    for (const auto& each : counted) people += enrolled_in(each, std::nullopt);
    if (people <= kSortedTogether) return page_of(load_sorted(context, top, filter), first);
    if (auto names = find_by_words(context, tree, top, filter)) {
        sort_by_given_name(*names);
        return page_of(std::move(*names), first);
    }
    return page_by_units(context, tree, top, counted, filter, first);
}

}  // namespace

Result<PeoplePage> list_people(Context& context, const std::string& code, const Filter& filter, std::int64_t page) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return no_such_unit();
    const auto listed = find_page(context, *tree, unit->id, filter, (page - 1) * kPageSize);
    PeoplePage reply;
    reply.total = listed.total;
    reply.is_total_counted = listed.is_total_counted;
    reply.page = page;
    for (const auto& name : listed.names) reply.people.push_back(name_unit(*tree, unit->id, store::load_record(context.db, name.account)));
    return reply;
}

Result<std::vector<Person>> list_all_people(Context& context, const std::string& code, const Filter& filter) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return no_such_unit();
    auto records = store::load_records(context.db, unit->id);
    std::vector<Person> people;
    for (const auto& name : load_sorted(context, unit->id, filter)) {
        people.push_back(name_unit(*tree, unit->id, std::move(records.at(name.account))));
    }
    return people;
}

}  // namespace campaign
