#include "scoring/rules.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

namespace rewards::scoring {
namespace {

constexpr std::int64_t kFileFormat = 1;
constexpr std::int64_t kPointsMax = 100000;

struct Number {
    const char* section;
    const char* name;
    std::int64_t Scoring::*field;
    std::int64_t min;
    std::int64_t max;
};

constexpr Number kNumbers[] = {
    {"points", "item_right", &Scoring::item_right, 0, kPointsMax},
    {"points", "review_on_time", &Scoring::review_on_time, 0, kPointsMax},
    {"points", "review_self_rated", &Scoring::review_self_rated, 0, kPointsMax},
    {"points", "lesson_completed", &Scoring::lesson_completed, 0, kPointsMax},
    {"points", "task_done", &Scoring::task_done, 0, kPointsMax},
    {"points", "daily_goal", &Scoring::daily_goal, 0, kPointsMax},
    {"points", "streak_week", &Scoring::streak_week, 0, kPointsMax},
    {"caps", "day", &Scoring::day_max, 1, kPointsMax},
    {"caps", "reviews_day", &Scoring::reviews_day_max, 0, kPointsMax},
    {"caps", "self_rated_day", &Scoring::self_rated_day_max, 0, kPointsMax},
    {"streak", "freeze_after_days", &Scoring::freeze_after_days, 1, 365},
    {"streak", "freezes_max", &Scoring::freezes_max, 0, 30},
    {"unit_ranking", "shrink_heads", &Scoring::shrink_heads, 0, 1000000},
};

class FileReader {
public:
    explicit FileReader(ScoringFile& file) : file_(file) {}

    void read(const YAML::Node& root) {
        if (!root.IsMap()) return refuse(root, "a scoring file is a map");
        refuse_unknown(root, {"scoring", "version", "points", "caps", "streak", "unit_ranking"});
        if (whole(root, "scoring", 1, kFileFormat) != kFileFormat) refuse(root, "this server reads 'scoring: 1'");
        const auto version = root["version"];
        if (version && version.IsScalar() && !version.Scalar().empty()) {
            file_.scoring.version = version.Scalar();
        } else {
            refuse(root, "'version' is missing");
        }
        for (const auto* section : {"points", "caps", "streak", "unit_ranking"}) read_section(root, section);
    }

private:
    void read_section(const YAML::Node& root, const std::string& section) {
        const auto node = root[section];
        if (!node || !node.IsMap()) return refuse(root, "'" + section + "' is missing");
        std::set<std::string> names;
        for (const auto& number : kNumbers) {
            if (number.section != section) continue;
            names.insert(number.name);
            file_.scoring.*number.field = whole(node, number.name, number.min, number.max);
        }
        refuse_unknown(node, names);
    }

    std::int64_t whole(const YAML::Node& node, const std::string& name, std::int64_t min, std::int64_t max) {
        const auto value = node[name];
        std::int64_t number = 0;
        if (!value) {
            refuse(node, "'" + name + "' is missing");
        } else if (!YAML::convert<std::int64_t>::decode(value, number) || number < min || number > max) {
            refuse(value, "'" + name + "' must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
        }
        return number;
    }

    void refuse_unknown(const YAML::Node& node, const std::set<std::string>& names) {
        std::set<std::string> seen;
        for (const auto& pair : node) {
            const auto name = pair.first.IsScalar() ? pair.first.Scalar() : std::string("?");
            if (!names.contains(name)) refuse(pair.first, "'" + name + "' is not known here");
            if (!seen.insert(name).second) refuse(pair.first, "'" + name + "' stands here twice");
        }
    }

    void refuse(const YAML::Node& node, std::string message) {
        file_.problems.push_back({node.Mark().line + 1, std::move(message)});
    }

    ScoringFile& file_;
};

// Shares are rounded down, so that a full score alone earns the full points.
std::optional<Claim> worth(Claim claim) {
    if (claim.points <= 0) return std::nullopt;
    return claim;
}

std::optional<Claim> claim_of_review(const Scoring& scoring, const learning::AnswerMarked& marked) {
    if (!marked.was_due) return std::nullopt;
    // One's own word earns the same whatever it says, so that there is nothing to gain by a kinder one.
    const auto points = marked.self_rated ? scoring.review_self_rated : scoring.review_on_time * marked.score_permille / 1000;
    return worth({Reason::review_on_time, marked.item, marked.day, marked.day, points, marked.self_rated});
}

}  // namespace

ScoringFile read_scoring(std::string_view yaml) {
    ScoringFile file;
    try {
        FileReader(file).read(YAML::Load(std::string(yaml)));
    } catch (const YAML::Exception& error) {
        file.problems.push_back({error.mark.line + 1, error.msg});
    }
    return file;
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::AnswerMarked& marked) {
    if (marked.context == learning::AnswerContext::review) return claim_of_review(scoring, marked);
    if (marked.self_rated || !marked.first_time) return std::nullopt;
    return worth({Reason::item_right, marked.item, marked.day, Day{}, scoring.item_right * marked.score_permille / 1000, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::LessonCompleted& completed) {
    const auto percent = std::clamp<std::int64_t>(completed.score_percent, 0, 100);
    return worth({Reason::lesson_completed, completed.lesson, completed.day, Day{}, scoring.lesson_completed * percent / 100, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::TaskHandedIn& handed_in) {
    if (!handed_in.first_time) return std::nullopt;
    return worth({Reason::task_done, handed_in.lesson, handed_in.day, Day{}, scoring.task_done, false});
}

std::optional<Claim> claim_of(const Scoring& scoring, const learning::DayStudied& studied) {
    return worth({Reason::daily_goal, "", studied.day, studied.day, scoring.daily_goal, false});
}

std::optional<Claim> claim_of_week(const Scoring& scoring, std::int64_t run_days, Day day) {
    return worth({Reason::streak_week, std::to_string(run_days), day, day, scoring.streak_week, false});
}

bool is_capped(Reason reason) {
    return reason != Reason::daily_goal && reason != Reason::streak_week;
}

std::int64_t granted(const Scoring& scoring, const Claim& claim, const DayPoints& so_far) {
    if (!is_capped(claim.reason)) return claim.points;
    auto points = std::min(claim.points, scoring.day_max - so_far.capped);
    if (claim.reason == Reason::review_on_time) points = std::min(points, scoring.reviews_day_max - so_far.reviews);
    if (claim.self_rated) points = std::min(points, scoring.self_rated_day_max - so_far.self_rated);
    return std::max<std::int64_t>(points, 0);
}

DayPoints count_of(const Claim& claim, std::int64_t points) {
    return {is_capped(claim.reason) ? points : 0, claim.reason == Reason::review_on_time ? points : 0, claim.self_rated ? points : 0};
}

DayPoints operator+(const DayPoints& one, const DayPoints& other) {
    return {one.capped + other.capped, one.reviews + other.reviews, one.self_rated + other.self_rated};
}

}  // namespace rewards::scoring
