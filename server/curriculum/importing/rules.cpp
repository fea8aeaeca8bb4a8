#include "importing/rules.h"

#include <algorithm>
#include <set>

#include "drafts/rules.h"
#include "exporting/rules.h"
#include "foundation/text.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::size_t kItemsMax = 26;  // one for each letter

std::string key_at(std::size_t at) {
    return at < 26 ? std::string(1, static_cast<char>('a' + at)) : "k" + std::to_string(at + 1);
}

std::string replaced(std::string text, std::string_view was, std::string_view is) {
    for (auto at = text.find(was); at != std::string::npos; at = text.find(was, at + is.size()))
        text.replace(at, was.size(), is);
    return text;
}

// The words of a question that came from elsewhere, as an item: everything but id and version.
class Builder {
public:
    Builder(const Question& question, std::vector<std::string>& losses) : question_(question), losses_(losses) {}

    std::optional<Item> build() {
        losses_.insert(losses_.end(), question_.losses.begin(), question_.losses.end());
        item_.prompt = text::squeeze(question_.text);
        if (!question_.general_feedback.empty()) item_.explanation = text::squeeze(question_.general_feedback);
        if (!build_key()) return std::nullopt;
        if (!item_.explanation) losses_.push_back("it has no explanation: write one");
        return std::move(item_);
    }

private:
    bool build_key() {
        switch (question_.type) {
            case QuestionType::multichoice:
                build_choice();
                return true;
            case QuestionType::truefalse:
                build_true_false();
                return true;
            case QuestionType::matching:
                build_matching();
                return true;
            case QuestionType::shortanswer:
                item_.key = marking::ShortAnswer{build_blank(question_.answers, "")};
                return true;
            case QuestionType::numerical:
                return build_numeric();
            case QuestionType::cloze:
                build_fill_in();
                return true;
            case QuestionType::description:
                losses_.push_back("a text that asks nothing");
                return false;
            case QuestionType::essay:
                losses_.push_back("an essay cannot be marked at once: it may become the lesson's task");
                return false;
            case QuestionType::unknown:
                break;
        }
        return false;
    }

    void add_option(const std::string& text, const std::string& feedback) {
        const auto key = key_at(item_.choices.size());
        item_.choices.push_back({key, text::squeeze(text)});
        if (!feedback.empty()) item_.feedback[key] = text::squeeze(feedback);
    }

    void build_choice() {
        std::vector<marking::Option> options;
        int partly = 0, without_feedback = 0;
        for (const auto& answer : question_.answers) {
            add_option(answer.text, answer.feedback);
            const bool right = question_.single ? answer.share == kWholeShare : answer.share > 0;
            partly += question_.single && answer.share > 0 && !right ? 1 : 0;
            without_feedback += !right && answer.feedback.empty() ? 1 : 0;
            options.push_back({item_.choices.back().key, right});
        }
        if (partly > 0)
            losses_.push_back("part of the marks for " + std::to_string(partly) + " answers, which count as wrong here");
        if (without_feedback > 0)
            losses_.push_back(std::to_string(without_feedback) + " wrong options have no feedback: write it");
        if (question_.single)
            item_.key = marking::SingleChoice{std::move(options)};
        else
            item_.key = marking::MultipleChoice{std::move(options)};
    }

    void build_true_false() {
        std::vector<marking::Option> options;
        for (const auto& answer : question_.answers) {
            add_option(std::string(text::lower_case(answer.text) == "true" ? kTrueWord : kFalseWord), answer.feedback);
            options.push_back({item_.choices.back().key, answer.share == kWholeShare});
        }
        item_.key = marking::SingleChoice{std::move(options)};
        losses_.push_back("a single statement becomes a choice of Đúng and Sai");
    }

    std::vector<MatchingPair> whole_pairs() const {
        std::vector<MatchingPair> pairs;
        std::copy_if(question_.pairs.begin(), question_.pairs.end(), std::back_inserter(pairs),
                     [](const auto& pair) { return !pair.left.empty(); });
        return pairs;
    }

