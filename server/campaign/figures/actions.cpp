#include "figures/actions.h"

#include "figures/store.h"
#include "measures/rules.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace campaign {
namespace {

bool is_counted_by_events(const PlanTarget& target) {
    const auto* measure = measures::find_measure(target.measure.value);
    return measure && measure->source == measures::Source::events;
}

// Everybody of the target's group in the unit on that day, with the day on which they reached it.
std::vector<store::Behind> load_whole(Context& context, const Ground& ground, const PlanTarget& target) {
    const bool is_today = ground.day == context.today();
    auto people = store::load_behind(
        context.db, {ground.day, is_today ? ground.unit.id : units::UnitId{},
                     target.group ? std::string(boost::describe::enum_to_string(*target.group, "")) : std::string(),
                     target.measure.value, target.detail ? target.detail->value : std::string()});
    // People may be listed in a unit that was merged away; the tree knows where they count.
    std::erase_if(people, [&](store::Behind& behind) {
        const auto* standing = ground.tree->find(behind.unit);
        if (!standing || !ground.tree->is_within(standing->id, ground.unit.id)) return true;
        behind.unit = standing->id;
        // Being listed is itself what this measure counts.
        if (target.measure.value == "enrolled") behind.reached_on = ground.day;
        return false;
    });
    return people;
}

std::vector<store::Behind> load_asked(Context& context, const Ground& ground, const PlanTarget& target, bool reached) {
    auto people = load_whole(context, ground, target);
    std::erase_if(people, [&](const store::Behind& behind) { return behind.reached_on.has_value() != reached; });
    const auto* around = target.within ? plans::find_target(ground.plan, target.within->value) : nullptr;
    if (reached || !around || !is_counted_by_events(*around)) return people;
    // Of a nested target those are missing who reached the one around it.
    std::unordered_set<AccountId> outer;
    for (const auto& behind : load_whole(context, ground, *around)) {
        if (behind.reached_on) outer.insert(behind.name.account);
    }
    std::erase_if(people, [&](const store::Behind& behind) { return !outer.contains(behind.name.account); });
    return people;
}

}  // namespace

Result<PeopleBehind> list_people_behind(Context& context, const FigureAsked& asked) {
    const auto ground = stand_on(context, asked.code, asked.plan, asked.as_of);
    if (!ground) return ground.error();
    const auto* target = plans::find_target(ground->plan, asked.target_id);
    if (!target) return Problem{ProblemKind::missing, "no_such_target", "Không tìm thấy chỉ tiêu này trong kế hoạch."};
    if (!is_counted_by_events(*target)) {
        return Problem{ProblemKind::invalid, "figure_is_typed",
                       "Số của chỉ tiêu này do đơn vị nhập, không có danh sách người; xin xem tệp minh chứng.", "/target_id"};
    }
    std::vector<Name> names;
    std::unordered_map<AccountId, store::Behind> people;
    for (auto& behind : load_asked(context, *ground, *target, asked.reached)) {
        names.push_back(behind.name);
        people.emplace(behind.name.account, std::move(behind));
    }
    sort_by_given_name(names);
    PeopleBehind reply{target->id, target->title, ground->day, asked.reached, {}, asked.page, kPageSize, {}};
    reply.total = static_cast<std::int64_t>(names.size());
    const auto first = std::min((asked.page - 1) * kPageSize, reply.total);
    for (auto place = first; place < std::min(first + kPageSize, reply.total); ++place) {
        const auto& behind = people.at(names[static_cast<std::size_t>(place)].account);
        reply.people.push_back({behind.name.account, behind.name.full_name, behind.name.login,
                                units::ref(*ground->tree->find(behind.unit)), behind.group, behind.reached_on});
    }
    return reply;
}

}  // namespace campaign
