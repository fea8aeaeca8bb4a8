// Both formats together: what goes out comes back, whatever the item; what comes from elsewhere is told about.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "drafts/rules.h"
#include "exporting/rules.h"
#include "gift/rules.h"
#include "importing/rules.h"
#include "items/rules.h"
#include "moodle_xml/rules.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

const std::string kLesson = "vi-du-1-01";

std::string write(const Quiz& quiz, ExchangeFormat format) {
    return format == ExchangeFormat::gift ? write_gift(quiz) : write_moodle_xml(quiz);
}
Quiz read(const std::string& bytes, ExchangeFormat format) {
    return format == ExchangeFormat::gift ? read_gift(bytes) : read_moodle_xml(bytes);
}

Quiz quiz_of(const std::vector<Item>& items, ExchangeFormat format) {
    Quiz quiz;
    for (const auto& item : items) {
        quiz.questions.push_back(render(item, format).question);
        quiz.questions.back().category = "vi-du/" + kLesson;
    }
    return quiz;
}

std::string told(const std::vector<PackProblem>& problems) {
    std::string lines;
    for (const auto& problem : problems)
        lines += std::to_string(problem.line) + ": " + problem.message + "\n";
    return lines;
}

// Words with everything the formats treat as their own; never two the same within an item, since each is numbered.
rc::Gen<std::string> words() {
    static const std::vector<std::string> kPieces{
        "hỏi", "máy", "a=b",    "~ngã", "#1",     "{x}",  "\\n",   ":",
        "::",  "->",  "//",     "%50%", "[html]", "<b>",  "&amp;", "]]>",
        "--",  "-->", "“Đúng”", "\"",   "'",      "*",    "TRUE",  "$CATEGORY: x",
        "\n",  "=",   "5..6",   "___",  "\t",     "####", "&#45;", "{1:SHORTANSWER:=x}"};
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (std::size_t at = 0; at < std::min<std::size_t>(pieces.size(), 6); ++at)
                                text += pieces[at] + (at % 2 == 0 ? " " : "");
                            return text;
                        });
}

std::string numbered(int& count) { return *words() + "n" + std::to_string(++count); }

std::string without_gaps(std::string text) {
    std::erase(text, '_');
    return text;
}

std::string without_brackets(std::string text) {
    for (const std::string bracket : {"[[", "]]"}) {
        for (auto at = text.find(bracket); at != std::string::npos; at = text.find(bracket))
            text.erase(at, 2);
    }
    return text;
}

marking::Blank any_blank(int& count) {
    marking::Blank blank;
    const int accepted = *rc::gen::inRange(1, 4);
    for (int at = 0; at < accepted; ++at)
        blank.accept.push_back(numbered(count));
    blank.diacritics = *rc::gen::arbitrary<bool>() ? marking::Diacritics::strict : marking::Diacritics::lenient;
    return blank;
}

Item any_choice(const std::vector<int>& rights, bool single, int& count) {
    Item item;
    std::vector<marking::Option> options;
    for (const int right : rights) {
        const std::string key(1, static_cast<char>('a' + options.size()));
        options.push_back({key, right != 0});
        item.choices.push_back({key, numbered(count)});
        if (right == 0 || *rc::gen::arbitrary<bool>()) item.feedback[key] = numbered(count);
    }
    if (single)
        item.key = marking::SingleChoice{options};
    else
        item.key = marking::MultipleChoice{options};
    return item;
}

void add_parts(Item& item, int parts, bool with_feedback, int& count) {
    for (int at = 0; at < parts; ++at) {
        const std::string key = "p" + std::to_string(at);
        item.choices.push_back({key, numbered(count)});
        if (with_feedback) item.feedback[key] = numbered(count);
    }
}

Item any_match(int& count) {
    Item item;
    add_parts(item, *rc::gen::inRange(2, 6), true, count);
    marking::Match key;
    for (const auto& choice : item.choices) {
        key.pairs.push_back(choice.key);
        item.others.push_back({choice.key, numbered(count)});
    }
    const int extras = *rc::gen::inRange(0, 4);
    for (int at = 0; at < extras; ++at) {
        key.extra_rights.push_back("x" + std::to_string(at));
        item.others.push_back({key.extra_rights.back(), numbered(count)});
    }
    item.key = key;
    return item;
}

