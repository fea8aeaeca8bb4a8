#include "figures/actions.h"

#include "counters/actions.h"
#include "figures/store.h"
#include "measures/rules.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace campaign {
namespace {

constexpr std::string_view kEnrolled = "enrolled";

bool is_counted_by_events(const PlanTarget& target) {
    const auto* measure = measures::find_measure(target.measure.value);
    return measure && measure->source == measures::Source::events;
}

// Whom a list is to show: of a group, those who reached something or those who did not; of a nested target only who reached
// the one around it.
struct Question {
    std::optional<units::TargetGroup> group;
    store::BehindQuery inner;
    std::optional<store::BehindQuery> outer;
    bool reached = true;
};

store::BehindQuery query_of(const PlanTarget& target, const std::optional<units::TargetGroup>& group, Day day) {
    return {day, group ? boost::describe::enum_to_string(*group, "") : "", target.measure.value,
            target.detail ? target.detail->value : std::string()};
}

Question question_of(const Ground& ground, const PlanTarget& target, bool reached) {
    Question question{target.group, {}, {}, reached};
    const auto* around = target.within && !reached ? plans::find_target(ground.plan, target.within->value) : nullptr;
    if (around && is_counted_by_events(*around)) {
        if (!question.group) question.group = around->group;
        if (around->measure.value != kEnrolled) question.outer = query_of(*around, around->group, ground.day);
    }
    question.inner = query_of(target, question.group, ground.day);
    return question;
}

struct Listed {
    units::UnitId in;      // may have been merged away
    units::UnitId counts;  // where its people count now
};
// Units of the list, with how many people there are and how many of them it shows. For a nested target the figures say no more than at
// least how many: who reached the outer without all who reached the inner, of whom some may not have reached the outer.
struct Part {
    std::vector<Listed> listed;
    std::int64_t whole = 0, shown = 0;
    bool is_counted = false;  // person by person
};

std::string counter_of(const store::BehindQuery& query) { return counters::name_of(query.measure, query.detail); }

// One for each unit, in the order of the tree.
std::vector<Part> parts_of(Context& context, const Ground& ground, const Question& question) {
    std::unordered_map<units::UnitId, Part> parts;
    std::vector<std::string> wanted{counters::kEnrolled, counter_of(question.inner)};
    if (question.outer) wanted.push_back(counter_of(*question.outer));
    for (const auto& counted : counters_on(context, *ground.tree, ground.unit.id, ground.day)) {
        std::vector<counters::ByGroup> sums(wanted.size());
        counters::add_up(counted.counts, wanted, sums);
        const auto whole = counters::count_of(sums[0], question.group);
        const auto reached = question.inner.measure == kEnrolled ? whole : counters::count_of(sums[1], question.group);
        auto& part = parts[counted.unit];
        part.listed.push_back({counted.listed_in, counted.unit});
        const auto around = question.outer ? counters::count_of(sums[2], question.group) : whole;
        part.whole += whole;
        part.shown += question.reached ? reached : std::max<std::int64_t>(0, around - reached);
    }
    std::vector<Part> in_order;
    for (const auto unit : ground.tree->subtree(ground.unit.id)) {
        if (const auto found = parts.find(unit); found != parts.end()) in_order.push_back(std::move(found->second));
    }
    return in_order;
}

std::vector<store::Behind> load_asked(Context& context, const Question& question, const Listed& listed) {
    auto people = store::load_behind(context.db, listed.in, question.inner);
    std::unordered_set<AccountId> outer;
    if (question.outer) {
        for (const auto& behind : store::load_behind(context.db, listed.in, *question.outer)) {
            if (behind.reached_on) outer.insert(behind.name.account);
        }
    }
    std::erase_if(people, [&](store::Behind& behind) {
        // Being listed is itself what this measure counts.
        if (question.inner.measure == kEnrolled) behind.reached_on = question.inner.day;
        behind.unit = listed.counts;
        return behind.reached_on.has_value() != question.reached || (question.outer && !outer.contains(behind.name.account));
    });
    return people;
}

// By given name.
std::vector<store::Behind> load_part(Context& context, const Question& question, const Part& part) {
    std::vector<Name> names;
    std::unordered_map<AccountId, store::Behind> by_account;
    for (const auto& listed : part.listed) {
        for (auto& behind : load_asked(context, question, listed)) {
            names.push_back(behind.name);
            by_account.emplace(behind.name.account, std::move(behind));
        }
    }
    sort_by_given_name(names);
    std::vector<store::Behind> people;
    for (const auto& name : names)
        people.push_back(std::move(by_account.at(name.account)));
    return people;
}

void count_people(Context& context, const Question& question, Part& part) {
    if (std::exchange(part.is_counted, true) || !question.outer) return;
    part.shown = 0;
    for (const auto& listed : part.listed) part.shown += store::count_between(context.db, listed.in, *question.outer, question.inner);
}

std::int64_t total_of(const std::vector<Part>& parts) {
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0}, [](std::int64_t sum, const Part& part) { return sum + part.shown; });
}

// Those of a page; the counters of the parts before it say how far to go. Of the parts behind it as many are counted as it takes to
// know whether there is another page.
std::vector<store::Behind> load_page(Context& context, const Question& question, std::vector<Part>& parts, std::int64_t first) {
    std::vector<store::Behind> page;
    const auto page_ends = first + kPageSize;
    for (auto& part : parts) {
        count_people(context, question, part);
        if (first >= part.shown) {
            first -= part.shown;
            continue;
        }
        auto people = load_part(context, question, part);
        for (auto place = static_cast<std::size_t>(first); place < people.size() && std::ssize(page) < kPageSize; ++place)
            page.push_back(std::move(people[place]));
        if (std::ssize(page) == kPageSize) break;
        first = 0;
    }
    auto total = total_of(parts);
    for (auto part = parts.begin(); part != parts.end() && total <= page_ends; ++part) {
        total -= part->shown;
        count_people(context, question, *part);
        total += part->shown;
    }
    return page;
}

Part joined(const std::vector<Part>& parts) {
    Part all;
    for (const auto& part : parts) {
        all.listed.insert(all.listed.end(), part.listed.begin(), part.listed.end());
        all.whole += part.whole;
        all.shown += part.shown;
    }
    return all;
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
    const auto question = question_of(*ground, *target, asked.reached);
    auto parts = parts_of(context, *ground, question);
    const auto all = joined(parts);
    if (all.whole <= kSortedTogether) parts = {all};
    PeopleBehind reply{target->id, target->title, ground->day, asked.reached, 0, asked.page, kPageSize, {}};
    for (const auto& behind : load_page(context, question, parts, (asked.page - 1) * kPageSize)) {
        reply.people.push_back({behind.name.account, behind.name.full_name, behind.name.login,
                                path_below(*ground->tree, *ground->tree->find(behind.unit), ground->unit.id), behind.group, behind.reached_on});
    }
    reply.total = total_of(parts);
    return reply;
}

}  // namespace campaign
