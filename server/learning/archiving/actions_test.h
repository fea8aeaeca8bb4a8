#pragma once
// Learners who learnt long ago, and everything that can be seen of them.
#include <filesystem>
#include <fstream>
#include <random>

#include "campaign/public.h"
#include "foundation/events/bus.h"
#include "item_data/actions.h"
#include "rewards/public.h"
#include "routes_test.h"

namespace learning_test {

class ArchivingTest : public LearningTest {
protected:
    ArchivingTest() { order.folder = product.settings.data_dir + "/archives"; }

    // Sessions do not last for half a year.
    void sign_in(Learner& learner) {
        within([&](Context& context) { learner.cookie = identity::start_session(context, learner.id); });
    }
    void pass_days(std::int64_t days) { product.clock.advance_ms(days * kDayMs); }
    void set_before() { order.before = day_of(product.clock.now()) - 180; }
    std::int64_t archive() {
        set_before();
        return learning::archive_answers(*product.contexts, order).value();
    }
    std::int64_t unarchive() { return learning::unarchive_answers(*product.contexts, order, "").value(); }

    // Days of lessons and reviews, some of it wrong, on two devices.
    void study(Learner& learner, int days, std::uint32_t seed) {
        std::mt19937 random(seed);
        std::int64_t number = 0;
        for (int day = 0; day < days; ++day, next_day()) {
            sign_in(learner);
            array events;
            for (int each = 0; each < 8; ++each) {
                const auto& from = lesson(random() % 3);
                const bool is_card = random() % 5 == 0;
                const auto& pool = is_card ? from.recall_ids : from.item_ids;
                const auto& id = pool[random() % pool.size()];
                auto made = event(++number, id, is_card ? marking::Response{"3"} : curriculum::solution(*library->item(id)),
                                  is_card || random() % 4 == 0 ? "review" : "lesson");
                if (random() % 2) made["device"] = kTablet;
                events.push_back(made);
            }
            ASSERT_EQ(post(learner, events).status, 200);
        }
    }

    std::string rows(const std::string& sql) {
        std::string text;
        within([&](Context& context) {
            for (const auto& row : context.db.run(sql)) {
                for (const auto& value : row) {
                    if (const auto* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
                    if (const auto* real = std::get_if<double>(&value)) text += fmt::format("{}", *real);
                    if (const auto* words = std::get_if<std::string>(&value)) text += *words;
                    text += "|";
                }
                text += "\n";
            }
        });
        return text;
    }
    std::string log() { return rows("SELECT * FROM learning_answers ORDER BY account_id, device_no, sequence"); }
    std::int64_t log_size() { return std::stoll(rows("SELECT COUNT(*) FROM learning_answers")); }

    std::string download(AccountId account) {
        std::string text;
        within([&](Context& context) {
            product.bus->publish(context, identity::DataRequested{account});
            text = boost::json::serialize(context.effects);
        });
        return text;
    }

    // What people, officers, authors and the nightly recounts get to see.
    std::string figures(const std::vector<AccountId>& people) {
        learning::refresh_item_data(*product.contexts);
        std::string text;
        for (const auto each : people)
            text += download(each) + "\n";
        text += rows("SELECT * FROM learning_items ORDER BY account_id, item");
        text += rows("SELECT * FROM learning_lessons ORDER BY account_id, lesson_id");
        text += rows("SELECT * FROM learning_days ORDER BY account_id, day");
        text += rows(
            "SELECT item, people_count, mean_permille, discrimination, wrong_response, wrong_people FROM learning_item_data "
            "ORDER BY item");
        text += rows("SELECT * FROM rewards_totals ORDER BY account_id");
        text += rows("SELECT * FROM campaign_facts ORDER BY 1, 2, 3");
        product.contexts->write([&](Context& context) {
            const auto points = rewards::recount(context, {}, 1000);
            const auto facts = campaign::recount(context);
            text += fmt::format("{} checked, {} differ, {} facts missing, {} counters differ\n", points.checked_count,
                                points.differences.size(), facts.facts_missing, facts.counts_differing);
            return false;
        });
        return text;
    }

    std::vector<std::string> faults() {
        std::vector<std::string> found;
        for (const auto& finding : learning::check_archives(*product.contexts, order.folder)) {
            if (finding.is_fault) found.push_back(finding.file + ": " + finding.text);
        }
        return found;
    }
    std::vector<std::string> files() {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(order.folder))
            names.push_back(entry.path());
        return names;
    }

    learning::ArchiveOrder order;
};

}  // namespace learning_test
