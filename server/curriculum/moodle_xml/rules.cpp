#include "moodle_xml/rules.h"

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

#include "cloze/rules.h"
#include "foundation/text.h"
#include "markup/rules.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr std::size_t kBytesMax = 20 * 1024 * 1024;
// Each opening bracket and each attribute becomes a node in memory, many times larger than its text.
constexpr std::size_t kMarksMax = 1'000'000;
constexpr int kDepthMax = 20;

std::string replaced(std::string text, std::string_view was, std::string_view is) {
    for (auto at = text.find(was); at != std::string::npos; at = text.find(was, at + is.size()))
        text.replace(at, was.size(), is);
    return text;
}

// An XML comment may not hold two hyphens in a row.
std::string as_comment(const std::string& line) { return replaced(replaced(line, "&", "&#38;"), "--", "-&#45;"); }
std::string from_comment(const std::string& comment) { return replaced(replaced(comment, "&#45;", "-"), "&#38;", "&"); }

int line_at(const std::string& text, std::size_t offset) {
    return 1 + static_cast<int>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

// What could make a small file large in memory, or send the reader elsewhere, is refused before it is parsed.
std::optional<PackProblem> refuse_text(const std::string& text) {
    for (const std::string_view banned : {"<!DOCTYPE", "<!ENTITY"}) {
        if (const auto at = text.find(banned); at != std::string::npos)
            return PackProblem{"", line_at(text, at),
                               std::string(banned) + " is not allowed: a question bank needs no entities of its own"};
    }
    if (static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char letter) { return letter == '<' || letter == '='; })) > kMarksMax)
        return PackProblem{"", 0, "holds more elements than a question bank needs"};
    const auto prolog =
        text.starts_with("<?xml") ? text::lower_case(text.substr(0, std::min(text.find("?>"), std::size_t{200}))) : std::string();
    if (prolog.find("encoding") != std::string::npos && prolog.find("utf-8") == std::string::npos)
        return PackProblem{"", 1, "must be written in UTF-8"};
    return std::nullopt;
}

bool is_too_deep(const pugi::xml_document& document) {
    int depth = 0;
    for (auto node = document.first_child(); node;) {
        if (depth > kDepthMax) return true;
        if (node.first_child()) {
            node = node.first_child(), ++depth;
            continue;
        }
        while (node && !node.next_sibling())
            node = node.parent(), --depth;
        if (node) node = node.next_sibling();
    }
    return false;
}

class QuestionReader {
public:
    QuestionReader(const pugi::xml_node& node, Question& question) : node_(node), question_(question) {}

    void read() {
        question_.type = type_of(node_.attribute("type").value());
        if (question_.type == QuestionType::unknown)
            question_.losses.push_back("questions of the type " + quoted(node_.attribute("type").value()));
        question_.name = text::squeeze(text_in(node_.child("name")));
        question_.text = text_in(node_.child("questiontext"));
        question_.general_feedback = text_in(node_.child("generalfeedback"));
        question_.single = std::string_view(node_.child("single").child_value()) != "false";
        if (question_.type == QuestionType::cloze) read_cloze(std::string(question_.text), question_);
        for (const auto& answer : node_.children("answer"))
            read_answer(answer);
        for (const auto& pair : node_.children("subquestion"))
            question_.pairs.push_back({text_in(pair), text_in(pair.child("answer"))});
        question_.unit = text::squeeze(node_.child("units").child("unit").child_value("unit_name"));
        for (const auto& comment : node_.children()) {
            const auto line = text::squeeze(comment.type() == pugi::node_comment ? comment.value() : "");
            if (line.starts_with(kItemComment))
                question_.item_line =
                    from_comment(std::string(comment.value())
                                     .substr(std::string_view(comment.value()).find(kItemComment) + kItemComment.size()));
        }
        tell_what_is_left();
    }

private:
    static QuestionType type_of(std::string_view name) {
        for (const auto type :
             {QuestionType::description, QuestionType::multichoice, QuestionType::truefalse, QuestionType::matching,
              QuestionType::shortanswer, QuestionType::numerical, QuestionType::cloze, QuestionType::essay}) {
            if (name == name_of(type)) return type;
        }
        return name == "multianswer" ? QuestionType::cloze : QuestionType::unknown;
    }

    std::string text_in(const pugi::xml_node& holder) {
        for (const auto& file : holder.children("file"))
            question_.losses.push_back("the file " + quoted(file.attribute("name").value()));
        std::string text;
        for (const auto& part : holder.child("text").children())
            text += part.value();  // PCDATA and CDATA alike
        const std::string_view format = holder.attribute("format").value();
        if (format != "html" && format != "moodle_auto_format") return text;
        return plain_text_of(text, question_.losses);
    }

    void read_answer(const pugi::xml_node& node) {
        Answer answer;
        answer.text = text_in(node);
        const auto share = read_share(node.attribute("fraction").value());
        if (!share)
            question_.losses.push_back("an answer's fraction " + quoted(node.attribute("fraction").value()) + ", taken as 0");
        answer.share = share.value_or(0);
        answer.feedback = text_in(node.child("feedback"));
        answer.tolerance = read_number(node.child_value("tolerance")).value_or(0);
        question_.answers.push_back(std::move(answer));
    }

