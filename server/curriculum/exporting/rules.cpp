#include "exporting/rules.h"

#include <algorithm>

#include "drafts/rules.h"
#include "foundation/text.h"

namespace curriculum {
namespace {

std::string feedback_of(const Item& item, const std::string& key) {
    const auto found = item.feedback.find(key);
    return found == item.feedback.end() ? std::string() : found->second;
}

std::string replaced(std::string text, std::string_view was, std::string_view is) {
    for (auto at = text.find(was); at != std::string::npos; at = text.find(was, at + is.size()))
        text.replace(at, was.size(), is);
    return text;
}

std::string text_of(const std::vector<Choice>& choices, const std::string& key) {
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.key == key; });
    return found == choices.end() ? std::string() : found->text;
}

struct Renderer {
    const Item& item;
    ExchangeFormat format;
    Rendition& made;

    Question& question() const { return made.question; }
    void lose(std::string what) const { made.losses.push_back(std::move(what)); }
    bool is_gift() const { return format == ExchangeFormat::gift; }

    void choose(const std::vector<marking::Option>& options, bool single, const auto& text_at) const {
        question().type = QuestionType::multichoice;
        question().single = single;
        const auto rights = std::count_if(options.begin(), options.end(), [](const auto& option) { return option.right; });
        const auto share = single ? kWholeShare : kWholeShare / std::max<std::int64_t>(rights, 1);
        for (std::size_t at = 0; at < options.size(); ++at)
            question().answers.push_back({text_at(at),
                                          options[at].right ? share
                                          : single          ? 0
                                                            : -share,
                                          0, feedback_of(item, options[at].key)});
    }
    void operator()(const marking::SingleChoice& key) const {
        choose(key.options, true, [&](std::size_t at) { return item.choices[at].text; });
    }
    void operator()(const marking::MultipleChoice& key) const {
        choose(key.options, false, [&](std::size_t at) { return item.choices[at].text; });
    }

    // "->" makes a pair of an answer in GIFT and cannot be escaped.
    std::string side(const std::string& text) const {
        if (!is_gift() || text.find("->") == std::string::npos) return text;
        lose("'->' is written '→'");
        return replaced(text, "->", "→");
    }
    void pair(const std::string& left, const std::string& right) const { question().pairs.push_back({side(left), side(right)}); }
    void match(std::string_view was) const {
        question().type = QuestionType::matching;
        if (!was.empty()) lose("becomes a matching of " + std::string(was));
    }
    void operator()(const marking::TrueFalseSet& key) const {
        match("statements to Đúng and Sai");
        for (std::size_t at = 0; at < key.statements.size(); ++at)
            pair(item.choices[at].text, std::string(key.statements[at].truth ? kTrueWord : kFalseWord));
        lose("the feedback of each statement is not shown");
    }
    void operator()(const marking::Order& key) const {
        match("places to steps");
        for (std::size_t at = 0; at < key.steps.size(); ++at)
            pair(std::to_string(at + 1), item.choices[at].text);
        lose("the feedback is not shown");
    }
    void operator()(const marking::Match& key) const {
        match("");
        for (const auto& name : key.pairs)
            pair(text_of(item.choices, name), text_of(item.others, name));
        for (const auto& name : key.extra_rights)
            pair("", text_of(item.others, name));
        lose("the feedback of each pair is not shown");
    }
    void operator()(const marking::Categorise& key) const {
        match("things to categories");
        for (std::size_t at = 0; at < key.things.size(); ++at)
            pair(item.choices[at].text, text_of(item.others, key.things[at].category));
        for (const auto& category : key.categories) {
            if (std::none_of(key.things.begin(), key.things.end(), [&](const auto& thing) { return thing.category == category; }))
                pair("", text_of(item.others, category));
        }
        lose("the feedback of each thing is not shown");
    }

    // In a short answer of Moodle a bare star stands for anything.
    std::vector<Answer> accepted(const marking::Blank& blank, const std::string& feedback) const {
        std::vector<Answer> answers;
        for (const auto& text : blank.accept)
            answers.push_back({replaced(side(text), "*", "\\*"), kWholeShare, 0, ""});
        if (!feedback.empty()) answers.push_back({"*", 0, 0, side(feedback)});
        return answers;
    }
    // In a cloze "{1:" would begin a blank.
    void set_braces_apart() const {
        auto& text = question().text;
        for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
            if (at + 1 == text.size() || ((text[at + 1] < '0' || text[at + 1] > '9') && text[at + 1] != ':')) continue;
            text.insert(at + 1, " ");
            lose("a space is set behind a {");
        }
    }
    void operator()(const marking::FillIn& key) const {
        question().text += "\n" + item.text;
        if (!is_gift()) set_braces_apart();
        if (is_gift() && key.blanks.size() > 1) {
            question().type = QuestionType::description;
            question().general_feedback.clear();
            made.losses = {"GIFT has no text with several blanks: only the words are shown, nothing can be answered"};
            return;
        }
        if (std::any_of(key.blanks.begin(), key.blanks.end(),
                        [](const auto& blank) { return blank.diacritics == marking::Diacritics::lenient; }))
            lose("answers without diacritics are not accepted");
        std::vector<std::vector<Answer>> blanks;
        for (std::size_t at = 0; at < key.blanks.size(); ++at)
            blanks.push_back(accepted(key.blanks[at], feedback_of(item, std::to_string(at + 1))));
        // GIFT takes a blank for one only when words follow it.
        const auto squeezed = text::squeeze(item.text);
        if (is_gift() && squeezed.ends_with(kGap)) {
            question().type = QuestionType::shortanswer;
            question().answers = std::move(blanks.front());
            return;
        }
        question().type = QuestionType::cloze;
        question().blanks = std::move(blanks);
    }
    void operator()(const marking::Numeric& key) const {
        question().type = QuestionType::numerical;
        question().answers = {{number_text(key.answer), kWholeShare, key.tolerance, ""}};
        if (auto feedback = feedback_of(item, ""); !feedback.empty())
            question().answers.push_back({"*", 0, 0, std::move(feedback)});
        if (!item.unit) return;
        if (!is_gift()) {
            question().unit = *item.unit;
            return;
        }
        question().text += " (" + *item.unit + ")";
        lose("the unit stands in the question's text");
    }
    void operator()(const marking::Highlight& key) const {
        std::vector<std::string> parts;
        question().text += "\n";
        for (const auto& segment : item.segments) {
            question().text += segment.text;
            if (segment.key) parts.push_back(segment.text);
        }
        choose(key.parts, false, [&](std::size_t at) { return parts[at]; });
        lose("becomes a choice of several: the parts cannot be marked in the text");
    }
    void operator()(const marking::ShortAnswer& key) const {
        question().type = QuestionType::shortanswer;
        question().answers = accepted(key.blank, feedback_of(item, ""));
        if (key.blank.diacritics == marking::Diacritics::lenient) lose("answers without diacritics are not accepted");
    }
    void operator()(const marking::RecallCard&) const {
        question().type = QuestionType::description;
        question().text = item.front;
        if (!is_gift()) question().general_feedback = item.back;
        lose(is_gift() ? "there are no recall cards: only the front is shown"
                       : "there are no recall cards: the back is shown as general feedback");
    }
};

}  // namespace

Rendition render(const Item& item, ExchangeFormat format) {
    Rendition made;
    made.question.name = item.id;
    made.question.text = item.prompt;
    made.question.general_feedback = item.explanation.value_or("");
    made.question.item_line = write_item_line(item);
    std::visit(Renderer{item, format, made}, item.key);
    return made;
}

}  // namespace curriculum
