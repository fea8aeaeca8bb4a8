#include "views/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace curriculum {
namespace {

const Library& shipped() {
    static const LoadedPacks loaded = [] {
        const std::string source = BDH_SOURCE_DIR;
        return load_packs({{source + "/packs/binh-dan-hoc-ai"}, source + "/packs/frameworks", {}});
    }();
    return loaded.library;
}

std::multiset<std::pair<std::string, std::string>> bag(const std::vector<Choice>& choices) {
    std::multiset<std::pair<std::string, std::string>> held;
    for (const auto& choice : choices)
        held.emplace(choice.key, choice.text);
    return held;
}

std::vector<std::string> keys_of(const std::vector<Choice>& choices) {
    std::vector<std::string> keys;
    for (const auto& choice : choices)
        keys.push_back(choice.key);
    return keys;
}

Item order_item(int steps) {
    Item item;
    item.id = "x-1-01-a";
    marking::Order key;
    for (int step = 0; step < steps; ++step) {
        key.steps.push_back(std::string(1, static_cast<char>('a' + step)));
        item.choices.push_back({key.steps.back(), "Bước " + key.steps.back()});
    }
    item.key = key;
    return item;
}

TEST(CurriculumViews, MarkEverySolutionOfTheShippedPackWhollyRight) {
    ASSERT_FALSE(shipped().items.empty());
    for (const auto& [id, item] : shipped().items) {
        const auto response = solution(item);
        EXPECT_FALSE(marking::refuse_response(item.key, response)) << id;
        EXPECT_EQ(marking::mark(item.key, response).score_permille, 1000) << id;
        EXPECT_NE(solution_text(item), "") << id;
    }
}

RC_GTEST_PROP(CurriculumViews, AreSentAsTheyAreWrittenFieldByField, (std::uint64_t seed)) {
    for (const auto& [id, item] : shipped().items) RC_ASSERT(written_view(item, seed).text == http::to_json_text(view(item, seed)));
}

RC_GTEST_PROP(CurriculumViews, HoldExactlyTheChoicesOfTheItem, (std::uint64_t seed)) {
    for (const auto& [id, item] : shipped().items) {
        const auto shown = view(item, seed);
        for (const auto& list : {shown.options, shown.statements, shown.steps, shown.lefts, shown.things}) {
            if (list) RC_ASSERT(bag(*list) == bag(item.choices));
        }
        for (const auto& list : {shown.rights, shown.categories}) {
            if (list) RC_ASSERT(bag(*list) == bag(item.others));
        }
        RC_ASSERT(shown.blank_count.has_value() == (shown.type == "fill_in"));
        RC_ASSERT(shown.front.has_value() == (shown.type == "recall_card"));
    }
}

RC_GTEST_PROP(CurriculumViews, NeverShowStepsInTheRightOrder, (std::uint64_t seed)) {
    const auto item = order_item(*rc::gen::inRange(3, 7));
    RC_ASSERT(keys_of(*view(item, seed).steps) != solution(item));
}

RC_GTEST_PROP(CurriculumViews, AreTheSameForTheSameSeed, (std::uint64_t seed)) {
    const auto item = order_item(6);
    RC_ASSERT(keys_of(*view(item, seed).steps) == keys_of(*view(item, seed).steps));
}

TEST(CurriculumViews, ShuffleAlikeOnEveryMachine) {
    EXPECT_EQ(keys_of(shuffled({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}}, 7)),
              keys_of(shuffled({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}}, 7)));
    std::set<std::vector<std::string>> orders;
    for (std::uint64_t seed = 0; seed < 400; ++seed)
        orders.insert(keys_of(shuffled({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}}, seed)));
    EXPECT_EQ(orders.size(), 24u);
}

TEST(CurriculumViews, NeverTellWhatIsRight) {
    for (const auto& [id, item] : shipped().items) {
        const auto sent = boost::json::serialize(http::to_json(view(item, 1)));
        EXPECT_EQ(sent.find("feedback"), std::string::npos) << id;
        EXPECT_EQ(sent.find("\"right\""), std::string::npos) << id;
    }
}

TEST(CurriculumViews, TellSolutionsInWords) {
    Item item;
    item.text = "Tôi ___ gì, cho ___ đọc.";
    item.key = marking::FillIn{{{{"cần"}}, {{"ai", "người nào"}}}};
    EXPECT_EQ(solution_text(item), "Tôi cần gì, cho ai đọc.");
    item.key = marking::Numeric{1234.5, 0, "đồng"};
    EXPECT_EQ(solution_text(item), "1234,5 đồng");
    EXPECT_EQ(solution_text(order_item(3)), "1. Bước a\n2. Bước b\n3. Bước c");
    Item match;
    match.choices = {{"a", "chó"}, {"b", "mèo"}};
    match.others = {{"a", "gâu"}, {"b", "meo"}, {"c", "be"}};
    match.key = marking::Match{{"a", "b"}, {"c"}};
    EXPECT_EQ(solution_text(match), "chó → gâu\nmèo → meo");
    EXPECT_EQ(solution(match), (marking::Response{"a", "b"}));
}

RC_GTEST_PROP(CurriculumViews, TypeNumbersThatReadBackAsThemselves, ()) {
    const double number = *rc::gen::inRange(-2000000000, 2000000000) / 1000.0;
    Item item;
    item.key = marking::Numeric{number, 0, ""};
    RC_ASSERT(marking::mark(item.key, solution(item)).score_permille == 1000);
}

}  // namespace
}  // namespace curriculum
