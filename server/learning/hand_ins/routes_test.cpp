// Tasks with photos handed in on a device without network: each entry of its log counts once, however often and however late it
// comes, and what is refused says why. Shows BS-3, CM-8.
#include "photos/rules.h"
#include "reviews/actions_test.h"

namespace {

using learning_test::array;
using learning_test::kTablet;
using learning_test::kTelephone;
using learning_test::object;
using learning_test::TestReply;

class HandInRoutes : public learning_test::HandInTest {
protected:
    object entry(std::int64_t number, const std::string& words, const array& photos = {}, const object& changes = {}) {
        object made{{"device", kTelephone},
                    {"sequence", number},
                    {"task", lesson(0).id},
                    {"text", words},
                    {"checks", checks()},
                    {"photos", photos},
                    {"handed_in_at", product.clock.now().utc_ms},
                    {"seen", nullptr},
                    {"sent_at", product.clock.now().utc_ms}};
        for (const auto& [key, value] : changes) made[key] = value;
        return made;
    }
    TestReply send(const object& entry) { return call("POST", "/api/v1/me/hand_ins", entry, lan.cookie); }
    TestReply photo(std::int64_t number, int place, const std::string& bytes, const std::string& task = "") {
        return product.send({"PUT",
                             "/api/v1/me/hand_in_photos/" + std::string(kTelephone) + "/" + std::to_string(number) + "/" +
                                 std::to_string(place) + "?task=" + (task.empty() ? lesson(0).id : task),
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", lan.cookie}},
                             "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"anh.jpg\"\r\n"
                             "Content-Type: image/jpeg\r\n\r\n" +
                                 bytes + "\r\n--edge--\r\n",
                             "127.0.0.1", true, "t"});
    }
    std::int64_t rows() {
        std::int64_t count = 0;
        within([&](Context& context) { count = db::as_int(context.db.run("SELECT COUNT(*) FROM learning_task_hand_ins")[0][0]); });
        return count;
    }
    object seen(const char* state) { return {{"at", submission(lan).at("at")}, {"state", state}}; }
    std::int64_t points() { return call("GET", "/api/v1/me/rewards", nullptr, lan.cookie).body.at("points_total").as_int64(); }
};
BDH_ON_EVERY_ENGINE(HandInRoutes);

TEST_P(HandInRoutes, CountsAnEntryOnceHoweverOftenItComes) {
    const auto first = photo(4, 1, jpeg());
    ASSERT_EQ(first.status, 200) << first.raw;
    const auto id = first.body.at("id").as_int64();
    EXPECT_EQ(photo(4, 1, jpeg(80, 80)).body.at("id"), id) << "the photo of this place is there";
    const auto arrived = call("GET", "/api/v1/me/hand_in_photos/" + std::string(kTelephone) + "/4", nullptr, lan.cookie);
    ASSERT_EQ(arrived.body.at("photos").as_array().size(), 1u);
    EXPECT_EQ(arrived.body.at("photos").at(0).at("id"), id);
    const auto given = entry(4, "Mời họp xóm", array{id});
    const auto taken = send(given);
    ASSERT_EQ(taken.status, 200) << taken.raw;
    EXPECT_FALSE(taken.body.at("receipt").at("receipt").as_string().empty());
    const auto steps = submission(lan).at("history").as_array().size();
    product.clock.advance_ms(kMinuteMs);
    const auto again = send(given);
    EXPECT_EQ(again.body.at("receipt"), taken.body.at("receipt")) << "the lost reply is found again";
    EXPECT_EQ(submission(lan).at("history").as_array().size(), steps);
    EXPECT_EQ(submission(lan).at("photos").as_array().size(), 1u);
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(photos_kept(), 1);
}

TEST_P(HandInRoutes, DoesNotReopenWhatACoachDecidedWhenAnEntryComesAgain) {
    const auto given = entry(1, "Bài");
    const auto taken = send(given);
    ASSERT_EQ(taken.status, 200) << taken.raw;
    EXPECT_EQ(review(hoa, lan, "accepted", "").status, 201);
    const auto again = send(given);
    EXPECT_EQ(again.body.at("receipt").at("receipt"), taken.body.at("receipt").at("receipt"));
    EXPECT_EQ(again.body.at("receipt").at("state"), "accepted");
    EXPECT_EQ(submission(lan).at("state"), "accepted");
}

TEST_P(HandInRoutes, TellsAnotherEntryUnderATakenNumberFromTheSameOne) {
    send(entry(1, "Bài"));
    EXPECT_EQ(send(entry(1, "Bài khác", {}, {{"handed_in_at", product.clock.now().utc_ms - 7}})).code(), "sequence_taken");
    EXPECT_EQ(rows(), 1);
}

TEST_P(HandInRoutes, CountsForTheDayOnWhichItWasHandedInWhateverTheClockShowed) {
    const auto monday = product.clock.now();
    next_day();
    next_day();
    // Three days ahead all the time.
    const auto ahead = 3 * kDayMs;
    const auto taken = send(entry(1, "Bài", {}, {{"handed_in_at", monday.utc_ms + ahead}, {"sent_at", product.clock.now().utc_ms + ahead}}));
    ASSERT_EQ(taken.status, 200) << taken.raw;
    within([&](Context& context) {
        EXPECT_EQ(db::as_int(context.db.run("SELECT day FROM learning_task_submissions")[0][0]), day_of(monday).number);
        EXPECT_EQ(db::as_int(context.db.run("SELECT tasks_done FROM learning_days WHERE day = $1", {day_of(monday).number})[0][0]), 1);
    });
    // Never in the future.
    const auto next = lesson(1).id;
    send(entry(2, "Bài", {}, {{"task", next}, {"checks", array(lesson(1).task.criteria.size(), true)},
                              {"handed_in_at", product.clock.now().utc_ms + 9 * kDayMs}}));
    within([&](Context& context) {
        EXPECT_LE(db::as_int(context.db.run("SELECT MAX(submitted_at) FROM learning_task_submissions")[0][0]), product.clock.now().utc_ms);
    });
}

TEST_P(HandInRoutes, GivesItsPointsOnce) {
    send(entry(1, "Bài"));
    const auto before = points();
    send(entry(1, "Bài"));
    send(entry(2, "Bài sửa"));
    EXPECT_GT(before, 0);
    EXPECT_EQ(points(), before);
}

TEST_P(HandInRoutes, KeepsTheLaterOfTwoDevicesWhicheverArrivesFirst) {
    const auto earlier = product.clock.now().utc_ms;
    product.clock.advance_ms(kHourMs);
    ASSERT_EQ(send(entry(1, "Bài sau", {}, {{"device", kTablet}})).status, 200);
    const auto late = send(entry(1, "Bài trước", {}, {{"handed_in_at", earlier}}));
    ASSERT_EQ(late.status, 200) << late.raw;
    EXPECT_EQ(late.body.at("receipt").at("code"), "newer_hand_in_stands");
    EXPECT_EQ(submission(lan).at("text"), "Bài sau");
    EXPECT_EQ(rows(), 2) << "both entries are received";
}

TEST_P(HandInRoutes, UndoesNoAcceptanceTheLearnerCouldNotKnowOf) {
    ASSERT_EQ(send(entry(1, "Bài")).status, 200);
    const auto before = seen("handed_in");
    EXPECT_EQ(review(hoa, lan, "accepted", "").status, 201);
    product.clock.advance_ms(kMinuteMs);
    const auto unknowing = send(entry(2, "Bài sửa", {}, {{"seen", before}}));
    EXPECT_EQ(unknowing.status, 409);
    EXPECT_EQ(unknowing.code(), "task_already_accepted");
    EXPECT_EQ(submission(lan).at("state"), "accepted");
    EXPECT_EQ(send(entry(3, "Bài", {})).status, 200) << "the same contents change nothing";
    EXPECT_EQ(submission(lan).at("state"), "accepted");
    EXPECT_EQ(send(entry(4, "Bài sửa", {}, {{"seen", seen("accepted")}})).status, 200) << "who knew may hand in anew";
    EXPECT_EQ(submission(lan).at("state"), "handed_in");
    EXPECT_EQ(rows(), 3);
}

TEST_P(HandInRoutes, SaysWhyItRefusesAndChangesNothing) {
    EXPECT_EQ(send(entry(1, "Bài", {}, {{"task", "bdh-ai-9-99"}})).code(), "no_such_lesson");
    EXPECT_EQ(send(entry(1, "Bài", {}, {{"device", "x"}})).code(), "device_malformed");
    EXPECT_EQ(send(entry(1, "  ")).code(), "field_empty");
    EXPECT_EQ(send(entry(1, "Bài", array{77})).code(), "no_such_photo");
    EXPECT_EQ(send(entry(1, std::string(5000, 'a'))).code(), "field_too_long");
    EXPECT_EQ(photo(1, 1, "not a photo").code(), "photo_type_unknown");
    EXPECT_EQ(photo(1, 1, jpeg() + std::string(learning::photos::kUploadBytesMax, '\0')).code(), "photo_too_large");
    EXPECT_EQ(photo(1, 4, jpeg()).status, 400);
    EXPECT_EQ(photo(1, 1, jpeg(), "bdh-ai-9-99").code(), "no_such_lesson");
    EXPECT_EQ(call("POST", "/api/v1/me/hand_ins", entry(1, "Bài")).code(), "sign_in_required");
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(photos_kept(), 0);
    EXPECT_EQ(send(entry(1, "Bài")).status, 200) << "the number is still free";
}

TEST_P(HandInRoutes, IsRememberedNamelesslyWhenThePersonLeaves) {
    const auto id = photo(1, 1, jpeg()).body.at("id").as_int64();
    send(entry(1, "Bài", array{id}));
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{lan.id}); });
    EXPECT_EQ(photos_kept(), 0);
    EXPECT_EQ(rows(), 1);
}

}  // namespace
