#include "progress/store.h"

namespace learning::store {
namespace {

progress::LessonState read_lesson(const db::Row& row) {
    progress::LessonState state{db::as_text(row[0]), db::as_int(row[1]),   db::as_int(row[2]),
                                db::as_int(row[3]),  {db::as_int(row[4])}, {}};
    if (!db::is_null(row[5])) state.completed_at = Instant{db::as_int(row[5])};
    return state;
}

// Columns answers_count … studied, from the one named first.
progress::DayState read_day(const db::Row& row, std::size_t first) {
    return {db::as_int(row[first]),     db::as_int(row[first + 1]), db::as_int(row[first + 2]), db::as_int(row[first + 3]),
            db::as_int(row[first + 4]), db::as_int(row[first + 5]), db::as_int(row[first + 6]), db::as_bool(row[first + 7])};
}

}  // namespace

progress::LessonStates load_lessons(db::Connection& db, AccountId account) {
    progress::LessonStates states;
    for (const auto& row : db.run(R"sql(
        SELECT lesson_id, level, items_answered, score_percent, started_at, completed_at FROM learning_lessons WHERE account_id = $1
    )sql",
                                  {account.value})) {
        states.emplace(db::as_text(row[0]), read_lesson(row));
    }
    return states;
}

progress::LessonStates load_lessons(db::Connection& db, AccountId account, const std::vector<std::string>& lessons) {
    // A request speaks of one lesson, seldom of two.
    progress::LessonStates states;
    if (lessons.size() > 3) return load_lessons(db, account);
    for (const auto& lesson : lessons) {
        for (const auto& row : db.run(R"sql(
            SELECT lesson_id, level, items_answered, score_percent, started_at, completed_at
            FROM learning_lessons
            WHERE account_id = $1 AND lesson_id = $2
        )sql",
                                      {account.value, lesson})) {
            states.emplace(lesson, read_lesson(row));
        }
    }
    return states;
}

void save_lesson(db::Connection& db, AccountId account, const progress::LessonState& state) {
    db.run(R"sql(
        INSERT INTO learning_lessons (account_id, lesson_id, level, items_answered, score_percent, started_at, completed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (account_id, lesson_id) DO UPDATE SET
            items_answered = excluded.items_answered, score_percent = excluded.score_percent, started_at = excluded.started_at,
            completed_at = excluded.completed_at
    )sql",
           {account.value, state.lesson, state.level, state.items_answered, state.score_percent, state.started_at.utc_ms,
            state.completed_at ? db::Value(state.completed_at->utc_ms) : db::Value(nullptr)});
}

progress::Days load_days(db::Connection& db, AccountId account, Day from, Day to) {
    progress::Days days;
    for (const auto& row : db.run(R"sql(
        SELECT day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds, lessons_done, tasks_done, studied
        FROM learning_days
        WHERE account_id = $1 AND day BETWEEN $2 AND $3
    )sql",
                                  {account.value, from.number, to.number})) {
        days[{db::as_int(row[0])}] = read_day(row, 1);
    }
    return days;
}

void add_to_day(db::Connection& db, AccountId account, Day day, const progress::DayState& change) {
    db.run(R"sql(
        INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds,
                                   lessons_done, tasks_done, studied)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
        ON CONFLICT (account_id, day) DO UPDATE SET
            answers_count = learning_days.answers_count + excluded.answers_count,
            took_ms = learning_days.took_ms + excluded.took_ms,
            review_seconds = learning_days.review_seconds + excluded.review_seconds,
            lesson_seconds = learning_days.lesson_seconds + excluded.lesson_seconds,
            task_seconds = learning_days.task_seconds + excluded.task_seconds,
            lessons_done = learning_days.lessons_done + excluded.lessons_done,
            tasks_done = learning_days.tasks_done + excluded.tasks_done
    )sql",
           {account.value, day.number, change.answers_count, change.took_ms, change.review_seconds, change.lesson_seconds,
            change.task_seconds, change.lessons_done, change.tasks_done});
}

void mark_studied(db::Connection& db, AccountId account, Day day) {
    db.run("UPDATE learning_days SET studied = 1 WHERE account_id = $1 AND day = $2", {account.value, day.number});
}

std::vector<Day> days_studied(db::Connection& db, AccountId account, Day from, Day to) {
    std::vector<Day> days;
    for (const auto& row : db.run(R"sql(
        SELECT day FROM learning_days WHERE account_id = $1 AND day BETWEEN $2 AND $3 AND studied = 1 ORDER BY day
    )sql",
                                  {account.value, from.number, to.number})) {
        days.push_back({db::as_int(row[0])});
    }
    return days;
}

Totals load_totals(db::Connection& db, AccountId account) {
    const auto row = db.run(R"sql(
        SELECT COUNT(*), CAST(COALESCE(SUM(answers_count), 0) AS BIGINT),
               CAST(COALESCE(SUM(review_seconds + lesson_seconds + task_seconds), 0) AS BIGINT)
        FROM learning_days
        WHERE account_id = $1
    )sql",
                            {account.value})
                         .at(0);
    return {db::as_int(row[0]), db::as_int(row[1]), db::as_int(row[2])};
}

}  // namespace learning::store
