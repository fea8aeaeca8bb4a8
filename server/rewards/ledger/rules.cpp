#include "ledger/rules.h"

namespace rewards::ledger {
namespace {

// "22/11/2026", as people write it.
std::string spoken_day(Day day) {
    const auto iso = to_text(day);
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

std::string deed_of(const Entry& entry, const std::string& lesson_title) {
    const auto lesson = lesson_title.empty() ? std::string("một bài học") : "bài “" + lesson_title + "”";
    switch (entry.reason) {
        case Reason::item_right: return "Trả lời câu hỏi của " + lesson;
        case Reason::review_on_time: return "Ôn lại đúng hạn một nội dung của " + lesson;
        case Reason::lesson_completed: return "Hoàn thành " + lesson;
        case Reason::task_done: return "Nộp việc thực hành của " + lesson;
        case Reason::daily_goal: return "Học đủ phần của ngày " + spoken_day(entry.day);
        case Reason::streak_week: return "Học liên tục " + entry.subject + " ngày";
    }
    return {};
}

}  // namespace

std::string sentence_of(const Entry& entry, const std::string& lesson_title) {
    auto sentence = deed_of(entry, lesson_title) + ": được " + std::to_string(entry.points) + " điểm.";
    if (entry.withheld > 0) {
        sentence += " Còn " + std::to_string(entry.withheld) + " điểm không được cộng vì ngày " + spoken_day(entry.day) +
                    " đã đủ mức điểm cao nhất của một ngày.";
    }
    return sentence;
}

}  // namespace rewards::ledger