Item any_categorise(int& count) {
    Item item;
    marking::Categorise key;
    const int categories = *rc::gen::inRange(2, 5);
    for (int at = 0; at < categories; ++at) {
        key.categories.push_back("n" + std::to_string(at));
        item.others.push_back({key.categories.back(), numbered(count)});
    }
    add_parts(item, *rc::gen::inRange(3, 9), true, count);
    for (const auto& choice : item.choices)
        key.things.push_back({choice.key, *rc::gen::elementOf(key.categories)});
    item.key = key;
    return item;
}

Item any_fill_in(int& count) {
    Item item;
    marking::FillIn key;
    const int blanks = *rc::gen::inRange(1, 4);
    for (int at = 0; at < blanks; ++at) {
        item.text += without_gaps(numbered(count)) + (*rc::gen::arbitrary<bool>() ? " " : "") + "___" +
                     (*rc::gen::arbitrary<bool>() ? " " : "");
        key.blanks.push_back(any_blank(count));
        item.feedback[std::to_string(at + 1)] = numbered(count);
    }
    if (*rc::gen::arbitrary<bool>()) item.text += "n";
    while (item.text.ends_with(' '))
        item.text.pop_back();
    item.key = key;
    return item;
}

Item any_highlight(int& count) {
    Item item;
    marking::Highlight key;
    const int parts = *rc::gen::inRange(2, 6);
    for (int at = 0; at < parts; ++at) {
        const std::string name(1, static_cast<char>('a' + at));
        item.segments.push_back({std::nullopt, without_brackets(numbered(count))});
        item.segments.push_back({name, without_brackets(numbered(count))});
        key.parts.push_back({name, at == 0});
        if (at > 0) item.feedback[name] = numbered(count);
    }
    item.key = key;
    return item;
}

Item any_item(marking::ItemType type, int& count) {
    using marking::ItemType;
    switch (type) {
        case ItemType::single_choice:
            return any_choice(
                *rc::gen::element(std::vector<int>{1, 0}, std::vector<int>{0, 0, 1}, std::vector<int>{0, 1, 0, 0, 0}), true,
                count);
        case ItemType::multiple_choice:
            return any_choice(
                *rc::gen::element(std::vector<int>{1, 0, 1}, std::vector<int>{1, 1, 1, 0}, std::vector<int>{0, 0, 0, 0, 0, 1}),
                false, count);
        case ItemType::true_false_set: {
            Item item;
            add_parts(item, *rc::gen::inRange(2, 6), true, count);
            marking::TrueFalseSet key;
            for (const auto& choice : item.choices)
                key.statements.push_back({choice.key, *rc::gen::arbitrary<bool>()});
            item.key = key;
            return item;
        }
        case ItemType::order: {
            Item item;
            add_parts(item, *rc::gen::inRange(3, 7), false, count);
            marking::Order key;
            for (const auto& choice : item.choices)
                key.steps.push_back(choice.key);
            item.key = key;
            item.feedback[""] = numbered(count);
            return item;
        }
        case ItemType::match:
            return any_match(count);
        case ItemType::fill_in:
            return any_fill_in(count);
        case ItemType::numeric: {
            Item item;
            marking::Numeric key{static_cast<double>(*rc::gen::inRange(-100000, 100000)) / 8,
                                 static_cast<double>(*rc::gen::inRange(0, 10)) / 4, ""};
            if (*rc::gen::arbitrary<bool>()) item.unit = "kg", key.unit = "kg";
            item.key = key;
            item.feedback[""] = numbered(count);
            return item;
        }
        case ItemType::categorise:
            return any_categorise(count);
        case ItemType::highlight:
            return any_highlight(count);
        case ItemType::short_answer: {
            Item item;
            item.key = marking::ShortAnswer{any_blank(count)};
            item.feedback[""] = numbered(count);
            return item;
        }
        case ItemType::recall_card:
            break;
    }
    Item card;
    card.key = marking::RecallCard{};
    card.front = numbered(count);
    card.back = numbered(count);
    return card;
}

const std::vector<marking::ItemType> kTypes{
    marking::ItemType::single_choice, marking::ItemType::multiple_choice, marking::ItemType::true_false_set,
    marking::ItemType::order,         marking::ItemType::match,           marking::ItemType::fill_in,
    marking::ItemType::numeric,       marking::ItemType::categorise,      marking::ItemType::highlight,
    marking::ItemType::short_answer,  marking::ItemType::recall_card};

