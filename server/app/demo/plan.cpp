#include "app/demo/plan.h"

#include "identity/public.h"

#include <fmt/format.h>

#include <future>
#include <regex>

namespace app::demo {
namespace {

namespace json = boost::json;

constexpr const char* kCommune = "05551";
constexpr const char* kOfficer = "canbo.kimphuong";
constexpr const char* kProvince = "tinh.thainguyen";
constexpr const char* kSource = "Số liệu minh họa";
constexpr const char* kEdge = "bdh-demo";

std::string hamlet(int number) { return fmt::format("{}.{:02}", kCommune, number); }

std::string once(Day due) {
    const auto text = to_text(due);
    return fmt::format("{{every: once, year: {}, month: {}, day: {}}}", text.substr(0, 4), std::stoi(text.substr(5, 2)),
                       std::stoi(text.substr(8, 2)));
}

}  // namespace

std::string with_days(const std::string& text, Day today) {
    static const std::regex kMark("%(once)?([+-][0-9]+)%");
    std::string filled;
    auto from = text.cbegin();
    for (std::sregex_iterator mark(text.begin(), text.end(), kMark), end; mark != end; ++mark) {
        const auto day = today + std::stoll((*mark)[2].str());
        filled.append(from, (*mark)[0].first);
        filled += (*mark)[1].matched ? once(day) : to_text(day);
        from = (*mark)[0].second;
    }
    return filled.append(from, text.cend());
}

PlanPlay::PlanPlay(Product& product, ManualClock& clock, Day today, std::map<std::string, AccountId> officers)
    : product_(product), clock_(clock), today_(today), officers_(std::move(officers)), left_(scenes()) {}

std::vector<PlanPlay::Scene> PlanPlay::scenes() {
    const auto at = [](std::int64_t days_ago, auto play) { return Scene{days_ago, play}; };
    return {
        at(kPlanAgeDays, [this] { publish(); }),
        at(44, [this] { step("mo-lop", "in_progress", "Xóm 1 và Xóm 4 mở lớp đầu tiên"); }),
        at(38, [this] { step("phat-dong", "done", "Đã phát động tại nhà văn hóa xã", true); }),
        at(36,
           [this] {
               type("danh-tinh", "whole", 6100, 36);
               type("danh-tinh", "reached", 5210, 36);
           }),
        at(34, [this] { type_hamlets("phat-dong", 12); }),
        at(30, [this] { step("nong-cot", "in_progress", "5 trên 12 xóm đã có nhóm"); }),
        at(24, [this] { type_hamlets("nong-cot", 9); }),
        at(21, [this] { step("truyen-thanh", "in_progress", "Mỗi tuần hai buổi"); }),
        at(18, [this] { hand_in_below("dot-mot", 16, 9); }),
        at(17, [this] { hand_in("dot-mot", 16); }),
        at(14, [this] { step("mo-lop", "in_progress", "Thêm lớp ở Xóm 7; Xóm 9 chưa có chỗ"); }),
        at(11, [this] { step("nguoi-cao-tuoi", "dropped", "Học chung ở lớp của từng xóm, có người ngồi cạnh giúp"); }),
        at(9, [this] { type("mo-hinh", "reached", 1, 9); }),
        at(7, [this] { type("danh-tinh", "reached", 5480, 7); }),
        at(5, [this] { step("tap-huan", "in_progress", "Đã mời 14 người"); }),
        at(2, [this] { step("nong-cot", "in_progress", "9 trên 12 xóm; còn Xóm 10, 11 và 12"); }),
        at(1, [this] { write("dot-hai", 5); }),
        at(1, [this] { ask(kProvince, "POST", plan_path(kCommune) + "/reminders", json::object()); }),
    };
}

void PlanPlay::play_until(Day day) {
    for (; next_ < left_.size() && today_ - left_[next_].days_ago <= day; ++next_) {
        clock_.set(start_of(today_ - left_[next_].days_ago) + 8 * kHourMs + 40 * kMinuteMs +
                   static_cast<std::int64_t>(next_) * kMinuteMs);
        left_[next_].play();
        sign_out();
    }
}

// Else each scene would stand among the officer's devices for ever.
void PlanPlay::sign_out() {
    while (!cookies_.empty()) {
        send(cookies_.begin()->first, "DELETE", "/api/v1/sessions/current", "application/json", {});
        cookies_.erase(cookies_.begin());
    }
}

void PlanPlay::publish() {
    const auto& [name, text] = embedded_plans().front();
    const auto units = std::string("/api/v1/units/") + kCommune;
    const auto head = upload(units + "/plan_files", name + ".yaml", with_days(text, today_)).at("head");
    plan_ = head.at("plan_id").as_int64();
    ask(kOfficer, "POST", plan_path(kCommune) + "/publications",
        {{"revision", head.at("revision")}, {"valid_from", to_text(today_ - kPlanAgeDays)}});
}

void PlanPlay::step(const std::string& task, const std::string& state, const std::string& note, bool has_evidence) {
    const auto matrix = ask(kOfficer, "GET", plan_path(kCommune) + "/tasks");
    for (const auto& each : matrix.at("tasks").as_array()) {
        if (each.at("task_id").as_string() != task) continue;
        json::object order{{"revision", each.at("revision")}, {"state", state}, {"note", note}};
        if (has_evidence) order["evidence_id"] = evidence("bien-ban.csv");
        ask(kOfficer, "POST", plan_path(kCommune) + "/tasks/" + task + "/steps", order);
    }
}

void PlanPlay::type_hamlets(const std::string& target, int hamlets) {
    std::string list = "Đơn vị,Chỉ tiêu,Số đạt,Nguồn\r\n";
    for (int number = 1; number <= hamlets; ++number)
        list += fmt::format("{},{},1,{}\r\n", hamlet(number), target, kSource);
    const auto seen = upload(plan_path(kCommune) + "/value_imports?dry_run=false", target + ".csv", list);
    ensure(seen.at("stored").as_bool(), "the demo's list is stored");
}

void PlanPlay::type(const std::string& target, const std::string& part, std::int64_t amount, std::int64_t days_ago) {
    ask(kOfficer, "POST", plan_path(kCommune) + "/values",
        {{"target_id", target},
         {"part", part},
         {"amount", amount},
         {"as_of_on", to_text(today_ - days_ago)},
         {"source", kSource},
         {"evidence_id", evidence(target + ".csv")}});
}

void PlanPlay::hand_in_below(const std::string& report, std::int64_t due_days_ago, int hamlets) {
    const auto due = today_ - due_days_ago;
    for (int number = 1; number <= hamlets; ++number)
        ask(kOfficer, "POST", report_path(hamlet(number), report, due) + "/submissions", {{"revision", 0}});
    ask(kOfficer, "POST", report_path(kCommune, report, due) + "/approvals");
}

void PlanPlay::hand_in(const std::string& report, std::int64_t due_days_ago) {
    const auto path = report_path(kCommune, report, today_ - due_days_ago);
    ask(kOfficer, "PUT", path + "/narrative",
        {{"revision", 0},
         {"narrative", {{"difficulties", "Ba xóm chưa có nhóm nòng cốt; sóng di động ở Xóm 9 còn yếu. (Số liệu minh họa.)"}}}});
    ask(kOfficer, "POST", path + "/submissions", {{"revision", 1}});
    ask(kProvince, "POST", path + "/decisions", {{"revision", 2}, {"approve", true}});
}

void PlanPlay::write(const std::string& report, std::int64_t due_in_days) {
    ask(kOfficer, "PUT", report_path(kCommune, report, today_ + due_in_days) + "/narrative",
        {{"revision", 0},
         {"narrative", {{"difficulties", "Xóm 10, 11 và 12 chưa cử được người vào nhóm nòng cốt. (Số liệu minh họa.)"}}}});
}

json::value PlanPlay::ask(const std::string& login, const std::string& method, const std::string& path, const json::value& body) {
    return send(login, method, path, "application/json", body.is_null() ? std::string() : json::serialize(body));
}

json::value PlanPlay::upload(const std::string& path, const std::string& file_name, const std::string& bytes) {
    return send(kOfficer, "POST", path, std::string("multipart/form-data; boundary=") + kEdge,
                fmt::format("--{0}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{1}\"\r\n\r\n{2}\r\n--{0}--\r\n",
                            kEdge, file_name, bytes));
}

json::value PlanPlay::send(const std::string& login, const std::string& method, const std::string& path,
                           const std::string& content_type, std::string body) {
    auto request = std::make_shared<http::Request>();
    request->method = method;
    request->target = path;
    auto& cookie = cookies_[login];
    if (cookie.empty()) {
        product_.contexts->write([&](Context& context) {
            cookie = identity::start_session(context, officers_.at(login));
            return true;
        });
    }
    request->headers = {{"cookie", cookie}, {"content-type", content_type}};
    request->body = std::move(body);
    std::promise<http::Reply> answered;
    product_.router.dispatch(*product_.contexts, request,
                             [&answered](const http::LateReply& reply) { answered.set_value(reply()); });
    const auto reply = answered.get_future().get();
    if (reply.status / 100 != 2) throw std::runtime_error("the demo was refused: " + path + " " + reply.body);
    return reply.body.empty() ? json::value() : json::parse(reply.body);
}

std::int64_t PlanPlay::evidence(const std::string& file_name) {
    const auto kept = upload(std::string("/api/v1/units/") + kCommune + "/evidence", file_name,
                             "Tệp minh họa của bản trình diễn,không phải giấy tờ có thật\r\n");
    return kept.at("evidence_id").as_int64();
}

std::string PlanPlay::plan_path(const std::string& code) const { return fmt::format("/api/v1/units/{}/plans/{}", code, plan_); }

std::string PlanPlay::report_path(const std::string& code, const std::string& report, Day due) const {
    return fmt::format("{}/reports/{}/periods/{}", plan_path(code), report, to_text(due));
}

}  // namespace app::demo
