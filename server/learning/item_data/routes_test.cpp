#include "routes_test.h"

#include "item_data/actions.h"

namespace {

using learning_test::object;

class ItemDataRoutes : public learning_test::LearningTest {
protected:
    std::string add_author() {
        const auto author = add_learner("tac.gia");
        within([&](Context& context) {
            identity::grant_role(context, author.id, identity::Role::author,
                                 units::current(context)->find(std::string_view("19"))->id);
        });
        std::string cookie;
        within([&](Context& context) { cookie = identity::start_session(context, author.id); });
        return cookie;
    }
    boost::json::value data(const std::string& cookie) { return call("GET", "/api/v1/curriculum_data", nullptr, cookie).body; }
    boost::json::value lesson_data(const std::string& cookie) {
        return call("GET", "/api/v1/curriculum_data/" + lesson(0).id, nullptr, cookie).body;
    }
};
BDH_ON_EVERY_ENGINE(ItemDataRoutes);

TEST_P(ItemDataRoutes, ShowAuthorsWhichItemsAreBadAndOnlyThem) {
    const auto author = add_author();
    EXPECT_EQ(call("GET", "/api/v1/curriculum_data", nullptr, lan.cookie).code(), "not_permitted");
    EXPECT_TRUE(data(author).at("counted_at").is_null());
    const auto& chosen = lesson(0);
    const auto* item = library->item(chosen.item_ids[0]);
    ASSERT_EQ(marking::type_of(item->key), marking::ItemType::single_choice);
    std::string wrong, wrong_text;
    for (const auto& choice : item->choices) {
        if (choice.key == curriculum::solution(*item)[0]) continue;
        wrong = choice.key;
        wrong_text = choice.text;
    }
    // Of 24 people the weaker half misses the first item, everybody has the second.
    for (int index = 0; index < 24; ++index) {
        const auto learner = add_learner("hoc.vien." + std::to_string(index));
        post(learner,
             {index < 12 ? event(1, chosen.item_ids[0], {wrong}) : right(1, chosen.item_ids[0]), right(2, chosen.item_ids[1])});
    }
    within([](Context& context) { learning::keep_item_data(context, learning::count_item_data(context)); });
    const auto after = data(author);
    EXPECT_FALSE(after.at("counted_at").is_null());
    const auto& summary = after.at("levels").at(0).at("lessons").at(0);
    EXPECT_EQ(summary.at("people"), 24);
    EXPECT_EQ(summary.at("mean_percent"), 75);
    EXPECT_EQ(summary.at("concerns"), 1);
    const auto shown = lesson_data(author);
    const auto& first = shown.at("items").at(0);
    EXPECT_EQ(first.at("people"), 24);
    EXPECT_EQ(first.at("mean_percent"), 50);
    EXPECT_EQ(first.at("discrimination_percent"), 100);
    EXPECT_EQ(first.at("wrong_people"), 12);
    EXPECT_EQ(first.at("wrong_text").as_string(), wrong_text);
    EXPECT_EQ(first.at("concern"), "none");
    EXPECT_EQ(first.at("solved").at("verdict"), "right");
    const auto& second = shown.at("items").at(1);
    EXPECT_EQ(second.at("concern"), "too_easy");
    EXPECT_TRUE(second.at("discrimination_percent").is_null());
}

TEST_P(ItemDataRoutes, CarryAReportFromTheLearnerToTheAuthor) {
    const auto author = add_author();
    const auto address = "/api/v1/items/" + lesson(0).item_ids[0] + "/mistakes";
    EXPECT_EQ(call("POST", address, object{{"item_version", 1}, {"text", "  "}}, lan.cookie).code(), "field_empty");
    EXPECT_EQ(call("POST", "/api/v1/items/khac/mistakes", object{{"item_version", 1}, {"text", "Sai"}}, lan.cookie).code(),
              "no_such_item");
    const auto reported = call("POST", address, object{{"item_version", 1}, {"text", "Hai đáp án đều đúng."}}, lan.cookie);
    ASSERT_EQ(reported.status, 201) << reported.raw;
    const auto seen = data(author);
    EXPECT_EQ(seen.at("mistakes").at(0).at("text"), "Hai đáp án đều đúng.");
    EXPECT_EQ(seen.at("levels").at(0).at("lessons").at(0).at("open_mistakes"), 1);
    EXPECT_EQ(lesson_data(author).at("items").at(0).at("open_mistakes"), 1);
    EXPECT_EQ(lesson_data(author).at("mistakes").at(0).at("item").as_string(), lesson(0).item_ids[0]);
    EXPECT_EQ(call("GET", "/api/v1/curriculum_data/khac", nullptr, author).code(), "no_such_lesson");
    EXPECT_EQ(call("GET", "/api/v1/curriculum_data/" + lesson(0).id, nullptr, lan.cookie).code(), "not_permitted");
    const auto mistake = "/api/v1/mistakes/" + std::to_string(reported.body.at("id").as_int64());
    EXPECT_EQ(call("DELETE", mistake, nullptr, lan.cookie).code(), "not_permitted");
    EXPECT_EQ(call("DELETE", mistake, nullptr, author).status, 204);
    EXPECT_EQ(call("DELETE", mistake, nullptr, author).code(), "no_such_report");
    EXPECT_TRUE(data(author).at("mistakes").as_array().empty());
    for (int count = 1; count < learning::kMistakesADay; ++count)
        call("POST", address, object{{"item_version", 1}, {"text", "Góp ý."}}, lan.cookie);
    EXPECT_EQ(call("POST", address, object{{"item_version", 1}, {"text", "Nữa."}}, lan.cookie).code(), "too_many_reports");
}

}  // namespace
