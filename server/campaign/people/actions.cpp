#include "people/actions.h"

#include "people/store.h"

#include <algorithm>

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

}  // namespace

Result<PeoplePage> list_people(Context& context, const std::string& code, const Filter& filter, std::int64_t page) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(code);
    if (!unit) return no_such_unit();
    const auto names = load_sorted(context, unit->id, filter);
    PeoplePage reply;
    reply.total = static_cast<std::int64_t>(names.size());
    reply.page = page;
    const auto first = std::min((page - 1) * kPageSize, reply.total);
    for (auto place = first; place < std::min(first + kPageSize, reply.total); ++place) {
        reply.people.push_back(name_unit(*tree, store::load_record(context.db, names[static_cast<std::size_t>(place)].account)));
    }
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
