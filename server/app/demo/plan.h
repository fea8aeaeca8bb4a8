#pragma once
// The demo's plan and what its officers do with it. They use the API as the app does, each on a day of the past, between days
// of study, so that figures, history and reports follow from what had happened by then.
#include "app/product.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace app::demo {

inline constexpr std::int64_t kPlanAgeDays = 45;

// The binary's plans: name and YAML with days still to be filled in.
const std::vector<std::pair<std::string, std::string>>& embedded_plans();
// "%-9%" becomes the day nine days before today, "%once+5%" the rule of a report due in five days.
std::string with_days(const std::string& text, Day today);

class PlanPlay {
public:
    // officers: accounts by their logins.
    PlanPlay(Product& product, ManualClock& clock, Day today, std::map<std::string, AccountId> officers);
    // All that had been done by that day's morning and is not done yet.
    void play_until(Day day);

private:
    struct Scene {
        std::int64_t days_ago;
        std::function<void()> play;
    };

    std::vector<Scene> scenes();
    void sign_out();
    void publish();
    void step(const std::string& task, const std::string& state, const std::string& note, bool has_evidence = false);
    void type_hamlets(const std::string& target, int hamlets);
    void type(const std::string& target, const std::string& part, std::int64_t amount, std::int64_t days_ago);
    void hand_in_below(const std::string& report, std::int64_t due_days_ago, int hamlets);
    void hand_in(const std::string& report, std::int64_t due_days_ago);
    void write(const std::string& report, std::int64_t due_in_days);

    boost::json::value ask(const std::string& login, const std::string& method, const std::string& path,
                           const boost::json::value& body = nullptr);
    boost::json::value upload(const std::string& path, const std::string& file_name, const std::string& bytes);
    boost::json::value send(const std::string& login, const std::string& method, const std::string& path,
                            const std::string& content_type, std::string body);
    std::int64_t evidence(const std::string& file_name);
    std::string plan_path(const std::string& code) const;
    std::string report_path(const std::string& code, const std::string& report, Day due) const;

    Product& product_;
    ManualClock& clock_;
    Day today_;
    std::map<std::string, AccountId> officers_;
    std::map<std::string, std::string> cookies_;  // by login, of the scene being played
    std::int64_t plan_ = 0;
    std::vector<Scene> left_;  // in their order
    std::size_t next_ = 0;
};

}  // namespace app::demo
