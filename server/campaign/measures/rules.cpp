#include "measures/rules.h"

#include <algorithm>

namespace campaign::measures {

const std::vector<Measure>& vocabulary() {
    static const std::vector<Measure> known{
        {"enrolled", Source::events, Counts::people, Detail::none, "Có tên trong danh sách học",
         "the person has an account whose primary place is in the unit"},
        {"active_days", Source::events, Counts::people, Detail::days, "Đã học đủ số ngày",
         "days that counted as days of study reached the number given"},
        {"level_completed", Source::events, Counts::people, Detail::level, "Hoàn thành bậc học",
         "every lesson of the level is completed"},
        {"level_test_passed", Source::events, Counts::people, Detail::level, "Đạt bài kiểm tra bậc",
         "a try of the level's test was passed"},
        {"applied_work_handed_in", Source::events, Counts::people, Detail::none, "Đã nộp bài thực hành",
         "at least one task from real life was handed in"},
        {"applied_work_accepted", Source::events, Counts::people, Detail::none, "Bài thực hành được công nhận",
         "a coach accepted at least one task or work sample"},
        {"attended", Source::manual, Counts::people, Detail::none, "Đã dự lớp", "attended a class of the plan"},
        {"trained", Source::manual, Counts::people, Detail::none, "Đã được tập huấn", "was trained on the topic of the target"},
        {"confirmed", Source::manual, Counts::people, Detail::none, "Đã được xác nhận phổ cập",
         "universal digital skills confirmed on VNeID"},
        {"has_identity", Source::manual, Counts::people, Detail::none, "Có danh tính số", "has a digital identity"},
        {"visited", Source::manual, Counts::people, Detail::none, "Đã được đến nhà hướng dẫn", "was visited by a community team"},
        {"core_member", Source::manual, Counts::people, Detail::none, "Tham gia nhóm nòng cốt", "belongs to a core group"},
        {"improved", Source::manual, Counts::people, Detail::none, "Cải thiện hiệu quả công việc",
         "did better after than before by the protocol that the plan registers"},
        {"plan_issued", Source::manual, Counts::units, Detail::none, "Đã ban hành kế hoạch, phát động",
         "the unit issued its plan and launched the movement"},
        {"core_group_formed", Source::manual, Counts::units, Detail::none, "Đã lập nhóm nòng cốt", "the unit has a core group"},
        {"team_trained", Source::manual, Counts::units, Detail::none, "Tổ công nghệ số đã được tập huấn",
         "the unit's community digital team was trained"},
        {"model_established", Source::manual, Counts::things, Detail::none, "Mô hình điểm đã lập", "pilot models that work"},
    };
    return known;
}

const Measure* find_measure(std::string_view id) {
    const auto& known = vocabulary();
    const auto found = std::find_if(known.begin(), known.end(), [&](const Measure& each) { return each.id == id; });
    return found == known.end() ? nullptr : &*found;
}

bool is_noted_day_count(std::int64_t days) {
    return std::find(std::begin(kNotedDays), std::end(kNotedDays), days) != std::end(kNotedDays);
}

}  // namespace campaign::measures
