#include "people/actions.h"

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

Person name_unit(const units::Tree& tree, store::Record record) {
    if (const auto* unit = tree.find(record.unit)) record.person.unit = units::ref(*unit);
    return std::move(record.person);
}

// Who stands on a page, and how many there are in all.
struct Listed {
    std::vector<Name> names;
    std::int64_t total = 0;
};

std::int64_t enrolled_in(const CountedUnit& counted, const std::optional<units::TargetGroup>& group) {
    std::vector<counters::ByGroup> sums(1);
    counters::add_up(counted.counts, {counters::kEnrolled}, sums);
    return counters::count_of(sums[0], group);
}

Listed page_of(std::vector<Name> sorted, std::int64_t first) {
    Listed listed{{}, std::ssize(sorted)};
    for (auto place = first; place < std::min(first + kPageSize, listed.total); ++place)
        listed.names.push_back(std::move(sorted[static_cast<std::size_t>(place)]));
    return listed;
}

// Unit by unit. Where nobody is picked out, the counters say how many each unit has and only those of the page are read.
Listed page_by_units(Context& context, const units::Tree& tree, units::UnitId top, const std::vector<CountedUnit>& counted,
                     const Filter& filter, std::int64_t first) {
    std::map<units::UnitId, std::vector<const CountedUnit*>> by_unit;
    for (const auto& each : counted) by_unit[each.unit].push_back(&each);
    const bool all_are_meant = filter.words.empty() && filter.activity == Activity::all;
    Listed listed;
    for (const auto unit : tree.subtree(top)) {
        for (const auto* each : by_unit[unit]) {
            const auto count = enrolled_in(*each, filter.group);
            const bool is_on_page = first < listed.total + count && std::ssize(listed.names) < kPageSize;
            if (all_are_meant && !is_on_page) {
                listed.total += count;
                continue;
            }
            auto names = find_names(store::load_own_names(context.db, each->listed_in, filter, context.today()), filter.words);
            sort_by_given_name(names);
            auto place = std::max<std::int64_t>(0, first - listed.total);
            listed.total += all_are_meant ? count : std::ssize(names);
            for (; place < std::ssize(names) && std::ssize(listed.names) < kPageSize; ++place)
                listed.names.push_back(std::move(names[static_cast<std::size_t>(place)]));
        }
    }
    return listed;
}

}  // namespace

Result<PeoplePage> list_people(Context& context, const std::string& code, const Filter& filter, std::int64_t page) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return no_such_unit();
    const auto counted = counters_on(context, *tree, unit->id, context.today());
    std::int64_t people = 0;
    for (const auto& each : counted) people += enrolled_in(each, std::nullopt);
    const auto first = (page - 1) * kPageSize;
    const auto listed = people <= kSortedTogether ? page_of(load_sorted(context, unit->id, filter), first)
                                                  : page_by_units(context, *tree, unit->id, counted, filter, first);
    PeoplePage reply;
    reply.total = listed.total;
    reply.page = page;
    for (const auto& name : listed.names) reply.people.push_back(name_unit(*tree, store::load_record(context.db, name.account)));
    return reply;
}

Result<std::vector<Person>> list_all_people(Context& context, const std::string& code, const Filter& filter) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return no_such_unit();
    auto records = store::load_records(context.db, unit->id);
    std::vector<Person> people;
    for (const auto& name : load_sorted(context, unit->id, filter)) {
        people.push_back(name_unit(*tree, std::move(records.at(name.account))));
    }
    return people;
}

}  // namespace campaign
