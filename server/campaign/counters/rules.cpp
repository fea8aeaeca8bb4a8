#include "counters/rules.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace campaign::counters {
namespace {

// Calls take(name, the five numbers as text) for each counter of a text.
template <class Take>
void each_counter(std::string_view text, Take take) {
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto counter = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = counter.find('=');
        ensure(equals != std::string_view::npos, "a counter has a name and numbers");
        take(counter.substr(0, equals), counter.substr(equals + 1));
    }
}

void add_numbers(std::string_view numbers, ByGroup& sums) {
    const auto* at = numbers.data();
    const auto* const end = at + numbers.size();
    for (auto& sum : sums) {
        std::int64_t number = 0;
        at = std::from_chars(at, end, number).ptr;  // nothing between two commas is nought
        sum += number;
        if (at != end) ++at;
    }
}

bool is_nought(const ByGroup& counts) {
    return std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count == 0; });
}

}  // namespace

std::string name_of(std::string_view measure, std::string_view detail) {
    return std::string(measure) + "|" + std::string(detail);
}

std::string write_counts(const Counts& counts) {
    std::string text;
    for (const auto& [name, by_group] : counts) {
        if (is_nought(by_group)) continue;
        ensure(name.find_first_of(";=") == std::string::npos, "names of counters are plain");
        if (!text.empty()) text += ';';
        text += name;
        char before = '=';
        for (const auto count : by_group) {
            text += std::exchange(before, ',');
            if (count != 0) text += std::to_string(count);
        }
    }
    return text;
}

Counts read_counts(std::string_view text) {
    Counts counts;
    each_counter(text, [&](std::string_view name, std::string_view numbers) { add_numbers(numbers, counts[std::string(name)]); });
    return counts;
}

void for_each(std::string_view text, const std::function<void(std::string_view, const ByGroup&)>& take) {
    each_counter(text, [&](std::string_view name, std::string_view numbers) {
        ByGroup counts{};
        add_numbers(numbers, counts);
        take(name, counts);
    });
}

void add(const Counts& change, Counts& counts) {
    for (const auto& [name, by_group] : change) {
        auto& sums = counts[name];
        for (std::size_t group = 0; group < kGroups; ++group)
            sums[group] += by_group[group];
        if (is_nought(sums)) counts.erase(name);
    }
}

void add_up(std::string_view text, const std::vector<std::string>& wanted, std::vector<ByGroup>& sums) {
    each_counter(text, [&](std::string_view name, std::string_view numbers) {
        const auto found = std::find(wanted.begin(), wanted.end(), name);
        if (found != wanted.end()) add_numbers(numbers, sums[static_cast<std::size_t>(found - wanted.begin())]);
    });
}

std::int64_t count_of(const ByGroup& counts, std::optional<units::TargetGroup> group) {
    if (group) return counts.at(static_cast<std::size_t>(*group));
    std::int64_t sum = 0;
    for (const auto count : counts)
        sum += count;
    return sum;
}

void add_person(const std::vector<Stay>& stays, const std::vector<Reached>& reached, std::int64_t times, Changes& changes) {
    constexpr Day kNever{std::numeric_limits<std::int64_t>::max()};
    for (std::size_t place = 0; place < stays.size(); ++place) {
        const auto& stay = stays[place];
        const auto until = place + 1 < stays.size() ? stays[place + 1].since : kNever;
        for (const auto& each : reached) {
            const auto from = std::max(stay.since, each.on);
            if (until <= from) continue;
            const auto group = static_cast<std::size_t>(stay.group);
            changes[{stay.unit, from}][each.name][group] += times;
            if (until != kNever) changes[{stay.unit, until}][each.name][group] -= times;
        }
    }
}

void apply(const Counts& change, Day from, Days& days) {
    auto day = days.find(from);
    if (day == days.end()) {
        const auto after = days.lower_bound(from);
        day = days.emplace(from, after == days.begin() ? Counts{} : std::prev(after)->second).first;
    }
    for (; day != days.end(); ++day)
        add(change, day->second);
}

void drop_unchanged(Days& days) {
    Counts before;
    for (auto day = days.begin(); day != days.end();) {
        if (day->second == before) {
            day = days.erase(day);
        } else {
            before = (day++)->second;
        }
    }
}

std::int64_t count_differing(const Days& one, const Days& other) {
    std::int64_t differing = 0;
    for (const auto& [day, counts] : one) {
        const auto found = other.find(day);
        differing += found == other.end() || found->second != counts ? 1 : 0;
    }
    for (const auto& [day, counts] : other)
        differing += one.contains(day) ? 0 : 1;
    return differing;
}

}  // namespace campaign::counters
