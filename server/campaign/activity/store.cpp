#include "activity/store.h"

#include "foundation/result.h"

namespace campaign::store {

counters::Counts load_activity(db::Connection& db, units::UnitId unit) {
    const auto rows = db.run("SELECT counts FROM campaign_activity WHERE unit_id = $1", {unit.value});
    return rows.empty() ? counters::Counts{} : counters::read_counts(db::as_text(rows[0][0]));
}

void save_activity(db::Connection& db, units::UnitId unit, const counters::Counts& counts) {
    db.run(R"sql(
        INSERT INTO campaign_activity (unit_id, counts) VALUES ($1, $2)
        ON CONFLICT (unit_id) DO UPDATE SET counts = excluded.counts
    )sql",
           {unit.value, counters::write_counts(counts)});
}

std::vector<UnitCounts> load_activity_below(db::Connection& db, units::UnitId unit) {
    std::vector<UnitCounts> units;
    auto rows = db.run(R"sql(
        SELECT a.unit_id, a.counts
        FROM units_report_closure c
        JOIN campaign_activity a ON a.unit_id = c.unit_id
        WHERE c.ancestor_id = $1
    )sql",
                       {unit.value});
    for (auto& row : rows)
        units.push_back({{db::as_int(row[0])}, std::move(std::get<std::string>(row[1]))});
    return units;
}

activity::Beside load_days_beside(db::Connection& db, AccountId account, Day day) {
    const auto row = db.run(R"sql(
        SELECT (SELECT MAX(day) FROM learning_report_days WHERE account_id = $1 AND day < $2),
               (SELECT MIN(day) FROM learning_report_days WHERE account_id = $1 AND day > $2)
    )sql",
                            {account.value, day.number})
                         .at(0);
    activity::Beside beside;
    if (!db::is_null(row[0])) beside.before = Day{db::as_int(row[0])};
    if (!db::is_null(row[1])) beside.after = Day{db::as_int(row[1])};
    return beside;
}

activity::Done load_done(db::Connection& db, AccountId account) {
    activity::Done done;
    for (const auto& row :
         db.run("SELECT day, lessons_done FROM learning_report_days WHERE account_id = $1 ORDER BY day", {account.value})) {
        done.days.push_back({db::as_int(row[0])});
        if (db::as_int(row[1]) > 0) done.lessons[done.days.back()] = db::as_int(row[1]);
    }
    done.lessons_total = db::as_int(
        db.run("SELECT COUNT(*) FROM learning_report_lessons WHERE account_id = $1", {account.value}).at(0).at(0));
    return done;
}

std::vector<DoneBy> load_done_in(db::Connection& db, units::UnitId unit, Day since) {
    std::map<std::int64_t, DoneBy> people;
    const auto of = [&](const db::Row& row) -> activity::Done& {
        auto& one = people[db::as_int(row[0])];
        ensure(boost::describe::enum_from_string(db::as_text(row[1]).c_str(), one.group), "an unknown target group is stored");
        return one.done;
    };
    for (const auto& row : db.run(R"sql(
        SELECT p.account_id, p.target_group, d.day, d.lessons_done
        FROM identity_report_people p
        JOIN learning_report_days d ON d.account_id = p.account_id AND d.day >= $2
        WHERE p.unit_id = $1
        ORDER BY p.account_id, d.day
    )sql",
                                  {unit.value, since.number})) {
        auto& done = of(row);
        done.days.push_back({db::as_int(row[2])});
        if (db::as_int(row[3]) > 0) done.lessons[done.days.back()] = db::as_int(row[3]);
    }
    for (const auto& row : db.run(R"sql(
        SELECT p.account_id, p.target_group, COUNT(*)
        FROM identity_report_people p
        JOIN learning_report_lessons l ON l.account_id = p.account_id
        WHERE p.unit_id = $1
        GROUP BY p.account_id, p.target_group
    )sql",
                                  {unit.value})) {
        of(row).lessons_total = db::as_int(row[2]);
    }
    std::vector<DoneBy> all;
    for (auto& [account, one] : people) all.push_back(std::move(one));
    return all;
}

}  // namespace campaign::store
