#include "cloze/rules.h"

#include <algorithm>

#include "foundation/text.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::string_view kSpecial = "~#}\\";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (kSpecial.find(letter) != std::string_view::npos) out += '\\';
        out += letter;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() && kSpecial.find(text[at + 1]) != std::string_view::npos) ++at;
        out += text[at];
    }
    return out;
}

std::size_t find_bare(std::string_view text, std::string_view wanted, std::size_t from) {
    for (auto at = from; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (wanted.find(text[at]) != std::string_view::npos)
            return at;
    }
    return std::string_view::npos;
}

std::string blank_text(const std::vector<Answer>& answers) {
    std::string out = "{1:SHORTANSWER:";
    for (std::size_t at = 0; at < answers.size(); ++at) {
        out += (at == 0 ? "%" : "~%") + share_text(answers[at].share) + "%" + escaped(answers[at].text);
        if (!answers[at].feedback.empty()) out += "#" + escaped(answers[at].feedback);
    }
    return out + "}";
}

Answer read_answer(std::string_view text) {
    Answer answer;
    if (text.starts_with('=')) {
        answer.share = kWholeShare;
        text.remove_prefix(1);
    } else if (text.starts_with('%')) {
        const auto close = text.find('%', 1);
        const auto share = close == std::string_view::npos ? std::nullopt : read_share(text.substr(1, close - 1));
        if (share) answer.share = *share, text.remove_prefix(close + 1);
    }
    const auto mark = find_bare(text, "#", 0);
    answer.text = unescaped(text.substr(0, mark));
    if (mark != std::string_view::npos) answer.feedback = unescaped(text.substr(mark + 1));
    return answer;
}

bool is_short_answer(std::string_view kind) { return kind == "SHORTANSWER" || kind == "SA" || kind == "MW"; }

// "{2:NUMERICAL:" gives NUMERICAL and where its answers begin; nothing when the brace is only a brace.
struct Opening {
    std::string_view kind;
    std::size_t answers_at = 0;
};
std::optional<Opening> read_opening(std::string_view text, std::size_t open) {
    auto at = open + 1;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    if (at >= text.size() || text[at] != ':') return std::nullopt;
    const auto kind_at = ++at;
    while (at < text.size() && ((text[at] >= 'A' && text[at] <= 'Z') || text[at] == '_'))
        ++at;
    if (at == kind_at || at >= text.size() || text[at] != ':') return std::nullopt;
    return Opening{text.substr(kind_at, at - kind_at), at + 1};
}

}  // namespace

std::string write_cloze(const Question& question) {
    auto out = question.text;
    auto end = std::string::npos;
    for (auto blank = question.blanks.rbegin(); blank != question.blanks.rend(); ++blank) {
        const auto at = out.rfind(kGap, end);
        if (at == std::string::npos) break;
        out.replace(at, kGap.size(), blank_text(*blank));
        if (at == 0) break;
        end = at - 1;
    }
    return out;
}

void read_cloze(std::string_view text, Question& question) {
    question.text.clear();
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        question.text += text.substr(at, open == std::string_view::npos ? open : open - at);
        if (open == std::string_view::npos) return;
        const auto opening = read_opening(text, open);
        const auto close = opening ? find_bare(text, "}", opening->answers_at) : std::string_view::npos;
        if (close == std::string_view::npos) {
            question.text += '{';
            at = open + 1;
            continue;
        }
        std::vector<Answer> answers;
        for (auto from = opening->answers_at; from <= close;) {
            const auto end = std::min(find_bare(text, "~", from), close);
            answers.push_back(read_answer(text.substr(from, end - from)));
            from = end + 1;
        }
        if (!is_short_answer(opening->kind))
            question.losses.push_back("a blank of the kind " + std::string(opening->kind) + " becomes one to write into");
        question.blanks.push_back(std::move(answers));
        question.text += kGap;
        at = close + 1;
    }
}

}  // namespace curriculum
