// Does it pay to farm? Learners with different habits spend the same minutes a day on the same programme; what they earn
// is decided by the real rules. Times and memory are plain assumptions, varied within what is likely.
#include "scoring/rules.h"
#include "streak/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

using namespace rewards;
using namespace rewards::scoring;

namespace {

constexpr AccountId kLan{1};
constexpr int kDaySeconds = 15 * 60;
constexpr int kReviewSeconds = 4 * 60;

struct Programme {
    int lessons = 12;
    int items = 8;
    int cards = 4;
};

struct Habit {
    int reading_s = 200;
    int item_s = 20;
    int card_s = 12;
    int task_s = 240;
    int right_percent = 85;   // of first answers
    int card_rating = 0;      // what every card is rated, 0: honestly
    bool replays = false;     // spends what is left of the minutes on items already known
    bool goes_on = false;     // spends it on further lessons
};

class Learner {
public:
    Learner(Programme programme, Habit habit, std::uint32_t seed) : programme_(programme), habit_(habit), seed_(seed) {}

    std::int64_t learn_days(int count) {
        for (int day = 0; day < count; ++day) learn_day(Day{20000 + day});
        return points_;
    }

private:
    struct Memory {
        Day due;
        std::int64_t interval = 1;
        bool is_card = false;
    };

    bool chance(int percent) {
        seed_ = seed_ * 1664525U + 1013904223U;
        return static_cast<int>((seed_ >> 8) % 100) < percent;
    }

    void take(const std::optional<Claim>& claim) {
        if (!claim || !once_.insert({claim->reason, claim->subject, claim->once_on}).second) return;
        const auto points = granted(scoring_, *claim, today_points_);
        today_points_ = today_points_ + count_of(*claim, points);
        points_ += points;
    }

    void answer(const std::string& item, learning::AnswerContext context, bool right, bool is_card, bool was_due) {
        learning::AnswerMarked marked{kLan, 1, item, "", context, right ? 1000 : 0, is_card, answered_.insert(item).second, was_due, today_};
        take(claim_of(scoring_, marked));
    }

    bool spend(int seconds) {
        if (left_s_ < seconds) return false;
        left_s_ -= seconds;
        return true;
    }

    void review(int review_s) {
        for (auto& [item, memory] : memories_) {
            const auto seconds = memory.is_card ? habit_.card_s : habit_.item_s;
            if (memory.due > today_ || review_s < seconds || !spend(seconds)) continue;
            review_s -= seconds;
            const auto rating = !memory.is_card || habit_.card_rating == 0 ? (chance(habit_.right_percent) ? 3 : 1) : habit_.card_rating;
            answer(item, learning::AnswerContext::review, rating > 1, memory.is_card, true);
            memory.interval = rating == 1 ? 1 : memory.interval * (rating == 4 ? 4 : 2) + 1;
            memory.due = today_ + memory.interval;
        }
    }

    void learn_lesson() {
        const auto seconds = habit_.reading_s + programme_.items * habit_.item_s + habit_.task_s;
        if (lesson_ >= programme_.lessons || !spend(seconds)) return;
        const auto lesson = "bai-" + std::to_string(++lesson_);
        int right_count = 0;
        for (int index = 0; index < programme_.items; ++index) {
            const auto item = lesson + ".cau-" + std::to_string(index);
            const bool right = chance(habit_.right_percent);
            right_count += right;
            answer(item, learning::AnswerContext::lesson, right, false, false);
            memories_[item] = {today_ + (right ? 3 : 1), right ? 3 : 1, false};
        }
        for (int index = 0; index < programme_.cards; ++index) {
            memories_[lesson + ".the-" + std::to_string(index)] = {today_ + 1, 1, true};
        }
        take(claim_of(scoring_, learning::LessonCompleted{kLan, lesson, 1, right_count * 100 / programme_.items, today_}));
        take(claim_of(scoring_, learning::TaskHandedIn{kLan, lesson, true, today_}));
    }

