#include "plans/rules.h"

#include "measures/rules.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace campaign::plans {
namespace {

template <class List>
auto find_in(const List& list, std::string_view id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id.value == id; });
    return found == list.end() ? nullptr : &*found;
}

// Nine to eleven digits, perhaps in groups, beginning with 0 or +84: what a person may be called by.
bool holds_phone_number(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = text[at] == '0' || text.substr(at, 3) == "+84";
        const bool inside_number = at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1]));
        if (!begins || inside_number) continue;
        int digits = 0;
        for (auto next = at; next < text.size(); ++next) {
            const char letter = text[next];
            if (std::isdigit(static_cast<unsigned char>(letter)))
                ++digits;
            else if (letter != '.' && letter != ' ' && letter != '-' && !(letter == '+' && next == at))
                break;
        }
        if (digits >= 10 && digits <= 11) return true;
    }
    return false;
}

class Finder {
public:
    explicit Finder(const Plan& plan) : plan_(plan) {}

    std::vector<Flaw> find() {
        if (plan_.period.to < plan_.period.from) flaw("/period/to", "period_reversed", "Ngày kết thúc đứng trước ngày bắt đầu.");
        check_ids("parties", plan_.parties);
        check_ids("protocols", plan_.protocols);
        check_ids("targets", plan_.targets);
        check_ids("tasks", plan_.tasks);
        check_ids("reports", plan_.reports);
        need_party("/standing", plan_.standing);
        for (std::size_t at = 0; at < plan_.targets.size(); ++at)
            check_target(plan_.targets.values[at], "/targets/" + std::to_string(at));
        for (std::size_t at = 0; at < plan_.tasks.size(); ++at)
            check_task(plan_.tasks.values[at], "/tasks/" + std::to_string(at));
        for (std::size_t at = 0; at < plan_.reports.size(); ++at)
            check_report(plan_.reports.values[at], "/reports/" + std::to_string(at));
        check_privacy();
        return std::move(flaws_);
    }

private:
    void flaw(std::string pointer, std::string code, std::string text) {
        flaws_.push_back({std::move(pointer), std::move(code), std::move(text)});
    }

    template <class List>
    void check_ids(const std::string& name, const List& list) {
        std::set<std::string> seen;
        for (std::size_t at = 0; at < list.size(); ++at) {
            const auto& id = list.values[at].id.value;
            const auto pointer = "/" + name + "/" + std::to_string(at) + "/id";
            const bool plain = std::all_of(id.begin(), id.end(), [](char letter) {
                return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
            });
            if (!plain) flaw(pointer, "id_invalid", "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối.");
            if (!seen.insert(id).second) flaw(pointer, "id_repeated", "Mã này đã dùng ở trên.");
        }
    }
    void need_party(const std::string& pointer, const std::string& id) {
        if (!find_party(plan_, id)) flaw(pointer, "party_unknown", "Đơn vị “" + id + "” không có trong danh sách của kế hoạch.");
    }
    void need_in_period(const std::string& pointer, std::optional<Day> day) {
        if (day && (*day < plan_.period.from || plan_.period.to < *day)) {
            flaw(pointer, "day_outside_period", "Ngày này nằm ngoài thời gian của kế hoạch.");
        }
    }

    void check_detail(const PlanTarget& target, const measures::Measure& measure, const std::string& at) {
        const auto detail = target.detail ? target.detail->value : std::string();
        switch (measure.detail) {
            case measures::Detail::none:
                if (target.detail) flaw(at + "/detail", "detail_unneeded", "Cách đo này không cần chi tiết.");
                return;
            case measures::Detail::level:
                if (!target.detail) flaw(at + "/measure", "detail_missing", "Cách đo này cần mã bậc học.");
                return;
            case measures::Detail::days: {
                std::int64_t days = 0;
                const auto [end, error] = std::from_chars(detail.data(), detail.data() + detail.size(), days);
                if (error != std::errc{} || end != detail.data() + detail.size() || !measures::is_noted_day_count(days)) {
                    flaw(target.detail ? at + "/detail" : at + "/measure", "days_not_noted",
                         "Số ngày học phải là 1, 3, 5, 7, 10, 15, 20, 30, 50 hoặc 100.");
                }
            }
        }
    }

    void check_target(const PlanTarget& target, const std::string& at) {
        const auto* measure = measures::find_measure(target.measure.value);
        if (!measure) return flaw(at + "/measure", "measure_unknown", "Không có cách đo “" + target.measure.value + "”.");
        check_detail(target, *measure, at);
        const bool is_share = measure->counts != measures::Counts::things;
        if (target.percent.has_value() == target.count.has_value()) {
            flaw(at, "threshold_missing", "Chỉ tiêu cần đúng một ngưỡng: tỷ lệ (percent) hoặc số lượng (count).");
        } else if (target.percent && !is_share) {
            flaw(at + "/percent", "threshold_not_a_share", "Cách đo này đếm số lượng, không tính tỷ lệ.");
        }
        if (target.percent && target.bound == Bound::more_than && target.percent->value == 100) {
            flaw(at + "/percent", "threshold_impossible", "Không thể vượt quá 100 %.");
        }
        check_denominator(target, *measure, at);
        if (target.group && measure->counts == measures::Counts::units) {
            flaw(at + "/group", "group_unneeded", "Chỉ tiêu đếm đơn vị thì không có nhóm đối tượng.");
        }
        if (target.measure.value == "improved" && !target.protocol) {
            flaw(at, "protocol_missing", "“Cải thiện” phải đo theo một cách so sánh trước – sau đã ghi trong kế hoạch.");
        }
        if (target.protocol && !find_in(plan_.protocols, target.protocol->value)) {
            flaw(at + "/protocol", "protocol_unknown", "Không có cách so sánh này trong kế hoạch.");
        }
        need_in_period(at + "/due_on", target.due_on);
        if (target.within) check_nesting(target, at);
    }

