#include "photos/rules.h"

#include <gmock/gmock.h>

#include "reviews/actions_test.h"

namespace {

using namespace std::string_view_literals;
using learning_test::array;
using learning_test::object;

class TaskPhotos : public learning_test::HandInTest {};
BDH_ON_EVERY_ENGINE(TaskPhotos);

std::string mine(std::int64_t id) { return "/api/v1/me/task_photos/" + std::to_string(id); }
std::string for_coaches(std::int64_t id) { return "/api/v1/task_photos/" + std::to_string(id); }

TEST_P(TaskPhotos, AreKeptSmallAndShownToTheirOwner) {
    const auto reply = upload(lan, jpeg(2000, 1000));
    ASSERT_EQ(reply.status, 201) << reply.raw;
    EXPECT_EQ(reply.body.at("width"), 1600);
    EXPECT_EQ(reply.body.at("height"), 800);
    const auto shown = call("GET", mine(reply.body.at("id").as_int64()), nullptr, lan.cookie);
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(shown.raw.starts_with("\xFF\xD8\xFF"));
    EXPECT_TRUE(shown.raw.ends_with("\xFF\xD9"));
}

TEST_P(TaskPhotos, MayBeHandedInWithoutAWord) {
    EXPECT_EQ(hand_in(lan, "").code(), "field_empty");
    const auto photo = uploaded(lan);
    EXPECT_EQ(hand_in(lan, "", array{photo}).status, 200);
    EXPECT_EQ(submission(lan).at("photos").at(0).at("id"), photo);
    EXPECT_EQ(submission(lan).at("text"), "");
}

TEST_P(TaskPhotos, AreRefusedForWhatTheyHold) {
    struct Case {
        std::string bytes;
        int status;
        const char* code;
    };
    auto huge = std::string("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xFF\xFF\0\0\xFF\xFF\x08\x02\0\0\0"sv);
    const auto whole = jpeg(400, 300);
    for (const auto& each : {Case{"", 415, "photo_type_unknown"}, Case{"#!/bin/sh\n", 415, "photo_type_unknown"},
                             Case{"<svg onload=\"alert(1)\"/>", 415, "photo_type_unknown"},
                             Case{whole.substr(0, whole.size() / 2), 400, "photo_broken"}, Case{huge, 413, "photo_too_many_pixels"},
                             Case{whole + std::string(learning::photos::kUploadBytesMax, '\0'), 413, "photo_too_large"}}) {
        const auto reply = upload(lan, each.bytes);
        EXPECT_EQ(reply.status, each.status) << each.code;
        EXPECT_EQ(reply.code(), each.code);
    }
    EXPECT_EQ(upload(lan, std::string(learning::photos::kUploadBytesMax + 100'000, 'x')).code(), "body_too_large");
    EXPECT_EQ(upload(lan, jpeg(), "bdh-ai-9-99").code(), "no_such_lesson");
    EXPECT_EQ(photos_kept(), 0);
}

TEST_P(TaskPhotos, AreAtMostThreeAndMayBeExchanged) {
    array first;
    for (int number = 0; number < 3; ++number) first.push_back(uploaded(lan));
    const auto instead = uploaded(lan);
    EXPECT_EQ(photos_kept(), 3) << "the oldest that waits makes room";
    EXPECT_EQ(hand_in(lan, "Ảnh", first).code(), "no_such_photo");
    first[0] = instead;
    EXPECT_EQ(hand_in(lan, "Ảnh", first).status, 200);
    const auto fourth = uploaded(lan);
    EXPECT_EQ(hand_in(lan, "Ảnh", array{first[0], first[1], first[2], fourth}).code(), "field_too_long");
    EXPECT_EQ(hand_in(lan, "Ảnh").code(), "too_many_photos");
    EXPECT_EQ(hand_in(lan, "Ảnh", array{first[0], fourth}).status, 200);
    EXPECT_EQ(submission(lan).at("photos").as_array().size(), 2u);
    EXPECT_EQ(photos_kept(), 2) << "what is no longer handed in is gone";
    EXPECT_EQ(hand_in(lan, "Ảnh", array{first[1]}).code(), "no_such_photo");
    EXPECT_EQ(hand_in(lan, "Không ảnh", array{}).status, 200);
    EXPECT_EQ(photos_kept(), 0);
}

TEST_P(TaskPhotos, AreRemovedByTheirOwnerUntilTheyAreHandedIn) {
    const auto minh = add_learner("minh.kimphuong");
    const auto photo = uploaded(lan);
    EXPECT_EQ(status("DELETE", mine(photo), minh), 404);
    EXPECT_EQ(status("DELETE", mine(photo), lan), 204);
    EXPECT_EQ(status("GET", mine(photo), lan), 404);
    const auto handed_in = uploaded(lan);
    hand_in(lan, "Ảnh");
    EXPECT_EQ(call("DELETE", mine(handed_in), nullptr, lan.cookie).code(), "photo_handed_in");
}

TEST_P(TaskPhotos, AreSeenByTheirOwnerAndByWhoMayReviewAndByNobodyElse) {
    const auto minh = add_learner("minh.kimphuong");
    const auto far_coach = add_reviewer("xa.giaovien", identity::Role::coach, "01879");
    const auto machine = add_reviewer("may.chu", identity::Role::operator_, "05551");
    const auto photo = uploaded(lan);
    EXPECT_EQ(status("GET", for_coaches(photo), hoa), 404) << "not handed in yet";
    hand_in(lan, "Ảnh");
    EXPECT_EQ(status("GET", for_coaches(photo), hoa), 200);
    EXPECT_EQ(status("GET", mine(photo), lan), 200);
    EXPECT_EQ(status("GET", mine(photo), hoa), 404) << "hers only by the way of coaches";
    EXPECT_EQ(status("GET", mine(photo), minh), 404);
    for (const auto& nobody : {minh, far_coach, machine}) EXPECT_EQ(status("GET", for_coaches(photo), nobody), 403);
    EXPECT_EQ(call("GET", for_coaches(photo)).status, 401);
    EXPECT_EQ(call("GET", mine(photo)).status, 401);
}

TEST_P(TaskPhotos, OfAnotherPersonCannotBeHandedInAsOnesOwn) {
    const auto minh = add_learner("minh.kimphuong");
    const auto hers = uploaded(lan);
    EXPECT_EQ(hand_in(minh, "Ảnh của tôi", array{hers}).code(), "no_such_photo");
}

TEST_P(TaskPhotos, WaitAWeekAndAreForgottenThen) {
    uploaded(lan);
    hand_in(lan, "Ảnh");
    uploaded(lan);
    product.clock.advance_ms(6 * kDayMs);
    product.scheduler->run_due(*product.contexts);
    EXPECT_EQ(photos_kept(), 2);
    product.clock.advance_ms(2 * kDayMs);
    product.scheduler->run_due(*product.contexts);
    EXPECT_EQ(photos_kept(), 1);
    EXPECT_EQ(submission(lan).at("photos").as_array().size(), 1u);
}

TEST_P(TaskPhotos, AreInOnesDataAndGoWithThePerson) {
    uploaded(lan);
    hand_in(lan, "Lời mời");
    const auto data = boost::json::parse(call("GET", "/api/v1/me/data", nullptr, lan.cookie).raw);
    const auto& task = data.at("learning").at("tasks").at(0);
    EXPECT_TRUE(task.at("photos").at(0).at("jpeg_base64").as_string().starts_with("/9j/"));
    EXPECT_EQ(task.at("history").at(0).at("words"), "Lời mời");
    within([&](Context& context) { context.events.publish(context, identity::AccountErased{lan.id}); });
    EXPECT_EQ(photos_kept(), 0);
}

}  // namespace
