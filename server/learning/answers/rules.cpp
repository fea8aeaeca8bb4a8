#include "answers/rules.h"

#include <algorithm>

namespace learning::answers {
namespace {

constexpr Instant kProgrammeBegan{1735664400000};  // 2025-01-01 in Hà Nội

}  // namespace

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

std::optional<Moment> date_answer(Instant claimed, Instant now) {
    if (claimed < kProgrammeBegan) return Moment{now, true};
    if (claimed - now > kDayMs) return std::nullopt;
    return Moment{std::min(claimed, now), claimed - now > kClockToleratedMs};
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
