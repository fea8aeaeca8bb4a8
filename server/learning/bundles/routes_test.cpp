#include "routes_test.h"

#include <zlib.h>

#include <set>

namespace {

using learning_test::object;
using testing_product::TestReply;

std::string text(const boost::json::value& value) { return std::string(value.as_string()); }

class LearningBundles : public learning_test::LearningTest {
protected:
    object offered(const Learner& learner) { return call("GET", "/api/v1/bundles", nullptr, learner.cookie).body.as_object(); }
    std::string address(const Learner& learner, std::size_t place = 0) {
        const auto bundle = offered(learner).at("bundles").at(place);
        return "/api/v1/bundles/" + std::string(bundle.at("level_id").as_string()) + "/" +
               std::string(bundle.at("version").as_string());
    }
    TestReply fetch(const Learner& learner, const std::string& target,
                    std::vector<std::pair<std::string, std::string>> headers = {}) {
        http::Request request;
        request.method = "GET";
        request.target = target;
        request.headers = std::move(headers);
        request.headers.emplace_back("cookie", learner.cookie);
        return product.send(std::move(request));
    }
    static std::string unpack(const std::string& bytes) {
        z_stream stream{};
        inflateInit2(&stream, 15 + 16);
        std::string text(4 * 1024 * 1024, '\0');
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(bytes.size());
        stream.next_out = reinterpret_cast<Bytef*>(text.data());
        stream.avail_out = static_cast<uInt>(text.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
        text.resize(stream.total_out);
        inflateEnd(&stream);
        return text;
    }
    object opened(const Learner& learner, std::size_t place = 0) {
        return boost::json::parse(unpack(fetch(learner, address(learner, place)).raw)).as_object();
    }
};
BDH_ON_EVERY_ENGINE(LearningBundles);

TEST_P(LearningBundles, OfferTheLevelBeingLearntWithItsSize) {
    const auto told = offered(lan);
    const auto& first = told.at("bundles").at(0);
    EXPECT_EQ(text(first.at("level_id")), library->packs[0].levels[0].id);
    const auto reply = fetch(lan, address(lan));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(static_cast<std::int64_t>(reply.raw.size()), first.at("size_bytes").as_int64());
    EXPECT_GT(told.at("size_bytes").as_int64(), 0);
}

TEST_P(LearningBundles, HoldEverythingOfTheLevelsLessons) {
    const auto bundle = opened(lan);
    const auto& level = library->packs[0].levels[0];
    ASSERT_EQ(bundle.at("lessons").as_array().size(), level.lesson_ids.size());
    for (const auto& each : bundle.at("lessons").as_array()) {
        const auto& lesson = *library->lesson(std::string(each.at("id").as_string()));
        EXPECT_EQ(each.at("cards").as_array().size(), lesson.cards.size());
        EXPECT_EQ(text(each.at("task").at("text")), lesson.task.variants.at(units::TargetGroup::citizen));
        EXPECT_EQ(each.at("recall_cards").as_array().size(), lesson.recall_ids.size());
        ASSERT_EQ(each.at("items").as_array().size(), lesson.item_ids.size());
        for (const auto& item : each.at("items").as_array()) {
            const auto& kept = *library->item(std::string(item.at("item").at("id").as_string()));
            std::vector<std::string> texts;
            for (const auto& text : item.at("key").as_array())
                texts.emplace_back(text.as_string());
            const auto key = marking::unpack_key(texts);
            ASSERT_TRUE(key) << kept.id;
            EXPECT_EQ(marking::mark(*key, curriculum::solution(kept)).score_permille, 1000) << kept.id;
        }
    }
    for (const auto& [address, picture] : library->pictures) {
        if (address.find("/level-1/") == std::string::npos || address.find(library->packs[0].name) == std::string::npos) continue;
        EXPECT_NE(boost::json::serialize(bundle.at("pictures")).find(address.substr(address.rfind('/'))), std::string::npos)
            << address;
    }
}

TEST_P(LearningBundles, NeverHoldAnItemOfALevelTest) {
    ASSERT_FALSE(library->test_items.empty());
    std::set<std::string> prompts;  // "Chọn câu đúng." may stand in a lesson and in a test
    for (const auto& [id, item] : library->items)
        prompts.insert(item.prompt);
    std::set<std::string> addresses;
    for (const auto& pack : library->packs) {
        for (const auto& level : pack.levels) {
            EXPECT_EQ(call("PUT", "/api/v1/me/level", object{{"level_id", level.id}}, lan.cookie).status, 200);
            for (std::size_t place = 0; place < offered(lan).at("bundles").as_array().size(); ++place)
                addresses.insert(address(lan, place));
        }
    }
    EXPECT_GE(addresses.size(), library->packs[0].levels.size());
    for (const auto& target : addresses) {
        const auto bundle = boost::json::parse(unpack(fetch(lan, target).raw));
        std::set<std::string> ids_there, prompts_there;
        for (const auto& each : bundle.at("lessons").as_array()) {
            for (const char* shelf : {"items", "recall_cards"}) {
                for (const auto& item : each.at(shelf).as_array()) {
                    ids_there.insert(text(item.at("item").at("id")));
                    prompts_there.insert(text(item.at("item").at("prompt")));
                }
            }
        }
        EXPECT_FALSE(ids_there.empty());
        for (const auto& [id, item] : library->test_items) {
            EXPECT_FALSE(ids_there.contains(id)) << id << " in " << target;
            EXPECT_FALSE(!prompts.contains(item.prompt) && prompts_there.contains(item.prompt)) << id << " in " << target;
        }
    }
}

TEST_P(LearningBundles, GoOnWhereTheLineBroke) {
    const auto target = address(lan);
    const auto whole = fetch(lan, target).raw;
    const auto etag = "\"" + target.substr(target.rfind('/') + 1) + "\"";
    const auto half = std::to_string(whole.size() / 2);
    const auto rest = fetch(lan, target, {{"range", "bytes=" + half + "-"}, {"if-range", etag}});
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(whole.substr(0, whole.size() / 2) + rest.raw, whole);
    EXPECT_EQ(fetch(lan, target, {{"if-none-match", etag}}).status, 304);
    EXPECT_EQ(fetch(lan, target, {{"range", "bytes=99999999-"}}).status, 416);
}

TEST_P(LearningBundles, AreTheSameBytesAfterARestartAndGoneWhenOutdated) {
    const auto target = address(lan);
    const auto before = fetch(lan, target).raw;
    product.restart();
    EXPECT_EQ(fetch(lan, target).raw, before);
    const auto old = target.substr(0, target.rfind('/') + 1) + std::string(64, '0');
    EXPECT_EQ(fetch(lan, old).code(), "bundle_outdated");
    EXPECT_EQ(fetch(lan, "/api/v1/bundles/none/" + std::string(64, '0')).code(), "no_such_level");
    EXPECT_EQ(call("GET", "/api/v1/bundles").code(), "sign_in_required");
}

TEST_P(LearningBundles, ShowEachGroupItsOwnTask) {
    const auto official = add_learner("quan.chuc", units::TargetGroup::official);
    const auto task = [](const object& bundle) { return bundle.at("lessons").at(0).at("task").at("text"); };
    EXPECT_EQ(text(task(opened(official))), lesson(0).task.variants.at(units::TargetGroup::official));
    EXPECT_NE(address(official), address(lan));
}

TEST_P(LearningBundles, FollowThePathAndKeepWhatWasBegun) {
    finish(lan, lesson(0));
    const auto& levels = library->packs[0].levels;
    ASSERT_GT(levels.size(), 1u);
    call("PUT", "/api/v1/me/level", object{{"level_id", levels[1].id}}, lan.cookie);
    std::set<std::string> ids;
    const auto told = offered(lan);
    for (const auto& bundle : told.at("bundles").as_array())
        ids.emplace(bundle.at("level_id").as_string());
    EXPECT_TRUE(ids.contains(levels[1].id));
    EXPECT_TRUE(ids.contains(levels[0].id)) << "its recall cards come back";
}

TEST_P(LearningBundles, TellWhereAPersonStands) {
    finish(lan, lesson(0));
    const auto state = call("GET", "/api/v1/me/learning_state", nullptr, lan.cookie).body;
    EXPECT_EQ(text(state.at("lessons_completed").at(0)), lesson(0).id);
    EXPECT_EQ(text(state.at("path").at(1)), lesson(1).id);
    EXPECT_EQ(state.at("items").as_array().size(), lesson(0).item_ids.size() + lesson(0).recall_ids.size());
    EXPECT_EQ(state.at("done").at("lessons_done"), 1);
    EXPECT_EQ(state.at("done").at("answers_count").as_int64(), static_cast<std::int64_t>(lesson(0).item_ids.size()));
    EXPECT_EQ(state.at("days_studied").as_array().size(), 1u);
    EXPECT_EQ(call("GET", "/api/v1/me/learning_state").code(), "sign_in_required");
}

}  // namespace