    void check_denominator(const PlanTarget& target, const measures::Measure& measure, const std::string& at) {
        const auto pointer = at + "/denominator";
        if (target.within.has_value() != (target.denominator == Denominator::reached)) {
            return flaw(pointer, "denominator_not_nested",
                        "Chỉ tiêu lồng trong chỉ tiêu khác tính trên số đã đạt của chỉ tiêu đó (reached), và chỉ khi đó.");
        }
        if (target.kinds && (target.denominator != Denominator::units || target.kinds->empty())) {
            return flaw(at + "/kinds", "kinds_unneeded", "Loại đơn vị chỉ ghi khi mẫu số là số đơn vị trực thuộc (units).");
        }
        if (target.percent && target.denominator == Denominator::none) {
            return flaw(pointer, "denominator_missing", "Tỷ lệ cần một mẫu số.");
        }
        const bool counts_units = measure.counts == measures::Counts::units;
        if (target.percent && !target.within && counts_units != (target.denominator == Denominator::units)) {
            flaw(pointer, "denominator_of_other_kind", "Tử số và mẫu số phải cùng đếm người hoặc cùng đếm đơn vị.");
        }
    }

    void check_nesting(const PlanTarget& target, const std::string& at) {
        const auto* parent = find_target(plan_, target.within->value);
        if (!parent) return flaw(at + "/within", "target_unknown", "Không có chỉ tiêu “" + target.within->value + "”.");
        if (parent->group != target.group)
            flaw(at + "/group", "nested_group_differs", "Chỉ tiêu lồng nhau phải cùng một nhóm đối tượng.");
        std::set<std::string> seen{target.id.value};
        for (const auto* up = parent; up; up = up->within ? find_target(plan_, up->within->value) : nullptr) {
            if (!seen.insert(up->id.value).second)
                return flaw(at + "/within", "nested_in_itself", "Chỉ tiêu lồng trong chính nó.");
        }
        const auto* outer = measures::find_measure(parent->measure.value);
        const auto* inner = measures::find_measure(target.measure.value);
        if (outer && inner && outer->counts != inner->counts) {
            flaw(at + "/within", "nested_counts_differ", "Chỉ tiêu lồng nhau phải cùng đếm người hoặc cùng đếm đơn vị.");
        }
    }

    void check_task(const PlanTask& task, const std::string& at) {
        need_party(at + "/lead", task.lead);
        std::set<std::string> seen{task.lead.value};
        for (std::size_t each = 0; each < task.with.size(); ++each) {
            const auto& party = task.with.values[each].value;
            const auto pointer = at + "/with/" + std::to_string(each);
            need_party(pointer, party);
            if (!seen.insert(party).second) flaw(pointer, "party_repeated", "Đơn vị này đã có trong nhiệm vụ.");
        }
        need_in_period(at + "/due_on", task.due_on);
    }

    void check_report(const PlanReport& report, const std::string& at) {
        need_party(at + "/to", report.to);
        if (report.onward) need_party(at + "/onward", *report.onward);
        if (!calendar::is_possible(report.due))
            return flaw(at + "/due", "due_impossible", "Quy tắc này không chỉ ra ngày có thật.");
        if (calendar::due_between(report.due, plan_.period.from, plan_.period.to).empty()) {
            flaw(at + "/due", "due_outside_period", "Không có kỳ báo cáo nào trong thời gian của kế hoạch.");
        }
    }

    void check_privacy() {
        const auto look = [&](const std::string& pointer, const std::string& text) {
            if (holds_phone_number(text)) flaw(pointer, "holds_phone_number", "Kế hoạch không được chứa số điện thoại.");
        };
        look("/title", plan_.title);
        for (std::size_t at = 0; at < plan_.parties.size(); ++at)
            look("/parties/" + std::to_string(at) + "/name", plan_.parties.values[at].name);
        for (std::size_t at = 0; at < plan_.tasks.size(); ++at)
            look("/tasks/" + std::to_string(at) + "/title", plan_.tasks.values[at].title);
        for (std::size_t at = 0; at < plan_.purposes.size(); ++at)
            look("/purposes/" + std::to_string(at), plan_.purposes.values[at]);
        for (std::size_t at = 0; at < plan_.subjects.size(); ++at)
            look("/subjects/" + std::to_string(at), plan_.subjects.values[at]);
    }

    const Plan& plan_;
    std::vector<Flaw> flaws_;
};

}  // namespace

std::vector<Flaw> find_flaws(const Plan& plan) { return Finder(plan).find(); }

const PlanTarget* find_target(const Plan& plan, std::string_view id) { return find_in(plan.targets, id); }
const PlanTask* find_task(const Plan& plan, std::string_view id) { return find_in(plan.tasks, id); }
const PlanReport* find_report(const Plan& plan, std::string_view id) { return find_in(plan.reports, id); }
const PlanParty* find_party(const Plan& plan, std::string_view id) { return find_in(plan.parties, id); }

std::string party_name(const Plan& plan, const std::string& id) {
    const auto* party = find_party(plan, id);
    return party ? party->name.value : id;
}

}  // namespace campaign::plans
