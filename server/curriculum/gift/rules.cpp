#include "gift/rules.h"

#include <algorithm>

#include "foundation/text.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::string_view kSpecial = "~=#{}:";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '\n') {
            out += "\\n";
            continue;
        }
        if (letter == '\\' || kSpecial.find(letter) != std::string_view::npos) out += '\\';
        out += letter == '\r' ? ' ' : letter;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            out += text[at];
            continue;
        }
        const char next = text[at + 1];
        if (next == 'n') {
            out += '\n', ++at;
        } else if (next == '\\' || kSpecial.find(next) != std::string_view::npos) {
            out += next, ++at;
        } else {
            out += '\\';
        }
    }
    return text::squeeze(out).empty() ? std::string() : out;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\n\r";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// The place of the first of `wanted` that no backslash stands before.
std::size_t find_bare(std::string_view text, std::string_view wanted, std::size_t from = 0) {
    for (auto at = from; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (wanted.find(text[at]) != std::string_view::npos)
            return at;
    }
    return std::string_view::npos;
}

std::size_t find_bare_mark(std::string_view text, std::string_view mark) {
    for (auto at = find_bare(text, mark.substr(0, 1)); at != std::string_view::npos;
         at = find_bare(text, mark.substr(0, 1), at + 1)) {
        if (text.substr(at).starts_with(mark)) return at;
    }
    return std::string_view::npos;
}

// "[html]" and its like, at the beginning of a text.
std::string_view without_format(std::string_view text, Question& question) {
    text = trimmed(text);
    for (const std::string_view format : {"[plain]", "[html]", "[moodle]", "[markdown]"}) {
        if (!text.starts_with(format)) continue;
        const bool is_marked_up = format == "[html]" || format == "[markdown]";
        if (is_marked_up && text.find_first_of("<*_&") != std::string_view::npos)
            question.losses.push_back("the text is marked up as " + std::string(format) + " and was taken as it stands");
        return trimmed(text.substr(format.size()));
    }
    return text;
}

class BlockReader {
public:
    BlockReader(std::string_view block, Question& question, std::vector<PackProblem>& problems)
        : block_(trimmed(block)), question_(question), problems_(problems) {}

    void read() {
        read_name();
        const auto open = find_bare(block_, "{");
        if (open == std::string_view::npos) {
            if (find_bare(block_, "}") != std::string_view::npos) return refuse("a } without its {");
            question_.type = QuestionType::description;
            question_.text = unescaped(without_format(block_, question_));
            return;
        }
        const auto close = find_bare(block_, "}", open);
        if (close == std::string_view::npos) return refuse("a { without its }");
        const auto before = unescaped(without_format(block_.substr(0, open), question_));
        const auto after = trimmed(block_.substr(close + 1));
        if (find_bare(after, "{}") != std::string_view::npos) return refuse("more than one pair of braces in a question");
        question_.text = before;
        read_answers(trimmed(block_.substr(open + 1, close - open - 1)));
        if (after.empty()) return;
        const auto space_at = [&](std::size_t at) {
            return at < block_.size() && trimmed(block_.substr(at, 1)).empty() ? " " : "";
        };
        question_.text = before + space_at(open - 1) + std::string(kGap) + space_at(close + 1) + unescaped(after);
        if (question_.type != QuestionType::shortanswer) return;
        question_.type = QuestionType::cloze;
        question_.blanks = {std::move(question_.answers)};
        question_.answers.clear();
    }

private:
    void refuse(std::string what) { problems_.push_back({"", question_.line, std::move(what)}); }

    void read_name() {
        if (!block_.starts_with("::")) return;
        const auto rest = block_.substr(2);
        const auto end = find_bare_mark(rest, "::");
        if (end == std::string_view::npos) return refuse("a name without its closing ::");
        question_.name = unescaped(trimmed(rest.substr(0, end)));
        block_ = trimmed(rest.substr(end + 2));
    }

    void read_answers(std::string_view answers) {
        if (const auto general = find_bare_mark(answers, "####"); general != std::string_view::npos) {
            question_.general_feedback = unescaped(without_format(answers.substr(general + 4), question_));
            answers = trimmed(answers.substr(0, general));
        }
        if (answers.empty()) {
            question_.type = QuestionType::essay;
        } else if (answers.starts_with('#')) {
            read_numerical(trimmed(answers.substr(1)));
        } else if (find_bare(answers, "=~") == 0) {
            read_list(answers);
        } else {
            read_true_false(answers);
        }
    }