// A lesson's worth of items as the loader would hold them: written down and read again.
std::vector<Item> any_items() {
    std::vector<Item> items;
    int count = 0;
    const int wanted = *rc::gen::inRange(1, 6);
    for (int at = 0; at < wanted; ++at) {
        const auto type = *rc::gen::elementOf(kTypes);
        auto item = any_item(type, count);
        item.id =
            kLesson + "-" +
            (type == marking::ItemType::recall_card ? "r" + std::to_string(at + 1) : std::string(1, static_cast<char>('a' + at)));
        item.version = *rc::gen::inRange(1, 9);
        if (type != marking::ItemType::recall_card) item.prompt = numbered(count), item.explanation = numbered(count);
        const auto line = write_item_line(item);
        auto read = read_item_line(line);
        RC_ASSERT(read.has_value());
        RC_ASSERT(write_item_line(*read) == line);
        items.push_back(std::move(*read));
    }
    return items;
}

std::vector<std::string> lines_of(const std::vector<Item>& items) {
    std::vector<std::string> lines;
    for (const auto& item : items)
        lines.push_back(write_item_line(item));
    std::sort(lines.begin(), lines.end());
    return lines;
}

void expect_the_same_back(ExchangeFormat format) {
    const auto items = any_items();
    const auto quiz = read(write(quiz_of(items, format), format), format);
    RC_ASSERT(told(quiz.problems) == "");
    RC_ASSERT(quiz.questions.size() == items.size());
    const auto adoption = adopt(quiz, format, kLesson);
    RC_ASSERT(told(adoption.problems) == "");
    auto back = adoption.items;
    back.insert(back.end(), adoption.cards.begin(), adoption.cards.end());
    RC_ASSERT(lines_of(back) == lines_of(items));
    // And through the draft file as well.
    std::vector<PackProblem> problems;
    Mistakes mistakes("draft", problems);
    const auto draft = read_items(write_items_file(adoption.items, adoption.cards), kLesson, mistakes);
    std::vector<Item> drafted;
    for (const auto& each : draft.items)
        drafted.push_back(each.item);
    for (const auto& each : draft.cards)
        drafted.push_back(each.item);
    RC_ASSERT(lines_of(drafted) == lines_of(items));
}

RC_GTEST_PROP(CurriculumExchange, GiftGivesTheSameItemsBack, ()) { expect_the_same_back(ExchangeFormat::gift); }
RC_GTEST_PROP(CurriculumExchange, MoodleXmlGivesTheSameItemsBack, ()) { expect_the_same_back(ExchangeFormat::moodle_xml); }

// Without our comment, as after a way through another program: what both sides can say is still the same.
TEST(CurriculumExchange, SaysNativelyWhatTheFormatsCanSay) {
    const std::string lines[] = {
        "{id: vi-du-1-01-a, version: 1, type: single_choice, prompt: \"Chọn một.\", explanation: \"Vì thế.\", options: [{key: a, "
        "text: \"50% = nửa\", right: true}, {key: b, text: \"{Sai}\", feedback: \"Chưa: phải #1.\"}]}",
        "{id: vi-du-1-01-b, version: 1, type: multiple_choice, prompt: \"Chọn hết.\", explanation: \"Vì thế.\", options: [{key: "
        "a, text: \"Một\", right: true}, {key: b, text: \"Hai\", right: true}, {key: c, text: \"Ba\", feedback: \"Không.\"}]}",
        "{id: vi-du-1-01-c, version: 1, type: numeric, prompt: \"Mấy?\", explanation: \"Vì thế.\", answer: 2.5, tolerance: 0.5, "
        "feedback: \"Xem lại.\"}",
        "{id: vi-du-1-01-d, version: 1, type: short_answer, prompt: \"Gì?\", explanation: \"Vì thế.\", accept: [\"a*b\", "
        "\"hai\"], diacritics: lenient, feedback: \"Xem lại.\"}"};
    for (const auto format : {ExchangeFormat::gift, ExchangeFormat::moodle_xml}) {
        for (const auto& line : lines) {
            const auto item = read_item_line(line);
            ASSERT_TRUE(item) << line;
            auto quiz = quiz_of({*item}, format);
            quiz.questions[0].item_line.clear();
            const auto adoption = adopt(read(write(quiz, format), format), format, kLesson);
            ASSERT_EQ(adoption.items.size(), 1u);
            auto back = adoption.items[0];
            back.id = item->id;
            EXPECT_EQ(write_item_line(back), line);
        }
    }
}

