#include "questions/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "foundation/text.h"

namespace curriculum {
namespace {

bool same_text(const std::string& left, const std::string& right) { return text::squeeze(left) == text::squeeze(right); }

bool same_answer(const Answer& left, const Answer& right) {
    // Other systems round the shares to fewer digits.
    return same_text(left.text, right.text) && std::abs(left.share - right.share) < kWholeShare / 1000 &&
           left.tolerance == right.tolerance && same_text(left.feedback, right.feedback);
}

bool same_answers(const std::vector<Answer>& left, const std::vector<Answer>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_answer);
}

}  // namespace

std::string_view name_of(QuestionType type) {
    switch (type) {
        case QuestionType::description:
            return "description";
        case QuestionType::multichoice:
            return "multichoice";
        case QuestionType::truefalse:
            return "truefalse";
        case QuestionType::matching:
            return "matching";
        case QuestionType::shortanswer:
            return "shortanswer";
        case QuestionType::numerical:
            return "numerical";
        case QuestionType::cloze:
            return "cloze";
        case QuestionType::essay:
            return "essay";
        case QuestionType::unknown:
            break;
    }
    return "unknown";
}

bool says_the_same(const Question& left, const Question& right) {
    return left.type == right.type && left.single == right.single && same_text(left.text, right.text) &&
           same_text(left.general_feedback, right.general_feedback) && same_text(left.unit, right.unit) &&
           same_answers(left.answers, right.answers) &&
           std::equal(left.pairs.begin(), left.pairs.end(), right.pairs.begin(), right.pairs.end(),
                      [](const auto& a, const auto& b) { return same_text(a.left, b.left) && same_text(a.right, b.right); }) &&
           std::equal(left.blanks.begin(), left.blanks.end(), right.blanks.begin(), right.blanks.end(), same_answers);
}

std::string share_text(std::int64_t share) {
    auto text = fmt::format("{:.5f}", static_cast<double>(share) * 100 / static_cast<double>(kWholeShare));
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::optional<std::int64_t> read_share(std::string_view text) {
    const auto number = read_number(text);
    if (!number || *number < -100 || *number > 100) return std::nullopt;
    return std::llround(*number / 100 * static_cast<double>(kWholeShare));
}

std::string number_text(double number) { return fmt::format("{}", number); }  // the shortest that reads back as the same

std::optional<double> read_number(std::string_view given) {
    const auto text = text::squeeze(given);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::optional<std::string> clean_text(std::string_view bytes, std::vector<PackProblem>& problems) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());  // Windows programs put it first
    std::string cleaned;
    cleaned.reserve(bytes.size());
    int line = 1;
    for (std::size_t at = 0; at < bytes.size(); ++line) {
        const auto end = std::min(bytes.find('\n', at), bytes.size());
        auto row = bytes.substr(at, end - at);
        at = end + 1;
        if (row.ends_with('\r')) row.remove_suffix(1);
        const auto nfc = text::to_nfc(row);
        if (!nfc || text::has_control_characters(*nfc)) {
            problems.push_back({"", line, nfc ? "holds control characters" : "is not valid UTF-8: save the file as UTF-8"});
            return std::nullopt;
        }
        cleaned += *nfc + "\n";
    }
    return cleaned;
}

}  // namespace curriculum
