// What holds for every type of item.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "public.h"

using namespace marking;

namespace {

struct Sample {
    Key key;
    Response right;              // the response that earns 1000
    std::vector<Response> others;  // texts any of which may stand at each place, for lists of fixed length
};

const std::vector<std::string> kLetters = {"a", "b", "c", "d", "e", "f", "g", "h"};

std::vector<std::string> some_keys(int least, int most) {
    return {kLetters.begin(), kLetters.begin() + *rc::gen::inRange(least, most + 1)};
}

// At least one right; and one wrong.
std::vector<Option> some_options(int least, int most) {
    std::vector<Option> options;
    for (const auto& key : some_keys(least, most)) options.push_back({key, *rc::gen::arbitrary<bool>()});
    options.front().right = true;
    options.back().right = false;
    return options;
}

Response rights_of(const std::vector<Option>& options) {
    Response rights;
    for (const auto& option : options) {
        if (option.right) rights.push_back(option.key);
    }
    return rights;
}

Sample some_selection() {
    if (*rc::gen::arbitrary<bool>()) {
        const auto options = some_options(3, 6);
        return {MultipleChoice{options}, rights_of(options), {}};
    }
    const auto parts = some_options(2, 8);
    return {Highlight{parts}, rights_of(parts), {}};
}

Sample some_single_choice() {
    std::vector<Option> options;
    for (const auto& key : some_keys(2, 5)) options.push_back({key, false});
    auto& right = options[*rc::gen::inRange<std::size_t>(0, options.size())];
    right.right = true;
    return {SingleChoice{options}, {right.key}, {kLetters}};
}

Sample some_statements() {
    TrueFalseSet item;
    Response right;
    for (const auto& key : some_keys(2, 5)) {
        item.statements.push_back({key, *rc::gen::arbitrary<bool>()});
        right.push_back(item.statements.back().truth ? "true" : "false");
    }
    return {item, right, std::vector<Response>(right.size(), {"", "true", "false"})};
}

Sample some_categories() {
    Categorise item{{"x", "y", "z"}, {}};
    Response right;
    for (const auto& key : some_keys(3, 8)) {
        item.things.push_back({key, *rc::gen::elementOf(item.categories)});
        right.push_back(item.things.back().category);
    }
    return {item, right, std::vector<Response>(right.size(), {"", "x", "y", "z"})};
}

Sample some_pairs() {
    const auto pairs = some_keys(2, 5);
    auto rights = pairs;
    rights.insert(rights.end(), {"extra", ""});
    return {Match{pairs, {"extra"}}, pairs, std::vector<Response>(pairs.size(), rights)};
}

Sample some_typed() {
    const Blank blank{{"Hoà bình", "AI"}, *rc::gen::element(Diacritics::strict, Diacritics::lenient)};
    const Response texts = {"", "hòa bình!", "hoa binh", "ai", "1,5", "\u00A0"};
    switch (*rc::gen::inRange(0, 3)) {
        case 0: return {ShortAnswer{blank}, {"hòa bình"}, {texts}};
        case 1: return {FillIn{{blank, blank}}, {"ai", "hoà bình"}, {texts, texts}};
        default: return {Numeric{1.5, 0, "m"}, {"1,5 m"}, {{"", "1.5", "2", "1.234,5"}}};
    }
}

Sample some_sample() {
    switch (*rc::gen::inRange(0, 8)) {
        case 0: return some_selection();
        case 1: return some_single_choice();
        case 2: return some_statements();
        case 3: return some_categories();
        case 4: return some_pairs();
        case 5: return some_typed();
        case 6: return {RecallCard{}, {"3"}, {{"1", "2", "3", "4"}}};
        default: {
            const auto steps = some_keys(3, 6);
            return {Order{steps}, steps, {}};
        }
    }
}

template <typename T>
std::vector<T> shuffled(std::vector<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) {
        std::swap(values[i - 1], values[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    return values;
}

Response some_response(const Sample& sample) {
    Response response;
    for (const auto& texts : sample.others) response.push_back(*rc::gen::elementOf(texts));
    if (!sample.others.empty()) return response;
    if (type_of(sample.key) == ItemType::order) return shuffled(sample.right);
    for (const auto& key : kLetters) {
        if (*rc::gen::arbitrary<bool>()) response.push_back(key);
    }
    return response;
}

int score(const Key& key, const Response& response) { return mark(key, response).score_permille; }

bool same(const Mark& a, const Mark& b) {
    return a.score_permille == b.score_permille && a.verdict == b.verdict &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                      [](const PartMark& x, const PartMark& y) {
                          return x.key == y.key && x.right == y.right && x.chosen == y.chosen;
                      });
}

}  // namespace

TEST(MarkingRules, NamesEveryTypeByItsWireCode) {
    for (int type = 0; type <= static_cast<int>(ItemType::recall_card); ++type) {
        EXPECT_EQ(find_item_type(code_of(static_cast<ItemType>(type))), static_cast<ItemType>(type));
    }
    EXPECT_EQ(type_of(ShortAnswer{}), ItemType::short_answer);
    EXPECT_EQ(find_item_type("essay"), std::nullopt);
    EXPECT_EQ(code_of(Verdict::partly), "partly");
    EXPECT_EQ(code_of(Refusal::response_not_a_number), "response_not_a_number");
    EXPECT_EQ(code_of(KeyRefusal::key_many_rights), "key_many_rights");
}

RC_GTEST_PROP(MarkingRules, TheRightResponseEarnsAThousand, ()) {
    const auto sample = some_sample();
    RC_ASSERT(!refuse_key(sample.key));
    RC_ASSERT(!refuse_response(sample.key, sample.right));
    const auto earned = mark(sample.key, sample.right);
    RC_ASSERT(earned.score_permille == 1000);
    RC_ASSERT(earned.verdict == Verdict::right);
    for (const auto& part : earned.parts) RC_ASSERT(part.right);
}

RC_GTEST_PROP(MarkingRules, ScoresStayWithinTheirBoundsAndAgreeWithTheVerdict, ()) {
    const auto sample = some_sample();
    const auto response = some_response(sample);
    const auto earned = mark(sample.key, response);
    RC_ASSERT(earned.score_permille >= 0 && earned.score_permille <= 1000);
    RC_ASSERT((earned.verdict == Verdict::right) == (earned.score_permille == 1000));
    RC_ASSERT((earned.verdict == Verdict::wrong) == (earned.score_permille == 0));
}

RC_GTEST_PROP(MarkingRules, AFullScoreMeansEveryPartIsRight, ()) {
    const auto sample = some_sample();
    const auto response = some_response(sample);
    if (refuse_response(sample.key, response)) return;
    const auto earned = mark(sample.key, response);
    const bool all_right =
        std::all_of(earned.parts.begin(), earned.parts.end(), [](const PartMark& part) { return part.right; });
    if (type_of(sample.key) != ItemType::recall_card) RC_ASSERT(all_right == (earned.score_permille == 1000));
}

RC_GTEST_PROP(MarkingRules, MarkingTwiceGivesTheSameMark, ()) {
    const auto sample = some_sample();
    const auto response = some_response(sample);
    RC_ASSERT(refuse_response(sample.key, response) == refuse_response(sample.key, response));
    RC_ASSERT(same(mark(sample.key, response), mark(sample.key, response)));
}

RC_GTEST_PROP(MarkingRules, TheOrderOfChosenKeysDoesNotMatter, ()) {
    const auto sample = some_selection();
    const auto response = some_response(sample);
    RC_ASSERT(same(mark(sample.key, response), mark(sample.key, shuffled(response))));
}

RC_GTEST_PROP(MarkingRules, RemovingARightChoiceNeverRaisesTheScore, ()) {
    const auto sample = some_selection();
    auto response = some_response(sample);
    const auto before = score(sample.key, response);
    const auto gone = *rc::gen::elementOf(sample.right);
    response.erase(std::remove(response.begin(), response.end(), gone), response.end());
    RC_ASSERT(score(sample.key, response) <= before);
}

RC_GTEST_PROP(MarkingRules, AddingAWrongChoiceNeverRaisesTheScore, ()) {
    const auto sample = some_selection();
    auto response = some_response(sample);
    const auto before = score(sample.key, response);
    for (const auto& part : mark(sample.key, response).parts) {
        if (!part.chosen && part.right) {  // rightly left alone: a wrong one
            response.push_back(part.key);
            break;
        }
    }
    RC_ASSERT(score(sample.key, response) <= before);
}

RC_GTEST_PROP(MarkingRules, AnyBytesAreRefusedOrMarkedWithinBounds, ()) {
    const auto sample = some_sample();
    const auto response = *rc::gen::container<Response>(
        rc::gen::oneOf(rc::gen::elementOf(kLetters), rc::gen::container<std::string>(rc::gen::arbitrary<char>())));
    refuse_response(sample.key, response);
    const auto earned = mark(sample.key, response);  // total, even for what should have been refused
    RC_ASSERT(earned.score_permille >= 0 && earned.score_permille <= 1000);
}