TEST(CurriculumExchange, RecognisesWhatTravelsAsAMatching) {
    Quiz quiz;
    Question question;
    question.type = QuestionType::matching;
    question.text = "Xếp.";
    question.pairs = {{"chó", "thú"}, {"gà", "chim"}, {"mèo", "thú"}};
    quiz.questions.push_back(question);
    question.pairs = {{"1", "mở máy"}, {"2", "gõ chữ"}, {"3", "gửi đi"}};
    quiz.questions.push_back(question);
    question.pairs = {{"Nước sôi", "Đúng"}, {"Cá bay", "Sai"}};
    quiz.questions.push_back(question);
    question.pairs = {{"chó", "thú"}, {"gà", "chim"}, {"", "cá"}};
    quiz.questions.push_back(question);
    const auto adoption = adopt(quiz, ExchangeFormat::gift, kLesson);
    std::string types;
    for (const auto& entry : adoption.report)
        types += entry.id + " " + entry.to + " " + std::to_string(entry.losses.size()) + "\n";
    EXPECT_EQ(types, "vi-du-1-01-a categorise 2\nvi-du-1-01-b order 2\nvi-du-1-01-c true_false_set 2\nvi-du-1-01-d match 2\n");
}

TEST(CurriculumExchange, TakesAChangeMadeElsewhereAndSaysSo) {
    const auto item = read_item_line(
        "{id: vi-du-1-01-b, version: 3, type: single_choice, prompt: \"Chọn một.\", explanation: \"Vì thế.\", options: [{key: x, "
        "text: \"Đúng\", right: true}, {key: y, text: \"Sai\", feedback: \"Không.\"}]}");
    ASSERT_TRUE(item);
    for (const auto format : {ExchangeFormat::gift, ExchangeFormat::moodle_xml}) {
        auto quiz = quiz_of({*item}, format);
        quiz.questions[0].answers[1].text = "Sai hẳn";
        const auto adoption = adopt(read(write(quiz, format), format), format, kLesson);
        ASSERT_EQ(adoption.items.size(), 1u);
        EXPECT_EQ(adoption.items[0].id, "vi-du-1-01-b");
        EXPECT_EQ(adoption.items[0].version, 4);
        EXPECT_EQ(adoption.items[0].choices[1].text, "Sai hẳn");
        ASSERT_EQ(adoption.report[0].losses.size(), 1u);
        EXPECT_NE(adoption.report[0].losses[0].find("it was changed elsewhere"), std::string::npos);
    }
}

TEST(CurriculumExchange, NamesStrangersWithoutTakingAnothersLetter) {
    Quiz quiz;
    Question stranger;
    stranger.type = QuestionType::shortanswer;
    stranger.answers = {{"có", kWholeShare, 0, ""}};
    quiz.questions = {stranger,
                      quiz_of({*read_item_line("{id: vi-du-1-01-a, version: 1, type: numeric, prompt: \"Mấy?\", explanation: "
                                               "\"Vì.\", answer: 2, feedback: \"Xem.\"}")},
                              ExchangeFormat::gift)
                          .questions[0],
                      quiz_of({*read_item_line("{id: khac-1-01-a, version: 1, type: numeric, prompt: \"Mấy?\", explanation: "
                                               "\"Vì.\", answer: 2, feedback: \"Xem.\"}")},
                              ExchangeFormat::gift)
                          .questions[0]};
    auto adoption = adopt(quiz, ExchangeFormat::gift, kLesson);
    ASSERT_EQ(adoption.items.size(), 2u);
    EXPECT_EQ(adoption.items[0].id, "vi-du-1-01-b");
    EXPECT_EQ(adoption.report[2].to, "");
    EXPECT_EQ(adoption.report[2].losses[0], "it belongs to lesson khac-1-01 and was left out");
    quiz.questions.assign(27, stranger);
    EXPECT_NE(told(adopt(quiz, ExchangeFormat::gift, kLesson).problems).find("at most 26 items"), std::string::npos);
    quiz.questions = {quiz.questions[0]};
    quiz.questions[0].type = QuestionType::essay;
    EXPECT_NE(told(adopt(quiz, ExchangeFormat::gift, kLesson).problems).find("holds no question for lesson vi-du-1-01"),
              std::string::npos);
}

}  // namespace
}  // namespace curriculum