    // Known items, three seconds each, always right, in both contexts. Twenty are enough: the rest are the same again.
    void replay() {
        std::vector<std::string> known(answered_.begin(), std::next(answered_.begin(), std::min<std::ptrdiff_t>(20, std::ssize(answered_))));
        for (const auto& item : known) {
            if (!spend(3)) return;
            answer(item, learning::AnswerContext::lesson, true, false, false);
            answer(item, learning::AnswerContext::review, true, false, false);
        }
    }

    void learn_day(Day day) {
        today_ = day;
        today_points_ = {};
        left_s_ = kDaySeconds;
        review(kReviewSeconds);
        learn_lesson();
        while (habit_.goes_on && lesson_ < programme_.lessons && left_s_ > 0) {
            const auto before = lesson_;
            learn_lesson();
            if (lesson_ == before) break;
        }
        review(std::min(left_s_, kReviewSeconds));
        if (habit_.replays) replay();
        take(claim_of(scoring_, learning::DayStudied{kLan, day}));
        streak_ = streak::add_day(streak_, day);
        if (streak::completes_week(streak_)) take(claim_of_week(scoring_, streak_.run, day));
    }

    Scoring scoring_;
    Programme programme_;
    Habit habit_;
    std::uint32_t seed_;
    Day today_;
    int left_s_ = 0;
    int lesson_ = 0;
    std::int64_t points_ = 0;
    DayPoints today_points_;
    streak::Streak streak_;
    std::set<std::tuple<Reason, std::string, Day>> once_;
    std::set<std::string> answered_;
    std::map<std::string, Memory> memories_;
};

// The mean of several learners, so that a lucky one does not decide.
double earned(Programme programme, const Habit& habit, int days) {
    double sum = 0;
    constexpr int kLearners = 4;
    for (std::uint32_t seed = 1; seed <= kLearners; ++seed) sum += static_cast<double>(Learner(programme, habit, seed).learn_days(days));
    return sum / kLearners;
}

// By how much the habit out-earns honest learning in the same minutes, at the worst over programmes, learners and times.
double worst_gain(const std::function<Habit(Habit)>& farm, const std::vector<int>& days_after_programme) {
    double worst = -1;
    for (const auto& programme : {Programme{8, 6, 3}, Programme{12, 8, 4}, Programme{30, 9, 5}}) {
        for (const int right_percent : {70, 95}) {
            for (const int days_after : days_after_programme) {
                Habit honest;
                honest.right_percent = right_percent;
                const auto days = std::max(7, programme.lessons + days_after);
                worst = std::max(worst, earned(programme, farm(honest), days) / earned(programme, honest, days) - 1);
            }
        }
    }
    return worst;
}

}  // namespace

TEST(FarmingRules, ReplayingAndRatingEverythingEasyGainsLessThanFivePercent) {
    const auto gain = worst_gain(
        [](Habit habit) {
            habit.card_s = 2;
            habit.card_rating = 4;
            habit.replays = true;
            return habit;
        },
        {-20, 10});
    EXPECT_LT(gain, 0.05);
    RecordProperty("gain_permille", static_cast<int>(gain * 1000));
}

TEST(FarmingRules, RatingEverythingForgottenGainsLessThanFivePercent) {
    const auto gain = worst_gain(
        [](Habit habit) {
            habit.card_s = 2;
            habit.card_rating = 1;
            habit.replays = true;
            return habit;
        },
        {-20, 10});
    EXPECT_LT(gain, 0.05);
    RecordProperty("gain_permille", static_cast<int>(gain * 1000));
}

TEST(FarmingRules, ClickingThroughForfeitsWhatCarefulPeopleEarn) {
    // From the day on which the careful learner has gone through the programme: until then the clicker is ahead in it.
    const auto gain = worst_gain(
        [](Habit habit) {
            habit.reading_s = 5;
            habit.item_s = 3;
            habit.card_s = 2;
            habit.task_s = 20;
            habit.right_percent = 35;
            habit.card_rating = 4;
            habit.goes_on = true;
            habit.replays = true;
            return habit;
        },
        {0, 20});
    EXPECT_LT(gain, 0);
    RecordProperty("gain_permille", static_cast<int>(gain * 1000));
}
