// A helper enrols people without a telephone and records for them, days later and more than once. Shows CM-10.
#include <gd.h>

#include "routes_test.h"

namespace {

using namespace learning_test;

class AssistedRoutes : public LearningTest {
protected:
    AssistedRoutes() : helper(add_helper("to.congnghe", "05551")) {}

    Learner add_helper(const std::string& login, const char* unit_code) {
        auto learner = add_learner(login);
        within([&](Context& context) {
            identity::grant_role(context, learner.id, identity::Role::coach,
                                 units::current(context)->find(std::string_view(unit_code))->id);
        });
        return learner;
    }
    object enrolment(std::int64_t number, const object& changes = {}) const {
        object person{{"full_name", "Lý Thị Dợ"},     {"birth_year", 1951},
                      {"unit_code", "05551"},         {"target_group", "citizen"},
                      {"consent_version", "2026-11"}, {"agreed_at", testing_product::kMorning.utc_ms + number}};
        for (const auto& [key, value] : changes)
            person[key] = value;
        return {{"device", kTelephone}, {"sequence", number}, {"enrolment", person}, {"answer", nullptr}, {"hand_in", nullptr}};
    }
    object answer(std::int64_t number, const object& learner, std::size_t item = 0) const {
        auto said = right(number, lesson(0).item_ids.at(item));
        said.erase("device");
        said.erase("sequence");
        said["learner"] = learner;
        return {{"device", kTelephone}, {"sequence", number}, {"enrolment", nullptr}, {"answer", said}, {"hand_in", nullptr}};
    }
    object task(std::int64_t number, const object& learner, const array& photos = {}) const {
        const object handed_in{{"learner", learner},
                               {"task", lesson(0).id},
                               {"text", "Bác nhờ cháu viết giúp lời mời."},
                               {"checks", array(lesson(0).task.criteria.size(), true)},
                               {"photos", photos},
                               {"handed_in_at", testing_product::kMorning.utc_ms}};
        return {{"device", kTelephone}, {"sequence", number}, {"enrolment", nullptr}, {"answer", nullptr}, {"hand_in", handed_in}};
    }
    TestReply photo(const Learner& who, std::int64_t number, const std::string& learner) {
        auto* image = gdImageCreateTrueColor(40, 30);
        int size = 0;
        void* bytes = gdImageJpegPtr(image, &size, 80);
        const std::string jpeg(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
        gdFree(bytes);
        gdImageDestroy(image);
        return product.send({"PUT",
                             "/api/v1/assisted_photos/" + std::string(kTelephone) + "/" + std::to_string(number) +
                                 "/1?task=" + lesson(0).id + learner,
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", who.cookie}},
                             "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"anh.jpg\"\r\n"
                             "Content-Type: image/jpeg\r\n\r\n" +
                                 jpeg + "\r\n--edge--\r\n",
                             "127.0.0.1", true, "t"});
    }
    static object enrolled_by(std::int64_t entry) {
        return {{"account_id", nullptr}, {"device", kTelephone}, {"sequence", entry}};
    }
    static object numbered(std::int64_t account) { return {{"account_id", account}, {"device", nullptr}, {"sequence", nullptr}}; }

    array send(const Learner& who, const array& records) {
        const auto reply = call("POST", "/api/v1/assisted_records", object{{"records", records}}, who.cookie);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        return reply.body.at("results").as_array();
    }
    static std::string code(const boost::json::value& result) {
        const auto& said = result.at("code");
        return said.is_null() ? "" : std::string(said.as_string());
    }
    array listed(const Learner& who) {
        return call("GET", "/api/v1/assisted_learners", nullptr, who.cookie).body.at("learners").as_array();
    }

    Learner helper;
};
BDH_ON_EVERY_ENGINE(AssistedRoutes);

TEST_P(AssistedRoutes, EnrolsAndRecordsOnceHoweverOftenItComes) {
    const array batch{enrolment(1), answer(2, enrolled_by(1)), answer(3, enrolled_by(1), 1),
                      enrolment(4, {{"full_name", "Hoàng A Páo"}}), answer(5, enrolled_by(4))};
    const auto first = send(helper, batch);
    for (const auto& result : first)
        EXPECT_EQ(result.at("status"), "received") << boost::json::serialize(result);
    EXPECT_EQ(send(helper, batch), first) << "the same receipts, nothing twice";
    const auto people = listed(helper);
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(people[0].at("full_name"), "Hoàng A Páo");
    EXPECT_EQ(people[0].at("answers_count"), 1);
    EXPECT_EQ(people[1].at("answers_count"), 2);
    EXPECT_EQ(people[1].at("enrolled_by_me"), true);
    EXPECT_EQ(progress(helper).at("answers"), 0) << "nothing counts for the helper";
}

TEST_P(AssistedRoutes, WritesDownWhoRecordedForWhom) {
    send(helper, {enrolment(1), answer(2, enrolled_by(1))});
    send(helper, {answer(2, enrolled_by(1))});
    within([&](Context& context) {
        const auto acts = context.db.run(R"sql(
            SELECT action, detail FROM identity_audit WHERE actor_id = $1 AND action LIKE 'assisted%' ORDER BY id
        )sql",
                                         {helper.id.value});
        ASSERT_EQ(acts.size(), 2u) << "what comes again is no new act";
        EXPECT_EQ(db::as_text(acts[0][0]), "assisted_enrolled");
        EXPECT_EQ(db::as_text(acts[0][1]), "2026-11");
        EXPECT_EQ(db::as_text(acts[1][1]), "1");
    });
}

TEST_P(AssistedRoutes, RefusesWhatMayNotBeRecordedAndSaysWhy) {
    const auto results = send(
        helper,
        {enrolment(1, {{"full_name", "1"}}), enrolment(2, {{"birth_year", 2020}}), enrolment(3, {{"unit_code", "99999"}}),
         enrolment(4, {{"consent_version", "2001-01"}}), answer(5, enrolled_by(4)), answer(6, numbered(lan.id.value)),
         object{{"device", kTelephone}, {"sequence", 7}, {"enrolment", nullptr}, {"answer", nullptr}, {"hand_in", nullptr}}, object{{"sequence", 8}}});
    const std::vector<std::string> expected{"name_invalid",         "guardian_consent_required", "no_such_unit",
                                            "consent_text_changed", "no_such_enrolment",         "not_assisting",
                                            "record_malformed"};
    for (std::size_t place = 0; place < expected.size(); ++place) {
        EXPECT_EQ(code(results[place]), expected[place]);
        EXPECT_EQ(results[place].at("sequence"), static_cast<std::int64_t>(place + 1));
        EXPECT_FALSE(results[place].at("text").as_string().empty());
    }
    EXPECT_EQ(results[7].at("status"), "refused");
    EXPECT_TRUE(listed(helper).empty());
    EXPECT_EQ(call("POST", "/api/v1/assisted_records", object{{"records", array{enrolment(1)}}}, lan.cookie).status, 403);
    EXPECT_EQ(call("POST", "/api/v1/assisted_records", object{{"records", array{}}}, helper.cookie).code(), "field_empty");
}

TEST_P(AssistedRoutes, TellsAnotherPersonUnderATakenNumberFromTheSameOne) {
    send(helper, {enrolment(1)});
    EXPECT_EQ(code(send(helper, {enrolment(1, {{"agreed_at", 7}})})[0]), "sequence_taken");
    EXPECT_EQ(listed(helper).size(), 1u);
}

TEST_P(AssistedRoutes, LetsAnotherHelperRecordOnlyWhenAnOfficerSaysSo) {
    const auto account = send(helper, {enrolment(1)})[0].at("account_id").as_int64();
    const auto other = add_helper("to.vien.hai", "05551");
    EXPECT_EQ(code(send(other, {answer(1, numbered(account))})[0]), "not_assisting");
    auto officer = add_learner("can.bo.xa");
    within([&](Context& context) {
        identity::grant_role(context, officer.id, identity::Role::unit_officer,
                             units::current(context)->find(std::string_view("05551"))->id);
    });
    const auto assign = [&](const char* login) {
        return call("POST", "/api/v1/assisted_learners/" + std::to_string(account) + "/helpers", object{{"login", login}},
                    officer.cookie);
    };
    EXPECT_EQ(assign("khong.co").code(), "no_such_helper");
    EXPECT_EQ(assign("lan.kimphuong").code(), "helper_without_role");
    EXPECT_EQ(assign("to.vien.hai").status, 204);
    EXPECT_EQ(send(other, {answer(1, numbered(account))})[0].at("status"), "received");
    EXPECT_EQ(listed(other).at(0).at("enrolled_by_me"), false);
}

TEST_P(AssistedRoutes, TakesTasksWithPhotosAndRecallCardsForThem) {
    const auto account = send(helper, {enrolment(1)})[0].at("account_id").as_int64();
    const std::string by_entry = std::string("&learner_device=") + kTelephone + "&learner_sequence=1";
    const auto first = photo(helper, 2, by_entry);
    ASSERT_EQ(first.status, 200) << first.raw;
    EXPECT_EQ(photo(helper, 2, "&account_id=" + std::to_string(account)).body.at("id"), first.body.at("id"));
    auto card = event(3, lesson(0).recall_ids.at(0), {"3"}, "review");
    card.erase("device");
    card.erase("sequence");
    card["learner"] = enrolled_by(1);
    const array batch{task(2, enrolled_by(1), array{first.body.at("id")}),
                      object{{"device", kTelephone}, {"sequence", 3}, {"enrolment", nullptr}, {"answer", card}, {"hand_in", nullptr}}};
    const auto taken = send(helper, batch);
    for (const auto& result : taken) EXPECT_EQ(result.at("status"), "received") << boost::json::serialize(result);
    EXPECT_EQ(send(helper, batch)[0].at("receipt"), taken[0].at("receipt"));
    within([&](Context& context) {
        const auto submissions = context.db.run("SELECT account_id, state FROM learning_task_submissions");
        ASSERT_EQ(submissions.size(), 1u);
        EXPECT_EQ(db::as_int(submissions[0][0]), account);
        const auto acts = context.db.run("SELECT detail FROM identity_audit WHERE action = 'assisted_recorded'");
        EXPECT_EQ(acts.size(), 2u) << "one for the card, one for the task, none for what came again";
    });
    const auto other = add_helper("to.vien.hai", "05551");
    EXPECT_EQ(photo(other, 5, "&account_id=" + std::to_string(account)).code(), "not_assisting");
    EXPECT_EQ(photo(lan, 5, "&account_id=" + std::to_string(account)).status, 403);
    EXPECT_EQ(photo(helper, 5, "").code(), "no_such_enrolment");
    EXPECT_EQ(code(send(other, {task(5, numbered(account))})[0]), "not_assisting");
}

TEST_P(AssistedRoutes, DoesNotBringAnErasedPersonBack) {
    const auto account = send(helper, {enrolment(1)})[0].at("account_id").as_int64();
    within([&](Context& context) { context.db.run("DELETE FROM identity_accounts WHERE id = $1", {account}); });
    EXPECT_EQ(code(send(helper, {enrolment(1)})[0]), "person_gone");
    EXPECT_EQ(code(send(helper, {answer(2, enrolled_by(1))})[0]), "person_gone");
    EXPECT_TRUE(listed(helper).empty());
}

TEST_P(AssistedRoutes, FindsNothingWrongWithManyPeopleOnOneTelephone) {
    array batch;
    for (std::int64_t person = 1; person <= 5; ++person) {
        batch.push_back(enrolment(person * 10));
        for (std::size_t item = 0; item < lesson(0).item_ids.size() && item < 8; ++item)
            batch.push_back(answer(person * 10 + 1 + static_cast<std::int64_t>(item), enrolled_by(person * 10), item));
    }
    const auto results = send(helper, batch);
    for (const auto& result : results)
        ASSERT_EQ(result.at("status"), "received") << boost::json::serialize(result);
    // The same right answers, from the same device, within the same minute: each is counted in full.
    const auto people = listed(helper);
    ASSERT_EQ(people.size(), 5u);
    for (const auto& person : people)
        EXPECT_EQ(person.at("answers_count"), people[0].at("answers_count"));
}

}  // namespace
