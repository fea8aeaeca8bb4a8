#include <gd.h>
#include <gmock/gmock.h>

#include "parcels/rules.h"
#include "routes_test.h"

namespace {

using learning_test::array;
using learning_test::kTelephone;
using learning_test::object;
using learning_test::TestReply;
namespace parcels = learning::parcels;

class LearningParcels : public learning_test::LearningTest {
protected:
    struct Device {
        std::int64_t key = 0;
        std::string agreed;
    };
    // The telephone makes its key known while it is online.
    Device make_known(const Learner& learner, std::int64_t clock_ahead_ms = 0) {
        const auto private_key = product.random.bytes(32);
        const auto reply = call("POST", "/api/v1/me/device_keys",
                                object{{"device", kTelephone},
                                       {"public_key", parcels::to_base64(*parcels::public_key_of(private_key))},
                                       {"sent_at", product.clock.now().utc_ms + clock_ahead_ms}},
                                learner.cookie);
        EXPECT_EQ(reply.status, 201);
        const auto theirs = *parcels::from_base64(reply.body.at("server_public_key").as_string());
        return {reply.body.at("key_id").as_int64(), *parcels::agree(private_key, theirs)};
    }
    std::string sealed(const Device& device, AccountId account, const array& events, const array& hand_ins = {}) {
        const auto count = static_cast<std::uint32_t>(events.size() + hand_ins.size());
        parcels::Envelope envelope{device.key, count, product.random.bytes(16), {}};
        object content{{"account", account.value}, {"device", kTelephone}, {"events", events}};
        if (!hand_ins.empty()) content["hand_ins"] = hand_ins;
        parcels::seal(envelope, parcels::Kind::parcel, device.agreed, boost::json::serialize(content));
        return parcels::to_base64(parcels::write_envelope(envelope));
    }
    TestReply pass_on(const Learner& carrier, const std::string& parcel) {
        return call("POST", "/api/v1/parcels", object{{"parcel", parcel}}, carrier.cookie);
    }
    boost::json::value opened(const Device& device, const TestReply& reply) {
        const auto envelope = parcels::read_envelope(*parcels::from_base64(reply.body.at("receipt").as_string()));
        return boost::json::parse(*parcels::open(*envelope, parcels::Kind::receipt, device.agreed));
    }
    array first_answers(std::size_t count) {
        array events;
        for (std::size_t place = 0; place < count; ++place)
            events.push_back(right(static_cast<std::int64_t>(place) + 1, lesson(0).item_ids[place]));
        return events;
    }
};
BDH_ON_EVERY_ENGINE(LearningParcels);

TEST_P(LearningParcels, ArriveOnceWhoeverCarriesThemAndTellTheSenderAlone) {
    const auto carrier = add_learner("minh.kimphuong");
    const auto device = make_known(lan);
    const auto early = sealed(device, lan.id, first_answers(3));
    const auto late = sealed(device, lan.id, first_answers(5));
    const auto reply = pass_on(carrier, late);
    ASSERT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body.at("entries_count"), 5);
    EXPECT_EQ(reply.body.at("received_count"), 5);
    EXPECT_EQ(pass_on(carrier, early).body.at("received_count"), 3) << "the older file comes later: told again, counted once";
    EXPECT_EQ(progress(lan).at("answers"), 5);
    EXPECT_EQ(progress(carrier).at("answers"), 0);
    const auto receipts = opened(device, reply);
    EXPECT_EQ(receipts.at("device"), kTelephone);
    // What the telephone sends itself afterwards has the very same receipts.
    const auto again = post(lan, first_answers(5));
    for (std::size_t place = 0; place < 5; ++place)
        EXPECT_EQ(again.body.at("results").at(place).at("receipt"), receipts.at("results").at(place).at("receipt"));
    EXPECT_EQ(progress(lan).at("answers"), 5);
}

