#include "reminders/rules.h"

#include "foundation/yaml.h"

#include <array>

namespace campaign::reminders {

std::optional<std::string> stage_of(Day due_on, Day today) {
    const auto late = today - due_on;
    if (late < -kSoonDays) return std::nullopt;
    if (late <= 0) return "soon";
    const auto week = (late - 1) / 7;
    if (week >= kLateWeeksMax) return std::nullopt;
    return "late_" + std::to_string(week);
}

bool goes_up(Day due_on, Day today) { return today - due_on > 14; }

std::optional<Words> read_template(const std::string& yaml_text) {
    std::vector<yaml::Mistake> found;
    yaml::Mistakes mistakes("template", found);
    const auto node = yaml::parse(yaml_text, 1, mistakes);
    if (!node) return std::nullopt;
    yaml::Fields fields(*node, mistakes);
    Words words{fields.text("subject", 200), fields.text("text", 4000)};
    fields.refuse_others();
    if (mistakes.count() > 0) return std::nullopt;
    return words;
}

std::string fill(const std::string& text, const std::map<std::string, std::string>& values) {
    std::string filled;
    std::size_t from = 0;
    while (from < text.size()) {
        const auto open = text.find('{', from);
        const auto close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) break;
        filled += text.substr(from, open - from);
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        filled += value == values.end() ? text.substr(open, close - open + 1) : value->second;
        from = close + 1;
    }
    return filled + text.substr(from);
}

std::string shown(Day day) {
    const auto iso = to_text(day);
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

std::optional<Instant> next_try(std::int64_t tries, Instant now) {
    constexpr std::array<std::int64_t, 5> kMinutes{1, 5, 30, 120, 720};
    if (tries < 1 || tries > static_cast<std::int64_t>(kMinutes.size())) return std::nullopt;
    return now + kMinutes[static_cast<std::size_t>(tries - 1)] * kMinuteMs;
}

}  // namespace campaign::reminders
