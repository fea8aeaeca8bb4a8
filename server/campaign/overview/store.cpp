#include "overview/store.h"

namespace campaign::store {
namespace {

units::TargetGroup read_group(const db::Value& value) {
    units::TargetGroup group{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), group), "an unknown target group is stored");
    return group;
}

std::vector<EnrolledRow> load_enrolled(db::Connection& db, units::UnitId unit, Day today) {
    std::vector<EnrolledRow> counts;
    for (const auto& row : db.run(R"sql(
        SELECT p.unit_id, p.target_group, COUNT(*), COUNT(*) FILTER (WHERE p.joined_on <= $2)
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        WHERE c.ancestor_id = $1
        GROUP BY p.unit_id, p.target_group
    )sql", {unit.value, (today - kWeekDays).number})) {
        counts.push_back({{db::as_int(row[0])}, read_group(row[1]), db::as_int(row[2]), db::as_int(row[3])});
    }
    return counts;
}

// Who was active at all in the last seven days, and in the seven before them.
std::vector<ActiveRow> load_active(db::Connection& db, units::UnitId unit, Day today) {
    std::vector<ActiveRow> counts;
    for (const auto& row : db.run(R"sql(
        SELECT unit_id, target_group, COUNT(*) FILTER (WHERE newest > $2), COUNT(*) FILTER (WHERE oldest <= $2)
        FROM (
            SELECT p.unit_id, p.target_group, MAX(d.day) AS newest, MIN(d.day) AS oldest
            FROM units_report_closure c
            JOIN identity_report_people p ON p.unit_id = c.unit_id
            JOIN learning_report_days d ON d.account_id = p.account_id AND d.day > $3 AND d.day <= $4
            WHERE c.ancestor_id = $1
            GROUP BY p.account_id, p.unit_id, p.target_group
        ) AS active
        GROUP BY unit_id, target_group
    )sql", {unit.value, (today - kWeekDays).number, (today - 2 * kWeekDays).number, today.number})) {
        counts.push_back({{db::as_int(row[0])}, read_group(row[1]), db::as_int(row[2]), db::as_int(row[3])});
    }
    return counts;
}

std::vector<DayRow> load_days(db::Connection& db, units::UnitId unit, Day today) {
    std::vector<DayRow> counts;
    for (const auto& row : db.run(R"sql(
        SELECT p.unit_id, d.day, COUNT(*), CAST(SUM(d.lessons_done) AS BIGINT), CAST(SUM(d.answers_count) AS BIGINT)
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        JOIN learning_report_days d ON d.account_id = p.account_id AND d.day > $2 AND d.day <= $3
        WHERE c.ancestor_id = $1
        GROUP BY p.unit_id, d.day
    )sql", {unit.value, (today - kTrendDays).number, today.number})) {
        counts.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_int(row[2]), db::as_int(row[3]), db::as_int(row[4])});
    }
    return counts;
}

std::vector<LessonsRow> load_lessons(db::Connection& db, units::UnitId unit) {
    std::vector<LessonsRow> counts;
    for (const auto& row : db.run(R"sql(
        SELECT unit_id, level, lessons, COUNT(*)
        FROM (
            SELECT p.unit_id, l.level, COUNT(*) AS lessons
            FROM units_report_closure c
            JOIN identity_report_people p ON p.unit_id = c.unit_id
            JOIN learning_report_lessons l ON l.account_id = p.account_id
            WHERE c.ancestor_id = $1
            GROUP BY p.account_id, p.unit_id, l.level
        ) AS done
        GROUP BY unit_id, level, lessons
    )sql", {unit.value})) {
        counts.push_back({{db::as_int(row[0])}, db::as_int(row[1]), db::as_int(row[2]), db::as_int(row[3])});
    }
    return counts;
}

std::vector<StartedRow> load_started(db::Connection& db, units::UnitId unit) {
    std::vector<StartedRow> counts;
    for (const auto& row : db.run(R"sql(
        SELECT s.level, COUNT(DISTINCT s.account_id)
        FROM units_report_closure c
        JOIN identity_report_people p ON p.unit_id = c.unit_id
        JOIN learning_report_starts s ON s.account_id = p.account_id
        WHERE c.ancestor_id = $1
        GROUP BY s.level
    )sql", {unit.value})) {
        counts.push_back({db::as_int(row[0]), db::as_int(row[1])});
    }
    return counts;
}

}  // namespace

Counts load_counts(db::Connection& db, units::UnitId unit, Day today) {
    return {load_enrolled(db, unit, today), load_active(db, unit, today), load_days(db, unit, today), load_lessons(db, unit),
            load_started(db, unit)};
}

}  // namespace campaign::store