    void tell_what_is_left() {
        for (const char* name :
             {"hint", "tags", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shareduuid", "idnumber"}) {
            for (const auto& child : node_.children(name)) {
                if (child.find_node(
                        [](const pugi::xml_node& each) { return *each.value() != '\0' && !text::squeeze(each.value()).empty(); }))
                    question_.losses.push_back(std::string("its ") + name);
            }
        }
        if (const auto grade = read_number(node_.child_value("defaultgrade")); grade && *grade != 1)
            question_.losses.push_back("its weight of " + number_text(*grade) + " marks");
        if (std::string_view(node_.child_value("usecase")) == "1") question_.losses.push_back("that capitals count");
    }

    const pugi::xml_node& node_;
    Question& question_;
};

class QuestionWriter {
public:
    QuestionWriter(pugi::xml_node quiz, const Question& question) : node_(quiz.append_child("question")), question_(question) {}

    void write() {
        node_.append_attribute("type") = std::string(name_of(question_.type)).c_str();
        if (!question_.item_line.empty())
            node_.append_child(pugi::node_comment)
                .set_value((" " + std::string(kItemComment) + as_comment(question_.item_line) + " ").c_str());
        add_text(node_.append_child("name"), question_.name);
        const bool is_cloze = question_.type == QuestionType::cloze;
        add_plain("questiontext", is_cloze ? write_cloze(question_) : question_.text);
        if (!question_.general_feedback.empty()) add_plain("generalfeedback", question_.general_feedback);
        if (question_.type == QuestionType::multichoice) {
            add_field("single", question_.single ? "true" : "false");
            add_field("shuffleanswers", "true");
            add_field("answernumbering", "abc");
        }
        if (question_.type == QuestionType::matching) add_field("shuffleanswers", "true");
        if (question_.type == QuestionType::shortanswer) add_field("usecase", "0");
        for (const auto& answer : question_.answers)
            write_answer(answer);
        for (const auto& pair : question_.pairs)
            write_pair(pair);
        if (!question_.unit.empty()) {
            auto unit = node_.append_child("units").append_child("unit");
            unit.append_child("multiplier").text().set("1");
            unit.append_child("unit_name").text().set(question_.unit.c_str());
        }
    }

private:
    static void add_text(pugi::xml_node parent, const std::string& text) { parent.append_child("text").text().set(text.c_str()); }
    void add_field(const char* name, const char* value) { node_.append_child(name).text().set(value); }
    void add_plain(const char* name, const std::string& text) { add_plain(node_, name, text); }
    static void add_plain(pugi::xml_node parent, const char* name, const std::string& text) {
        auto holder = parent.append_child(name);
        holder.append_attribute("format") = "plain_text";
        add_text(holder, text);
    }
    void write_answer(const Answer& answer) {
        auto node = node_.append_child("answer");
        node.append_attribute("fraction") = share_text(answer.share).c_str();
        node.append_attribute("format") = "plain_text";
        add_text(node, answer.text);
        if (question_.type == QuestionType::numerical)
            node.append_child("tolerance").text().set(number_text(answer.tolerance).c_str());
        if (!answer.feedback.empty()) add_plain(node, "feedback", answer.feedback);
    }
    void write_pair(const MatchingPair& pair) {
        auto node = node_.append_child("subquestion");
        node.append_attribute("format") = "plain_text";
        add_text(node, pair.left);
        add_text(node.append_child("answer"), pair.right);
    }

    pugi::xml_node node_;
    const Question& question_;
};

}  // namespace

Quiz read_moodle_xml(std::string_view bytes) {
    Quiz quiz;
    if (bytes.size() > kBytesMax) {
        quiz.problems.push_back({"", 0, "is larger than 20 MB"});
        return quiz;
    }
    const auto text = clean_text(bytes, quiz.problems);
    if (!text) return quiz;
    if (auto refusal = refuse_text(*text)) {
        quiz.problems.push_back(std::move(*refusal));
        return quiz;
    }
    pugi::xml_document document;
    constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_comments;
    const auto parsed = document.load_buffer(text->data(), text->size(), kOptions, pugi::encoding_utf8);
    if (!parsed) {
        quiz.problems.push_back({"", line_at(*text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))),
                                 std::string("XML: ") + parsed.description()});
        return quiz;
    }
    if (is_too_deep(document)) quiz.problems.push_back({"", 0, "nested more than " + std::to_string(kDepthMax) + " deep"});
    const auto root = document.child("quiz");
    if (!root) quiz.problems.push_back({"", 1, "has no <quiz>: is it Moodle XML?"});
    if (!quiz.problems.empty()) return quiz;
    std::string category;
    std::size_t counted = 0;
    int line = 1;
    for (const auto& node : root.children("question")) {
        // Lines are counted on from the question before: counting each from the top would be quadratic.
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
        if (offset > counted)
            line +=
                static_cast<int>(std::count(text->begin() + static_cast<std::ptrdiff_t>(counted),
                                            text->begin() + static_cast<std::ptrdiff_t>(std::min(offset, text->size())), '\n'));
        counted = std::max(counted, offset);
        if (std::string_view(node.attribute("type").value()) == "category") {
            category = text::squeeze(node.child("category").child_value("text"));
            continue;
        }
        if (quiz.questions.size() >= kQuestionsMax) {
            quiz.problems.push_back({"", line, "more than " + std::to_string(kQuestionsMax) + " questions"});
            break;
        }
        Question question;
        question.line = line;
        question.category = category;
        QuestionReader(node, question).read();
        quiz.questions.push_back(std::move(question));
    }
    return quiz;
}

std::string write_moodle_xml(const Quiz& quiz) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child("quiz");
    std::string category;
    for (const auto& question : quiz.questions) {
        if (question.category != category) {
            auto node = root.append_child("question");
            node.append_attribute("type") = "category";
            node.append_child("category").append_child("text").text().set(question.category.c_str());
        }
        category = question.category;
        QuestionWriter(root, question).write();
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace curriculum
