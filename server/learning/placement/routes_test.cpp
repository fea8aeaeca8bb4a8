#include "routes_test.h"

#include <algorithm>

namespace {

using learning_test::array;
using learning_test::object;

class PathRoutes : public learning_test::LearningTest {
protected:
    // Answers until there is a proposal, as somebody who masters the levels up to `mastered`.
    boost::json::value place(int mastered) {
        array answers;
        for (int asked = 0; asked < 20; ++asked) {
            const auto step = call("POST", "/api/v1/placements", object{{"pack", "binh-dan-hoc-ai"}, {"answers", answers}}, lan.cookie);
            EXPECT_EQ(step.status, 200) << step.raw;
            if (step.body.at("item").is_null()) return step.body;
            const auto& item = *library->item(std::string(step.body.at("item").at("id").as_string()));
            answers.push_back(answer_to(item, library->lesson(item.lesson_id)->level <= mastered));
        }
        ADD_FAILURE() << "it never ends";
        return nullptr;
    }
    object answer_to(const curriculum::Item& item, bool right) const {
        return {{"item", item.id}, {"item_version", item.version},
                {"response", http::to_json(right ? curriculum::solution(item) : wrong(item))}};
    }
    static std::string text(const boost::json::value& value) { return std::string(value.as_string()); }
    // Well-formed, and nothing of it right where the type allows that.
    static marking::Response wrong(const curriculum::Item& item) {
        auto response = curriculum::solution(item);
        switch (marking::type_of(item.key)) {
        case marking::ItemType::single_choice:
        case marking::ItemType::multiple_choice:
            for (const auto& choice : item.choices) {
                if (std::find(response.begin(), response.end(), choice.key) == response.end()) return {choice.key};
            }
            break;
        case marking::ItemType::true_false_set:
            for (auto& each : response) each = each == "true" ? "false" : "true";
            break;
        case marking::ItemType::order:
            std::reverse(response.begin(), response.end());
            break;
        case marking::ItemType::highlight:
            response.clear();
            break;
        case marking::ItemType::match:
            std::rotate(response.begin(), response.begin() + 1, response.end());
            break;
        case marking::ItemType::categorise:
            for (auto& each : response) each = item.others.front().key == each ? item.others.back().key : item.others.front().key;
            break;
        case marking::ItemType::numeric:
            response = {"987654321"};
            break;
        case marking::ItemType::fill_in:
        case marking::ItemType::short_answer:
        case marking::ItemType::recall_card:
            for (auto& each : response) each = "zzz";
            break;
        }
        return response;
    }
    const curriculum::Level& level(std::size_t index) const { return library->packs[0].levels.at(index); }
};
BDH_ON_EVERY_ENGINE(PathRoutes);

TEST_P(PathRoutes, ProposeALevelAndLetLanChooseAnother) {
    const auto beginner = place(0);
    EXPECT_EQ(text(beginner.at("proposal").at("level_id")), level(0).id);
    EXPECT_LT(beginner.at("asked").as_int64(), 12);
    const auto skilled = place(2);
    EXPECT_EQ(text(skilled.at("proposal").at("level_id")), level(2).id);
    EXPECT_LE(skilled.at("asked").as_int64(), 12);

    EXPECT_EQ(text(today(lan).at("lesson").at("id")), level(0).lesson_ids[0]) << "a proposal alone changes nothing";
    EXPECT_EQ(call("PUT", "/api/v1/me/level", object{{"level_id", level(1).id}}, lan.cookie).status, 200);
    EXPECT_EQ(text(today(lan).at("lesson").at("id")), level(1).lesson_ids[0]);
    const auto programmes = call("GET", "/api/v1/programmes", nullptr, lan.cookie).body;
    EXPECT_EQ(text(programmes.at("chosen_level_id")), level(1).id);
    const auto& levels = programmes.at("programmes").at(0).at("levels").as_array();
    EXPECT_EQ(levels[0].at("lessons").at(0).at("status"), "open") << "what was skipped may be learnt";
    EXPECT_EQ(levels[0].at("lessons").at(1).at("status"), "locked");
    EXPECT_EQ(levels[1].at("lessons").at(0).at("status"), "next");
    EXPECT_EQ(text(levels[0].at("test_id")), level(0).test->id);
    EXPECT_EQ(call("PUT", "/api/v1/me/level", object{{"level_id", "bac-9"}}, lan.cookie).code(), "no_such_level");
}

TEST_P(PathRoutes, RefuseAnswersThatNobodyAsked) {
    const auto ask = [&](const array& answers, const char* pack = "binh-dan-hoc-ai") {
        return call("POST", "/api/v1/placements", object{{"pack", pack}, {"answers", answers}}, lan.cookie);
    };
    EXPECT_EQ(ask({}, "khac").code(), "no_such_pack");
    EXPECT_EQ(ask({object{{"item", "khac"}, {"item_version", 1}, {"response", array{"a"}}}}).code(), "no_such_item");
    const auto& item = *library->item(level(0).lesson_ids.empty() ? "" : library->lesson(level(0).lesson_ids[0])->item_ids[0]);
    const auto answer = answer_to(item, true);
    EXPECT_EQ(ask({answer, answer}).code(), "no_such_item") << "nothing is asked twice";
    auto stale = answer;
    stale["item_version"] = 99;
    EXPECT_EQ(ask({stale}).code(), "item_version_unknown");
    auto malformed = answer;
    malformed["response"] = array{"khong-co"};
    EXPECT_EQ(ask({malformed}).status, 400);
}

TEST_P(PathRoutes, LetLanSkipALessonSheMastersOnceADay) {
    const auto id = lesson(0).id;
    const auto address = "/api/v1/lessons/" + id + "/mastery_check";
    const auto take = [&](bool right) {
        array answers;
        const auto check = call("GET", address, nullptr, lan.cookie).body;
        for (const auto& view : check.at("items").as_array())
            answers.push_back(answer_to(*library->item(text(view.at("id"))), right));
        return call("POST", address, object{{"answers", answers}}, lan.cookie);
    };
    EXPECT_EQ(call("POST", address, object{{"answers", array{}}}, lan.cookie).code(), "mastery_items_differ");
    EXPECT_EQ(take(false).body.at("passed"), false);
    EXPECT_EQ(text(today(lan).at("lesson").at("id")), id);
    EXPECT_EQ(take(true).code(), "mastery_checked_today");
    next_day();
    const auto points_before = call("GET", "/api/v1/me/rewards", nullptr, lan.cookie).body.at("points_total");
    EXPECT_EQ(take(true).body.at("passed"), true);
    EXPECT_EQ(text(today(lan).at("lesson").at("id")), lesson(1).id);
    EXPECT_EQ(call("GET", "/api/v1/me/rewards", nullptr, lan.cookie).body.at("points_total"), points_before) << "no points for what was not learnt here";
    next_day();
    EXPECT_FALSE(today(lan).at("reviews").as_array().empty()) << "the reviews will show whether it was true";
}

}  // namespace
