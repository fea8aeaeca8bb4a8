// Taking answers: each event is received once, marked by the server's keys, and told what follows from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answers/rules.h"
#include "foundation/result.h"
#include "public.h"

namespace learning {

struct PartSeen {
    std::string key;
    bool right = false;
    std::optional<std::string> feedback;
};
BOOST_DESCRIBE_STRUCT(PartSeen, (), (key, right, feedback))

enum class VerdictSeen { right, partly, wrong };
BOOST_DESCRIBE_ENUM(VerdictSeen, right, partly, wrong)

struct MarkSeen {
    std::int64_t score_permille = 0;
    VerdictSeen verdict = VerdictSeen::wrong;
    std::vector<PartSeen> parts;
    std::vector<std::string> solution;
    std::string solution_text;
    std::optional<std::string> explanation;
};
BOOST_DESCRIBE_STRUCT(MarkSeen, (), (score_permille, verdict, parts, solution, solution_text, explanation))
MarkSeen show_mark(const curriculum::Item& item, const marking::Mark& mark);

struct LessonSeen {
    std::string id;
    std::int64_t items_answered = 0;
    std::int64_t items_total = 0;
    bool completed = false;  // just now, by this answer
    std::int64_t score_percent = 0;
};
BOOST_DESCRIBE_STRUCT(LessonSeen, (), (id, items_answered, items_total, completed, score_percent))

enum class AnswerStatus { received, refused };
BOOST_DESCRIBE_ENUM(AnswerStatus, received, refused)

struct AnswerResult {
    std::int64_t sequence = 0;
    AnswerStatus status = AnswerStatus::refused;
    std::optional<std::string> code;  // why it was refused; of one received: clock_corrected
    std::optional<std::string> text;  // the same in Vietnamese
    std::string receipt;              // "" when refused
    std::optional<MarkSeen> mark;
    std::optional<Day> due_on;
    std::optional<LessonSeen> lesson;
};
BOOST_DESCRIBE_STRUCT(AnswerResult, (), (sequence, status, code, text, receipt, mark, due_on, lesson))

// An event, or why it could not even be read.
struct Arrival {
    answers::Event event;
    std::optional<Problem> problem;
};
// One result for each arrival, in order. What rewards and others say to it stands in context.effects. sent_at is what the
// device's clock showed when it sent them; apps from before 2026-12 do not say.
std::vector<AnswerResult> take_answers(Context& context, AccountId account, const std::vector<Arrival>& arrivals,
                                       std::optional<Instant> sent_at);

}  // namespace learning
