#include "open/rules.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "number/rules.h"
#include "score/rules.h"
#include "text/rules.h"

namespace marking {
namespace {

bool is_blank(const std::string& answer) { return text::fold(answer, Diacritics::strict).empty(); }

PartMark mark_blank(std::size_t index, const Blank& blank, const std::string& answer) {
    return {std::to_string(index + 1), text::accepts(blank, answer), !is_blank(answer)};
}

}  // namespace

std::optional<Refusal> refuse_answers(const FillIn& item, const Response& response) {
    if (response.size() != item.blanks.size()) return Refusal::response_wrong_length;
    return std::nullopt;
}

std::optional<Refusal> refuse_answers(const ShortAnswer&, const Response& response) {
    if (response.size() != 1) return Refusal::response_wrong_length;
    return std::nullopt;
}

// What is no number is given back to the learner to type again, rather than marked wrong.
std::optional<Refusal> refuse_answers(const Numeric& item, const Response& response) {
    if (response.size() != 1) return Refusal::response_wrong_length;
    if (!is_blank(response[0]) && !number::read(response[0], item.unit)) return Refusal::response_not_a_number;
    return std::nullopt;
}

Mark mark_item(const FillIn& item, const Response& response) {
    std::vector<PartMark> parts;
    for (std::size_t i = 0; i < item.blanks.size(); ++i) {
        parts.push_back(mark_blank(i, item.blanks[i], answer_at(response, i)));
    }
    return mark_share(std::move(parts));
}

Mark mark_item(const ShortAnswer& item, const Response& response) {
    return mark_share({mark_blank(0, item.blank, answer_at(response, 0))});
}

Mark mark_item(const Numeric& item, const Response& response) {
    const auto& answer = answer_at(response, 0);
    const auto value = number::read(answer, item.unit);
    return mark_share({{"1", value && number::is_close(*value, item.answer, item.tolerance), !is_blank(answer)}});
}

}  // namespace marking
