#pragma once
// The units, the people and the deeds that the rewards' tests share.
#include "curriculum/public.h"
#include "foundation/events/bus.h"
#include "foundation/testing/product.h"
#include "identity/public.h"
#include "learning/public.h"
#include "public.h"

#include <map>
#include <string>

namespace rewards_test {

using boost::json::array;
using boost::json::object;
using testing_product::TestReply;

struct Learner {
    AccountId id;
    std::string cookie;
};

class RewardsTest : public testing_product::OnEveryEngine {
protected:
    RewardsTest() {
        within([](Context& context) {
            const auto plant = [&](const char* code, const char* parent, const char* name, units::Kind kind) {
                ensure(units::add_unit(context, code, parent, name, kind, context.today() - 400).has_value(), "a unit of the tests");
            };
            plant("19", "", "Tỉnh Thái Nguyên", units::Kind::province);
            plant("05551", "19", "Xã Kim Phượng", units::Kind::commune);
            plant("05551.01", "05551", "Xóm Đồng Đình", units::Kind::hamlet);
            plant("05551.02", "05551", "Xóm Bản Mới", units::Kind::hamlet);
            plant("01879", "19", "Xã Cao Minh", units::Kind::commune);
        });
    }

    Learner add_learner(const std::string& login, const char* unit = "05551.01", const identity::NewAccount& wish = {}) {
        Learner learner;
        within([&](Context& context) {
            auto account = wish;
            if (account.full_name.empty()) account.full_name = "Nguyễn Thị Lan";
            if (account.birth_year == 0) account.birth_year = 1968;
            account.login = login;
            account.unit = units::current(context)->find(std::string_view(unit))->id;
            learner.id = identity::add_account(context, account);
            learner.cookie = identity::start_session(context, learner.id);
        });
        return learner;
    }

    template <class Event>
    object publish(const Event& event) {
        object effects;
        within([&](Context& context) {
            context.events.publish(context, event);
            effects = context.effects;
        });
        return effects;
    }
    // A task handed in earns fifteen points; the day keeps the caps out of the way.
    object hand_in(const Learner& learner, int number) {
        return publish(learning::TaskHandedIn{learner.id, "bai-" + std::to_string(number), true, today() - 100 + number});
    }
    void hand_in_many(const Learner& learner, int count) {
        for (int number = 1; number <= count; ++number) hand_in(learner, number);
    }

    boost::json::value get(const std::string& path, const Learner& learner) { return call("GET", "/api/v1" + path, nullptr, learner.cookie).body; }
    object rewards(const Learner& learner) { return get("/me/rewards", learner).as_object(); }
    object people(const Learner& learner, const std::string& scope = "hamlet") {
        return get("/rankings/people?scope=" + scope, learner).as_object();
    }

    // Answers through the real route, given at the clock's time, or so many days before it on a telephone of its own that
    // comes into the network only now.
    TestReply answer(const Learner& learner, const std::vector<std::string>& items, const std::string& context = "lesson", int days_ago = 0,
                     bool right = true) {
        const auto library = curriculum::library(*product.services);
        array events;
        for (const auto& id : items) {
            const auto* item = library->item(id);
            const auto is_card = std::holds_alternative<marking::RecallCard>(item->key);
            auto response = is_card ? marking::Response{right ? "3" : "1"} : curriculum::solution(*item);
            if (!right && !is_card) response = wrong_response(*item);
            events.push_back(object{{"device", fmt::format("0b8f3c1e-6f0a-4a57-9d0c-{:012}", days_ago)}, {"sequence", ++sequences_[learner.id]}, {"item", id},
                                    {"item_version", item->version}, {"context", context}, {"response", http::to_json(response)},
                                    {"answered_at", product.clock.now().utc_ms - days_ago * kDayMs}, {"took_ms", 9000}});
        }
        return call("POST", "/api/v1/answers", object{{"events", events}}, learner.cookie);
    }
    const curriculum::Lesson& lesson(std::size_t place) { return *curriculum::library(*product.services)->in_order().at(place); }
    static marking::Response wrong_response(const curriculum::Item& item) {
        if (const auto* choice = std::get_if<marking::SingleChoice>(&item.key)) {
            for (const auto& option : choice->options) {
                if (!option.right) return {option.key};
            }
        }
        return {};
    }
    // Five answers make a day of study.
    TestReply study(const Learner& learner, int days_ago = 0) {
        const auto& ids = lesson(0).item_ids;
        return answer(learner, {ids.begin(), ids.begin() + 5}, "lesson", days_ago);
    }

    Day today() { return day_of(product.clock.now()); }
    void next_day(int days = 1) { product.clock.advance_ms(days * kDayMs); }

private:
    std::map<AccountId, std::int64_t> sequences_;
};

}  // namespace rewards_test