    // What we ourselves write as a matching is recognised again by its right or left sides.
    void build_matching() {
        const auto pairs = whole_pairs();
        std::vector<std::string> rights;
        for (const auto& pair : question_.pairs) {
            if (std::find(rights.begin(), rights.end(), pair.right) == rights.end()) rights.push_back(pair.right);
        }
        const bool is_numbered = std::all_of(
            pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.left == std::to_string(&pair - pairs.data() + 1); });
        const bool says_true_or_false = std::all_of(rights.begin(), rights.end(),
                                                    [](const auto& right) { return right == kTrueWord || right == kFalseWord; });
        if (says_true_or_false) {
            marking::TrueFalseSet key;
            for (const auto& pair : pairs) {
                add_option(pair.left, "");
                key.statements.push_back({item_.choices.back().key, pair.right == kTrueWord});
            }
            item_.key = std::move(key);
        } else if (is_numbered && pairs.size() == question_.pairs.size()) {
            marking::Order key;
            for (const auto& pair : pairs) {
                add_option(pair.right, "");
                key.steps.push_back(item_.choices.back().key);
            }
            item_.key = std::move(key);
        } else if (rights.size() < question_.pairs.size()) {
            build_categories(pairs, rights);
        } else {
            build_match(pairs);
        }
        losses_.push_back("feedback of its parts: write it");
    }

    void build_categories(const std::vector<MatchingPair>& pairs, const std::vector<std::string>& rights) {
        marking::Categorise key;
        for (std::size_t at = 0; at < rights.size(); ++at) {
            key.categories.push_back("n" + std::to_string(at + 1));
            item_.others.push_back({key.categories.back(), text::squeeze(rights[at])});
        }
        for (const auto& pair : pairs) {
            add_option(pair.left, "");
            const auto at = std::find(rights.begin(), rights.end(), pair.right) - rights.begin();
            key.things.push_back({item_.choices.back().key, key.categories[static_cast<std::size_t>(at)]});
        }
        item_.key = std::move(key);
    }

    void build_match(const std::vector<MatchingPair>& pairs) {
        marking::Match key;
        for (const auto& pair : pairs) {
            add_option(pair.left, "");
            key.pairs.push_back(item_.choices.back().key);
            item_.others.push_back({key.pairs.back(), text::squeeze(pair.right)});
        }
        for (const auto& pair : question_.pairs) {
            if (!pair.left.empty()) continue;
            key.extra_rights.push_back(key_at(item_.others.size()));
            item_.others.push_back({key.extra_rights.back(), text::squeeze(pair.right)});
        }
        item_.key = std::move(key);
    }

    marking::Blank build_blank(const std::vector<Answer>& answers, const std::string& feedback_key) {
        marking::Blank blank;
        for (const auto& answer : answers) {
            if (answer.share == kWholeShare) {
                if (replaced(answer.text, "\\*", "").find('*') != std::string::npos)
                    losses_.push_back("that " + quoted(answer.text) + " stands for many answers");
                blank.accept.push_back(text::squeeze(replaced(answer.text, "\\*", "*")));
            } else if (answer.text == "*") {
                item_.feedback[feedback_key] = text::squeeze(answer.feedback);
            } else {
                losses_.push_back("the answer " + quoted(answer.text) + " for part of the marks" +
                                  (answer.feedback.empty() ? "" : " and its feedback"));
            }
            if (answer.share == kWholeShare && !answer.feedback.empty())
                losses_.push_back("the feedback of the right answer " + quoted(answer.text));
        }
        const auto found = item_.feedback.find(feedback_key);
        if (found == item_.feedback.end() || found->second.empty())
            losses_.push_back("it has no feedback for other answers: write it");
        return blank;
    }

    void build_fill_in() {
        // The last line holds the blanks; what stands before it is the prompt.
        const auto cut = question_.text.rfind('\n', question_.text.find(kGap));
        const bool has_prompt = cut != std::string::npos && !text::squeeze(question_.text.substr(0, cut)).empty();
        item_.text = text::squeeze(has_prompt ? question_.text.substr(cut + 1) : question_.text);
        item_.prompt = has_prompt ? text::squeeze(question_.text.substr(0, cut)) : std::string();
        if (!has_prompt) losses_.push_back("it has no prompt apart from the text: write one");
        marking::FillIn key;
        for (const auto& answers : question_.blanks)
            key.blanks.push_back(build_blank(answers, std::to_string(key.blanks.size() + 1)));
        item_.key = std::move(key);
    }

    bool build_numeric() {
        marking::Numeric key;
        bool found = false;
        for (const auto& answer : question_.answers) {
            const auto number = read_number(answer.text);
            if (answer.text == "*") {
                item_.feedback[""] = text::squeeze(answer.feedback);
            } else if (!found && number && answer.share == kWholeShare) {
                found = true;
                key.answer = *number;
                key.tolerance = answer.tolerance;
            } else {
                losses_.push_back("the answer " + quoted(answer.text));
            }
        }
        if (!found) losses_.push_back("it has no right number");
        if (!question_.unit.empty()) item_.unit = question_.unit, key.unit = question_.unit;
        if (item_.feedback[""].empty()) losses_.push_back("it has no feedback for other answers: write it");
        item_.key = std::move(key);
        return found;
    }

    const Question& question_;
    std::vector<std::string>& losses_;
    Item item_;
};

