#include "routes_test.h"

#include <gmock/gmock.h>

#include <mutex>
#include <set>
#include <thread>

namespace {

using learning_test::array;
using learning_test::object;

constexpr const char* kTest = "/api/v1/level_tests/bdh-ai-1-test";

class LevelTestRoutes : public learning_test::LearningTest {
protected:
    const curriculum::LevelTest& terms() const { return *library->packs[0].levels[0].test; }
    object seen(const Learner& learner) { return call("GET", kTest, nullptr, learner.cookie).body.as_object(); }
    testing_product::TestReply start(const Learner& learner) {
        return call("POST", std::string(kTest) + "/tries", nullptr, learner.cookie);
    }
    std::string place(std::int64_t number, std::int64_t position) const {
        return std::string(kTest) + "/tries/" + std::to_string(number) + "/answers/" + std::to_string(position);
    }
    testing_product::TestReply save(const Learner& learner, const boost::json::value& asked, bool right,
                                    std::int64_t number = 1) {
        const auto& item = *library->test_item(std::string(asked.at("item").at("id").as_string()));
        auto response = curriculum::solution(item);
        if (!right && marking::type_of(item.key) == marking::ItemType::single_choice) {
            for (const auto& choice : item.choices) {
                if (choice.key != response[0]) {
                    response = {choice.key};
                    break;
                }
            }
        }
        return call("PUT", place(number, asked.at("position").as_int64()), object{{"response", http::to_json(response)}},
                    learner.cookie);
    }
    testing_product::TestReply complete(const Learner& learner, std::int64_t number = 1) {
        return call("POST", std::string(kTest) + "/tries/" + std::to_string(number) + "/completion", nullptr, learner.cookie);
    }
};
BDH_ON_EVERY_ENGINE(LevelTestRoutes);

TEST_P(LevelTestRoutes, LetLanPassWithEverythingRight) {
    EXPECT_EQ(seen(lan).at("tries_used"), 0);
    EXPECT_EQ(seen(lan).at("sample"), true);
    const auto began = start(lan);
    ASSERT_EQ(began.status, 200) << began.raw;
    const auto& items = began.body.at("items").as_array();
    EXPECT_EQ(items.size(), static_cast<std::size_t>(terms().length()));
    EXPECT_EQ(began.raw.find("right\":true"), std::string::npos);
    EXPECT_EQ(began.raw.find("feedback"), std::string::npos) << "no keys and no reasons are sent";
    for (const auto& asked : items) {
        const auto saved = save(lan, asked, true);
        ASSERT_EQ(saved.status, 200) << saved.raw;
        EXPECT_EQ(saved.raw.find("score"), std::string::npos);
    }
    const auto result = complete(lan);
    EXPECT_EQ(result.body.at("score_percent"), 100) << result.raw;
    EXPECT_EQ(result.body.at("passed"), true);
    EXPECT_TRUE(result.body.at("repeat").as_array().empty());
    EXPECT_EQ(complete(lan).body, result.body) << "asked again, the result is the same";
    EXPECT_EQ(seen(lan).at("passed"), true);
    EXPECT_EQ(start(lan).code(), "test_passed_already");
    EXPECT_EQ(save(lan, items[0], true).code(), "test_try_over");
}

TEST_P(LevelTestRoutes, GoOnAfterALostConnectionWithWhatWasSaved) {
    const auto began = start(lan).body;
    const auto& first = began.at("items").at(0);
    save(lan, first, true);
    const auto again = start(lan);
    EXPECT_EQ(again.body.at("number"), 1) << "a second tap opens no second try";
    EXPECT_EQ(again.body.at("items").at(0).at("item"), first.at("item")) << "the same choices in the same order";
    EXPECT_FALSE(again.body.at("items").at(0).at("response").is_null());
    EXPECT_TRUE(again.body.at("items").at(1).at("response").is_null());
    EXPECT_EQ(call("GET", std::string(kTest) + "/tries/1", nullptr, lan.cookie).body, again.body);
    product.restart();
    EXPECT_EQ(call("GET", std::string(kTest) + "/tries/1", nullptr, lan.cookie).body, again.body);
}

TEST_P(LevelTestRoutes, EndATryWhenItsTimeIsOverAndCountWhatWasSaved) {
    const auto began = start(lan).body;
    save(lan, began.at("items").at(0), true);
    product.clock.advance_ms((terms().minutes + 2) * kMinuteMs);
    EXPECT_EQ(save(lan, began.at("items").at(1), true).code(), "test_try_over");
    EXPECT_EQ(call("GET", std::string(kTest) + "/tries/1", nullptr, lan.cookie).code(), "test_try_over");
    EXPECT_EQ(seen(lan).at("last_result").at("passed"), false) << "also before anybody closed it";
    EXPECT_EQ(seen(lan).at("ended").at(0).at("score_percent"), 100 / terms().length());
    product.scheduler->run_due(*product.contexts);
    const auto after = seen(lan);
    EXPECT_EQ(after.at("last_result").at("score_percent"), 100 / terms().length());
    EXPECT_TRUE(after.at("open_try").is_null());
    EXPECT_EQ(after.at("wait_hours"), terms().wait_hours);
    ASSERT_EQ(after.at("ended").as_array().size(), 1u);
    EXPECT_EQ(after.at("ended").at(0).at("score_percent"), 100 / terms().length());
    EXPECT_EQ(after.at("ended").at(0).at("finished_at"), began.at("ends_at"))
        << "the time that was given, not when somebody looked";
    EXPECT_FALSE(after.at("next_try_at").is_null());
    EXPECT_FALSE(after.at("last_result").at("repeat").as_array().empty());
    EXPECT_EQ(start(lan).code(), "test_too_soon");
    product.clock.advance_ms(terms().wait_hours * kHourMs);
    const auto second = start(lan).body;
    EXPECT_EQ(second.at("number"), 2);
    EXPECT_EQ(seen(lan).at("ended").as_array().size(), 1u) << "the open one has not ended";
    std::set<std::string> before, now;
    for (const auto& asked : began.at("items").as_array())
        before.insert(std::string(asked.at("item").at("id").as_string()));
    for (const auto& asked : second.at("items").as_array())
        now.insert(std::string(asked.at("item").at("id").as_string()));
    EXPECT_NE(before, now);
}

TEST_P(LevelTestRoutes, TellTheServersClockSoThatThePageCanCountDown) {
    const auto began = start(lan).body;
    EXPECT_EQ(began.at("as_of"), began.at("started_at"));
    EXPECT_EQ(began.at("ends_at").as_int64() - began.at("as_of").as_int64(), terms().minutes * kMinuteMs);
    product.clock.advance_ms(7 * kMinuteMs);
    const auto later = call("GET", std::string(kTest) + "/tries/1", nullptr, lan.cookie).body;
    EXPECT_EQ(later.at("ends_at"), began.at("ends_at"));
    EXPECT_EQ(later.at("as_of").as_int64() - began.at("as_of").as_int64(), 7 * kMinuteMs);
}

TEST_P(LevelTestRoutes, OpenOneTryHoweverManyAskAtOnce) {
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::set<std::int64_t> numbers;
    for (int index = 0; index < 10; ++index) {
        threads.emplace_back([&] {
            const auto reply = start(lan);
            const std::lock_guard lock(mutex);
            EXPECT_EQ(reply.status, 200) << reply.raw;
            if (reply.status == 200) numbers.insert(reply.body.at("number").as_int64());
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(numbers, std::set<std::int64_t>{1});
    EXPECT_EQ(seen(lan).at("tries_used"), 1);
}

TEST_P(LevelTestRoutes, RefuseWhatDoesNotBelong) {
    const auto minh = add_learner("minh.kimphuong");
    const auto began = start(lan).body;
    EXPECT_EQ(call("GET", "/api/v1/level_tests/khac", nullptr, lan.cookie).code(), "no_such_test");
    EXPECT_EQ(call("GET", std::string(kTest) + "/tries/7", nullptr, lan.cookie).code(), "no_such_try");
    EXPECT_EQ(call("GET", std::string(kTest) + "/tries/1", nullptr, minh.cookie).code(), "no_such_try") << "another person's try";
    EXPECT_EQ(complete(minh).code(), "no_such_try");
    EXPECT_EQ(call("PUT", place(1, 999), object{{"response", array{"a"}}}, lan.cookie).code(), "no_such_item");
    EXPECT_EQ(call("PUT", place(1, 1), object{{"response", "a"}}, lan.cookie).status, 400);
    const auto malformed =
        call("PUT", place(1, 1), object{{"response", array{"a", "b", "c", "d", "e", "f", "g", "h", "i"}}}, lan.cookie);
    EXPECT_EQ(malformed.status, 400) << malformed.raw;
    EXPECT_TRUE(start(lan).body.at("items").at(0).at("response").is_null()) << "nothing is stored";
    // A test's item is not a lesson's: it cannot be learnt by heart through the answers of lessons.
    const auto stolen = std::string(began.at("items").at(0).at("item").at("id").as_string());
    const auto reply = post(lan, {event(1, stolen, {"a"})});
    EXPECT_EQ(reply.body.at("results").at(0).at("code"), "no_such_item");
}

}  // namespace