    // {T}, {FALSE#feedback when wrong#feedback when right}
    void read_true_false(std::string_view answers) {
        const auto mark = find_bare(answers, "#");
        const auto word = text::lower_case(trimmed(answers.substr(0, mark)));
        const bool truth = word == "t" || word == "true";
        if (!truth && word != "f" && word != "false") return refuse("the braces hold neither answers nor TRUE or FALSE");
        std::string wrong, right;
        if (mark != std::string_view::npos) {
            const auto rest = answers.substr(mark + 1);
            const auto second = find_bare(rest, "#");
            wrong = unescaped(trimmed(rest.substr(0, second)));
            if (second != std::string_view::npos) right = unescaped(trimmed(rest.substr(second + 1)));
        }
        question_.type = QuestionType::truefalse;
        question_.answers = {{"true", truth ? kWholeShare : 0, 0, truth ? right : wrong},
                             {"false", truth ? 0 : kWholeShare, 0, truth ? wrong : right}};
    }

    struct Part {
        char sign = '=';
        std::optional<std::int64_t> share;
        std::string_view text;
        std::string_view whole;  // with what looks like a share: pairs have none
        std::string feedback;
    };

    // "=right#feedback ~%50%partly ~wrong"
    std::vector<Part> split(std::string_view answers) {
        std::vector<Part> parts;
        for (auto at = find_bare(answers, "=~"); at != std::string_view::npos;) {
            const auto next = find_bare(answers, "=~", at + 1);
            Part part;
            part.sign = answers[at];
            part.text = trimmed(answers.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
            if (const auto mark = find_bare(part.text, "#"); mark != std::string_view::npos) {
                part.feedback = unescaped(without_format(part.text.substr(mark + 1), question_));
                part.text = trimmed(part.text.substr(0, mark));
            }
            part.whole = part.text;
            if (part.text.starts_with('%')) {
                const auto close = part.text.find('%', 1);
                part.share = close == std::string_view::npos ? std::nullopt : read_share(part.text.substr(1, close - 1));
                if (part.share) part.text = trimmed(part.text.substr(close + 1));
            }
            parts.push_back(std::move(part));
            at = next;
        }
        return parts;
    }

    void read_list(std::string_view answers) {
        const auto parts = split(answers);
        const bool all_equal = std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.sign == '='; });
        const bool all_pairs = all_equal && std::all_of(parts.begin(), parts.end(), [](const auto& part) {
                                   return part.whole.find("->") != std::string_view::npos;
                               });
        if (all_pairs) {
            question_.type = QuestionType::matching;
            for (const auto& part : parts) {
                const auto arrow = part.whole.find("->");
                question_.pairs.push_back(
                    {unescaped(trimmed(part.whole.substr(0, arrow))), unescaped(trimmed(part.whole.substr(arrow + 2)))});
                if (!part.feedback.empty()) question_.losses.push_back("a pair's feedback: " + quoted(part.feedback));
            }
            return;
        }
        question_.type = all_equal ? QuestionType::shortanswer : QuestionType::multichoice;
        question_.single =
            all_equal || std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.sign == '='; });
        for (const auto& part : parts) {
            const auto answer =
                all_equal ? part.text : without_format(part.text, question_);  // of a short answer it would be a word
            question_.answers.push_back(
                {unescaped(answer), part.share.value_or(part.sign == '=' ? kWholeShare : 0), 0, part.feedback});
        }
    }

    // {#3:0.5}, {#1..5}, {#=100%3:0#feedback =50%2:0 ~#feedback of others}
    void read_numerical(std::string_view answers) {
        question_.type = QuestionType::numerical;
        if (find_bare(answers, "=~") != 0) {
            const auto mark = find_bare(answers, "#");
            add_number(answers.substr(0, mark), kWholeShare,
                       mark == std::string_view::npos ? "" : unescaped(trimmed(answers.substr(mark + 1))));
            return;
        }
        for (const auto& part : split(answers)) {
            if (part.sign == '~') {
                question_.answers.push_back({"*", 0, 0, part.feedback});
            } else {
                add_number(part.text, part.share.value_or(kWholeShare), part.feedback);
            }
        }
    }

    void add_number(std::string_view given, std::int64_t share, std::string feedback) {
        const auto text = unescaped(trimmed(given));
        if (const auto dots = text.find(".."); dots != std::string::npos) {
            const auto low = read_number(std::string_view(text).substr(0, dots)),
                       high = read_number(std::string_view(text).substr(dots + 2));
            if (!low || !high) return refuse(quoted(text) + " is no range of numbers");
            question_.answers.push_back({number_text((*low + *high) / 2), share, (*high - *low) / 2, std::move(feedback)});
            return;
        }
        const auto colon = text.find(':');
        const auto number = read_number(std::string_view(text).substr(0, colon));
        const auto tolerance =
            colon == std::string::npos ? std::optional<double>(0) : read_number(std::string_view(text).substr(colon + 1));
        if (!number || !tolerance) return refuse(quoted(text) + " is no number");
        question_.answers.push_back({number_text(*number), share, *tolerance, std::move(feedback)});
    }

    std::string_view block_;
    Question& question_;
    std::vector<PackProblem>& problems_;
};