class Adopter {
public:
    Adopter(ExchangeFormat format, const std::string& lesson_id) : format_(format), lesson_id_(lesson_id) {}
    Adoption made;

    void take(const Question& question) {
        ExchangedItem entry{question.name, std::string(name_of(question.type)), "", question.line, {}};
        const auto carried = question.item_line.empty() ? std::nullopt : read_item_line(question.item_line);
        if (!question.item_line.empty() && !carried)
            entry.losses.push_back("its private comment is broken, so it is taken as another program's");
        if (carried && carried->lesson_id != lesson_id_) {
            entry.losses.push_back("it belongs to lesson " + carried->lesson_id + " and was left out");
            made.report.push_back(std::move(entry));
            return;
        }
        auto item = carried && says_the_same(render(*carried, format_).question, question)
                        ? carried
                        : rebuild(question, carried, entry.losses);
        if (item && !keep(std::move(*item), question.line, entry)) item.reset();
        made.report.push_back(std::move(entry));
    }

    // Letters are given last, so that no stranger takes that of an item which has one.
    void name_strangers() {
        std::size_t letter = 0;
        for (auto& [place, report_at] : strangers_) {
            while (letter < kItemsMax && taken_.contains(lesson_id_ + "-" + key_at(letter)))
                ++letter;
            if (letter == kItemsMax) {
                made.problems.push_back(
                    {"", made.report[report_at].line, "a lesson holds at most 26 items; take a part of the file"});
                return;
            }
            auto& item = made.items[place];
            item.id = lesson_id_ + "-" + key_at(letter++);
            made.report[report_at].id = item.id;
        }
    }

private:
    std::optional<Item> rebuild(const Question& question, const std::optional<Item>& carried,
                                std::vector<std::string>& losses) const {
        auto item = Builder(question, losses).build();
        if (!item || !carried) return item;
        item->id = carried->id;
        item->version = carried->version + 1;
        losses.push_back("it was changed elsewhere after the export: version " + std::to_string(item->version) +
                         "; put the version back where only the wording changed");
        return item;
    }

    bool keep(Item item, int line, ExchangedItem& entry) {
        item.lesson_id = lesson_id_;
        const auto type = marking::type_of(item.key);
        entry.to = marking::code_of(type);
        if (!item.id.empty()) {
            if (!taken_.insert(item.id).second) {
                made.problems.push_back({"", line, "id " + quoted(item.id) + " stands in the file twice"});
                return false;
            }
            entry.id = item.id;
        } else {
            strangers_.push_back({made.items.size(), made.report.size()});
        }
        auto& kept = type == marking::ItemType::recall_card ? made.cards : made.items;
        kept.push_back(std::move(item));
        return true;
    }

    ExchangeFormat format_;
    const std::string& lesson_id_;
    std::set<std::string> taken_;
    std::vector<std::pair<std::size_t, std::size_t>> strangers_;  // places in items and in the report
};

}  // namespace

Adoption adopt(const Quiz& quiz, ExchangeFormat format, const std::string& lesson_id) {
    Adopter adopter(format, lesson_id);
    for (const auto& question : quiz.questions)
        adopter.take(question);
    adopter.name_strangers();
    if (adopter.made.items.empty() && adopter.made.cards.empty() && adopter.made.problems.empty())
        adopter.made.problems.push_back({"", 0, "holds no question for lesson " + lesson_id});
    return std::move(adopter.made);
}

}  // namespace curriculum
