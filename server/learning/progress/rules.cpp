#include "progress/rules.h"

#include <algorithm>
#include <numeric>

namespace learning::progress {

namespace {

// Calls take(lesson, status) in the order of the path for as long as it says so.
template <class Take>
void each_status(const std::vector<paths::Stretch>& path, const LessonStates& states, Take take) {
    bool next_given = false;
    for (const auto& stretch : path) {
        bool door_given = false;
        for (const auto* lesson : stretch) {
            const auto state = states.find(lesson->id);
            const bool begun = state != states.end();
            auto status = LessonStatus::done;
            if (begun && state->second.completed_at) {
                status = LessonStatus::done;
            } else if (!next_given) {
                status = begun ? LessonStatus::started : LessonStatus::next;
                next_given = door_given = true;
            } else {
                status = begun || !door_given ? LessonStatus::open : LessonStatus::locked;
                door_given = true;
            }
            if (!take(*lesson, status)) return;
        }
    }
}

}  // namespace

std::map<std::string, LessonStatus> statuses_of(const std::vector<paths::Stretch>& path, const LessonStates& states) {
    std::map<std::string, LessonStatus> statuses;
    each_status(path, states, [&](const curriculum::Lesson& lesson, LessonStatus status) {
        statuses[lesson.id] = status;
        return true;
    });
    return statuses;
}

LessonStatus status_of(const std::vector<paths::Stretch>& path, const LessonStates& states, const std::string& lesson) {
    auto found = LessonStatus::locked;
    each_status(path, states, [&](const curriculum::Lesson& each, LessonStatus status) {
        found = status;
        return each.id != lesson;
    });
    return found;
}

std::int64_t percent_of(const std::vector<std::int64_t>& scores_permille) {
    if (scores_permille.empty()) return 0;
    const auto sum = std::accumulate(scores_permille.begin(), scores_permille.end(), std::int64_t{0});
    return sum / static_cast<std::int64_t>(scores_permille.size()) / 10;
}

bool is_day_of_study(std::int64_t answers_count, std::int64_t lessons_done) {
    return answers_count >= kAnswersForADay || lessons_done > 0;
}

bool is_begun_by(const DayState& change, const DayState& now) {
    return now.answers_count == change.answers_count && now.tasks_done == change.tasks_done;
}

Day monday_of(Day day) { return day - weekday_of(day); }

std::vector<WeekDay> week_of(Day today, const Days& days, const std::set<Day>& frozen) {
    std::vector<WeekDay> week;
    for (auto day = monday_of(today); week.size() < 7; day = day + 1) {
        const auto found = days.find(day);
        const bool studied = found != days.end() && found->second.studied;
        const bool began = found != days.end() && found->second.seconds() + found->second.answers_count > 0;
        auto state = WeekDayState::future;
        if (studied)
            state = WeekDayState::done;
        else if (day == today)
            state = WeekDayState::today;
        else if (day < today && frozen.contains(day))
            state = WeekDayState::frozen;
        else if (day < today)
            state = began ? WeekDayState::partial : WeekDayState::missed;
        week.push_back({day, state});
    }
    return week;
}

}  // namespace learning::progress
