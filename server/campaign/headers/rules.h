#pragma once
// Who speaks to whom in a report, and from where. Pure.
#include "reports/rules.h"

namespace campaign::headers {

struct Speaker {
    const Plan& plan;
    const PlanReport& rule;
    const units::Unit& unit;
    const std::vector<const units::Unit*>& above;  // nearest first
    bool is_own = false;                           // the plan's own unit, not one below it
};
// "Thực hiện Kế hoạch số 06-KH/BCĐ ngày 03 tháng 01 năm 2026 của Ban Chỉ đạo xã Cao Minh: …"
std::string ground_of(const Plan& plan);
ReportHeader header_of(const Speaker& speaker, const calendar::Due& due, Day as_of);

}  // namespace campaign::headers
