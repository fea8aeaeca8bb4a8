#pragma once
// A learner, her telephone and the lessons that learning's tests share.
#include "curriculum/public.h"
#include "foundation/testing/product.h"
#include "identity/public.h"
#include "public.h"

namespace learning_test {

using boost::json::array;
using boost::json::object;
using testing_product::TestReply;

inline constexpr const char* kTelephone = "0b8f3c1e-6f0a-4a57-9d0c-3f1c2b7a9e55";
inline constexpr const char* kTablet = "11111111-2222-4333-8444-555555555555";

class LearningTest : public testing_product::OnEveryEngine {
protected:
    LearningTest() : library(curriculum::library(*product.services)) {
        within([](Context& context) {
            ensure(
                units::add_unit(context, "19", "", "Tỉnh Thái Nguyên", units::Kind::province, context.today() - 100).has_value(),
                "a unit");
            ensure(
                units::add_unit(context, "05551", "19", "Xã Kim Phượng", units::Kind::commune, context.today() - 100).has_value(),
                "a unit");
        });
        lan = add_learner("lan.kimphuong");
    }

    struct Learner {
        AccountId id;
        std::string cookie;
    };
    Learner add_learner(const std::string& login, units::TargetGroup group = units::TargetGroup::citizen) {
        Learner learner;
        within([&](Context& context) {
            const auto unit = units::current(context)->find(std::string_view("05551"))->id;
            learner.id = identity::add_account(context, {.full_name = "Nguyễn Thị Lan",
                                                         .login = login,
                                                         .password_hash = {},
                                                         .birth_year = 1968,
                                                         .unit = unit,
                                                         .group = group,
                                                         .address_form = "bac"});
            learner.cookie = identity::start_session(context, learner.id);
        });
        return learner;
    }

    const curriculum::Lesson& lesson(std::size_t place) const { return *library->in_order().at(place); }

    object event(std::int64_t sequence, const std::string& item_id, const marking::Response& response,
                 const std::string& context = "lesson") const {
        const auto* item = library->item(item_id);
        return {{"device", kTelephone},
                {"sequence", sequence},
                {"item", item_id},
                {"item_version", item ? item->version : 1},
                {"context", context},
                {"response", http::to_json(response)},
                {"answered_at", product.clock.now().utc_ms},
                {"took_ms", 9000}};
    }
    object right(std::int64_t sequence, const std::string& item_id, const std::string& context = "lesson") const {
        return event(sequence, item_id, curriculum::solution(*library->item(item_id)), context);
    }
    TestReply post(const Learner& learner, const array& events) {
        return call("POST", "/api/v1/answers", object{{"events", events}}, learner.cookie);
    }
    object today(const Learner& learner, const std::string& query = "") {
        return call("GET", "/api/v1/today" + query, nullptr, learner.cookie).body.as_object();
    }
    object progress(const Learner& learner) {
        return call("GET", "/api/v1/me/progress", nullptr, learner.cookie).body.as_object();
    }

    // All items of a lesson, right, in one request.
    TestReply finish(const Learner& learner, const curriculum::Lesson& lesson) {
        array events;
        for (const auto& item : lesson.item_ids)
            events.push_back(right(++sequence, item));
        return post(learner, events);
    }
    void next_day() { product.clock.set(start_of(day_of(product.clock.now()) + 1) + 8 * kHourMs); }

    std::shared_ptr<const curriculum::Library> library;
    Learner lan;
    std::int64_t sequence = 0;
};

}  // namespace learning_test