void write_feedback(const std::string& feedback, std::string& out) {
    if (!feedback.empty()) out += "#[plain]" + escaped(feedback);
}

void write_answer(const Question& question, const Answer& answer, std::string& out) {
    if (question.type == QuestionType::numerical) {
        out += answer.text == "*" ? "\t~"
                                  : "\t=%" + share_text(answer.share) + "%" + answer.text + ":" + number_text(answer.tolerance);
    } else if (question.type == QuestionType::multichoice && question.single && answer.share == kWholeShare) {
        out += "\t=[plain]" + escaped(answer.text);  // Moodle reads no share here
    } else if (question.type == QuestionType::multichoice) {
        out += "\t~%" + share_text(answer.share) + "%[plain]" + escaped(answer.text);
    } else {
        // The share is written out, or a text that begins with % would be read for one.
        out += "\t=%" + share_text(answer.share) + "%" + escaped(answer.text);
    }
    write_feedback(answer.feedback, out);
    out += "\n";
}

void write_question(const Question& question, std::string& out) {
    if (!question.item_line.empty()) out += "// " + std::string(kItemComment) + question.item_line + "\n";
    out += "::" + escaped(question.name) + "::[plain]";
    const bool is_cloze = question.type == QuestionType::cloze;
    const auto gap = is_cloze ? question.text.rfind(kGap) : std::string::npos;
    out += escaped(question.text.substr(0, gap));
    if (question.type == QuestionType::description) {
        out += "\n\n";
        return;
    }
    out += question.type == QuestionType::numerical ? "{#\n" : "{\n";
    for (const auto& answer : is_cloze ? question.blanks.at(0) : question.answers)
        write_answer(question, answer, out);
    for (const auto& pair : question.pairs)
        out += "\t=" + escaped(pair.left) + " -> " + escaped(pair.right) + "\n";
    if (!question.general_feedback.empty()) out += "\t####[plain]" + escaped(question.general_feedback) + "\n";
    out += "}" + (gap == std::string::npos ? "" : escaped(question.text.substr(gap + kGap.size()))) + "\n\n";
}

}  // namespace

Quiz read_gift(std::string_view bytes) {
    Quiz quiz;
    const auto text = clean_text(bytes, quiz.problems);
    if (!text) return quiz;
    Question question;
    std::string block, category;
    const auto end_block = [&] {
        if (!trimmed(block).empty() && quiz.questions.size() < kQuestionsMax) {
            question.category = category;
            BlockReader(block, question, quiz.problems).read();
            quiz.questions.push_back(std::move(question));
        } else if (!trimmed(block).empty()) {
            quiz.problems.push_back({"", question.line, "more than " + std::to_string(kQuestionsMax) + " questions"});
        }
        question = {};
        block.clear();
    };
    int line = 1;
    for (std::size_t at = 0; at < text->size() && quiz.problems.size() < 100; ++line) {
        const auto end = text->find('\n', at);
        const auto row = trimmed(std::string_view(*text).substr(at, end - at));
        at = end + 1;
        if (row.starts_with("//")) {
            const auto comment = trimmed(row.substr(2));
            if (comment.starts_with(kItemComment)) question.item_line = trimmed(comment.substr(kItemComment.size()));
        } else if (row.empty()) {
            if (!trimmed(block).empty()) end_block();
        } else if (row.starts_with("$CATEGORY:")) {
            end_block();
            category = trimmed(row.substr(10));
        } else {
            if (trimmed(block).empty()) question.line = line;
            block += std::string(row) + "\n";
        }
    }
    end_block();
    return quiz;
}

std::string write_gift(const Quiz& quiz) {
    std::string out, category;
    for (const auto& question : quiz.questions) {
        if (question.category != category) out += "$CATEGORY: " + question.category + "\n\n";
        category = question.category;
        write_question(question, out);
    }
    return out;
}

}  // namespace curriculum
