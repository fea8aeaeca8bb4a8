#include "answers/rules.h"

#include <algorithm>
#include <cstdlib>

namespace learning::answers {
namespace {

constexpr Instant kProgrammeBegan{1735664400000};  // 2025-01-01 in Hà Nội

}  // namespace

std::int64_t count_same(const std::vector<Answer>& answers, const std::vector<Answer>& log) {
    return std::count_if(answers.begin(), answers.end(), [&](const Answer& answer) {
        const auto found = std::lower_bound(log.begin(), log.end(), answer, by_number);
        return found != log.end() && *found == answer;
    });
}

bool is_device(std::string_view uuid) {
    if (uuid.size() != 36) return false;
    for (std::size_t place = 0; place < uuid.size(); ++place) {
        const char sign = uuid[place];
        const bool is_dash = place == 8 || place == 13 || place == 18 || place == 23;
        const bool is_hex = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
        if (is_dash ? sign != '-' : !is_hex) return false;
    }
    return true;
}

std::int64_t clock_ahead_ms(std::optional<Instant> sent_at, Instant now) {
    const auto ahead_ms = sent_at ? *sent_at - now : 0;
    return std::abs(ahead_ms) > kClockToleratedMs ? ahead_ms : 0;
}

Moment date_answer(Instant claimed, std::int64_t ahead_ms, Instant now) {
    const auto at = claimed + -ahead_ms;
    if (at < kProgrammeBegan || at - now > kClockToleratedMs) return {now, true, true};
    return {std::min(at, now), ahead_ms != 0, false};
}

bool is_undatable(Instant claimed, std::optional<Instant> sent_at, Instant now) { return !sent_at && claimed - now > kDayMs; }

bool is_late(Instant at, Instant now) { return now - at > kClockToleratedMs; }

void keep_order(std::vector<Moment>& in_sequence, Instant last_received) {
    auto earliest = last_received;
    for (auto& moment : in_sequence) {
        if (moment.unknown) continue;
        if (moment.at < earliest) moment = {earliest, true, false};
        earliest = moment.at;
    }
}

bool is_newest(const ItemState& state, Instant at, Day day) {
    if (state.answers_count == 0) return true;
    return state.last_at.utc_ms > 0 ? at > state.last_at : day > state.last_day;
}

std::optional<std::string> feedback_of(const curriculum::Item& item, const marking::PartMark& part, bool is_first_wrong) {
    const auto find = [&](const std::string& key) -> std::optional<std::string> {
        const auto found = item.feedback.find(key);
        if (found == item.feedback.end()) return std::nullopt;
        return found->second;
    };
    const auto own = find(part.key);
    if (!part.right) return own ? own : is_first_wrong ? find("") : std::nullopt;
    // A right option may praise; other parts explain only mistakes.
    const bool is_option =
        std::holds_alternative<marking::SingleChoice>(item.key) || std::holds_alternative<marking::MultipleChoice>(item.key);
    return is_option && part.chosen ? own : std::nullopt;
}

std::string receipt_of(std::int64_t answer) {
    constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string signs(12, '0');
    signs[11] = kSigns[static_cast<std::size_t>(answer % 31)];
    auto rest = static_cast<std::uint64_t>(answer);
    for (std::size_t place = 11; place > 0; --place, rest >>= 5)
        signs[place - 1] = kSigns[rest & 31];
    return signs.substr(0, 4) + "-" + signs.substr(4, 4) + "-" + signs.substr(8, 4);
}

}  // namespace learning::answers