TEST_P(LearningParcels, CarryTasksWithTheirPhotosWhichCountOnce) {
    const auto carrier = add_learner("minh.kimphuong");
    const auto device = make_known(lan);
    auto* image = gdImageCreateTrueColor(40, 30);
    int size = 0;
    void* bytes = gdImageJpegPtr(image, &size, 80);
    const auto picture = parcels::to_base64(std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size)));
    gdFree(bytes);
    gdImageDestroy(image);
    const auto task = [&](std::int64_t number, const std::string& photo) {
        return object{{"sequence", number},
                      {"task", lesson(0).id},
                      {"text", "Mời họp xóm"},
                      {"checks", array(lesson(0).task.criteria.size(), true)},
                      {"photos", array{}},
                      {"pictures", array{object{{"place", 1}, {"base64", photo}}}},
                      {"handed_in_at", product.clock.now().utc_ms},
                      {"seen", nullptr}};
    };
    const auto file = sealed(device, lan.id, first_answers(2), {task(3, picture), task(4, parcels::to_base64("not a photo")), object{{"sequence", 5}}});
    const auto reply = pass_on(carrier, file);
    ASSERT_EQ(reply.status, 200) << reply.raw;
    EXPECT_EQ(reply.body.at("entries_count"), 5);
    EXPECT_EQ(reply.body.at("received_count"), 3);
    const auto results = opened(device, reply).at("results").as_array();
    EXPECT_EQ(results[2].at("sequence"), 3);
    EXPECT_EQ(results[3].at("code"), "photo_type_unknown");
    EXPECT_EQ(results[4].at("status"), "refused");
    EXPECT_EQ(results[4].at("sequence"), 5);
    EXPECT_EQ(opened(device, pass_on(carrier, file)).at("results").at(2), results[2]) << "told again, counted once";
    within([&](Context& context) {
        EXPECT_EQ(db::as_int(context.db.run("SELECT COUNT(*) FROM learning_task_photos")[0][0]), 1);
        EXPECT_EQ(db::as_int(context.db.run("SELECT COUNT(*) FROM learning_task_hand_ins")[0][0]), 1);
    });
}

TEST_P(LearningParcels, AreRefusedWhenForgedOrOfAnotherAccount) {
    const auto minh = add_learner("minh.kimphuong");
    const auto hers = make_known(lan);
    const auto his = make_known(minh);
    EXPECT_EQ(pass_on(minh, sealed(his, lan.id, first_answers(2))).body.at("code"), "parcel_forged") << "his key, her account";
    EXPECT_EQ(pass_on(minh, sealed({his.key, hers.agreed}, lan.id, first_answers(2))).body.at("code"), "parcel_forged");
    auto bytes = *parcels::from_base64(sealed(hers, lan.id, first_answers(2)));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    EXPECT_EQ(pass_on(minh, parcels::to_base64(bytes)).status, 403);
    EXPECT_EQ(pass_on(minh, "AAAA").body.at("code"), "parcel_unreadable");
    EXPECT_EQ(pass_on(minh, sealed({hers.key + 1, hers.agreed}, lan.id, {})).body.at("code"), "parcel_sender_unknown");
    EXPECT_EQ(call("POST", "/api/v1/parcels", object{{"parcel", "AAAA"}}).status, 401);
    EXPECT_EQ(progress(lan).at("answers"), 0);
    within([&](Context& context) { product.bus->publish(context, identity::AccountErased{lan.id}); });
    EXPECT_EQ(pass_on(minh, sealed(hers, lan.id, first_answers(2))).body.at("code"), "parcel_sender_unknown");
}

TEST_P(LearningParcels, AreDatedByTheClockTheDeviceWasKnownToHave) {
    const auto skew_ms = 3 * kDayMs;
    const auto device = make_known(lan, skew_ms);
    array events;
    for (std::int64_t day = 0; day < 3; ++day) {
        for (std::int64_t each = 0; each < 5; ++each) {
            auto made = right(day * 5 + each + 1, lesson(static_cast<std::size_t>(day)).item_ids[static_cast<std::size_t>(each)]);
            made["answered_at"] = product.clock.now().utc_ms + skew_ms + day * kDayMs;
            events.push_back(made);
        }
    }
    for (int day = 0; day < 3; ++day)
        next_day();
    EXPECT_EQ(pass_on(lan, sealed(device, lan.id, events)).body.at("received_count"), 15);
    EXPECT_EQ(progress(lan).at("days_active"), 3);
}

TEST_P(LearningParcels, KeepOpeningWhatWasSealedToAnOlderKey) {
    const auto old = make_known(lan);
    product.clock.advance_ms(366 * kDayMs);
    within([&](Context& context) { lan.cookie = identity::start_session(context, lan.id); });
    const auto fresh = make_known(lan);
    within([&](Context& context) { EXPECT_EQ(context.db.run("SELECT 1 FROM learning_parcel_keys").size(), 2u); });
    EXPECT_EQ(pass_on(lan, sealed(old, lan.id, first_answers(2))).body.at("received_count"), 2);
    EXPECT_EQ(pass_on(lan, sealed(fresh, lan.id, first_answers(3))).body.at("received_count"), 3);
    const auto bad = call("POST", "/api/v1/me/device_keys",
                          object{{"device", kTelephone}, {"public_key", std::string(88, 'A')}, {"sent_at", 0}}, lan.cookie);
    EXPECT_EQ(bad.body.at("code"), "key_malformed");
}

}  // namespace
