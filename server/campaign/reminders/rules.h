#pragma once
// When somebody is reminded of what, in which words, and how often sending is tried.
#include "foundation/http/json.h"

#include <boost/describe.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace campaign {

enum class ReminderKind { task, report };
BOOST_DESCRIBE_ENUM(ReminderKind, task, report)
enum class Channel { app, email, webhook };
BOOST_DESCRIBE_ENUM(Channel, app, email, webhook)
enum class SendingState { waiting, sending, sent, refused, given_up, unclear };
BOOST_DESCRIBE_ENUM(SendingState, waiting, sending, sent, refused, given_up, unclear)

struct ReminderChoices {
    bool app = true;
    bool email = true;
    bool webhook = true;
};
BOOST_DESCRIBE_STRUCT(ReminderChoices, (), (app, email, webhook))

namespace reminders {

inline constexpr std::int64_t kSoonDays = 3;
inline constexpr std::int64_t kLateWeeksMax = 8;  // whom eight letters did not move, a ninth will not

// "soon" in the last days, "late_0" in the first week after the day, "late_1" in the second …; nothing before and long after.
std::optional<std::string> stage_of(Day due_on, Day today);
// From the third week on the unit above hears of it, too.
bool goes_up(Day due_on, Day today);

struct Words {
    std::string subject, text;
};
// The binary's templates: name ("task_late") and YAML.
const std::vector<std::pair<std::string, std::string>>& embedded_texts();
// Empty when the file is not a template.
std::optional<Words> read_template(const std::string& yaml_text);
// Puts values in the place of {names}, once: what a value holds is never read as a template. A name without a value stays.
std::string fill(const std::string& text, const std::map<std::string, std::string>& values);
// "22/11/2026"
std::string shown(Day day);

// After so many tries; nothing: it is given up.
std::optional<Instant> next_try(std::int64_t tries, Instant now);

}  // namespace reminders
}  // namespace campaign
