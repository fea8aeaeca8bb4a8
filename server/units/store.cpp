#include "store.h"

namespace units::store {
namespace {

Kind read_kind(const db::Value& value) {
    Kind kind{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), kind), "an unknown kind of unit is stored");
    return kind;
}

Unit read_unit(const db::Row& row) {
    return {{db::as_int(row[0])}, db::as_text(row[1]), db::as_text(row[2]), read_kind(row[3]), {db::as_int(row[4])}};
}

std::vector<Unit> read_units(const db::Rows& rows) {
    std::vector<Unit> units;
    units.reserve(rows.size());
    for (const auto& row : rows) units.push_back(read_unit(row));
    return units;
}

Population read_population(const db::Row& row, std::size_t from) {
    return {db::as_int(row[from]), static_cast<int>(db::as_int(row[from + 1])), db::as_text(row[from + 2])};
}

}  // namespace

std::string code_of(Kind kind) { return boost::describe::enum_to_string(kind, ""); }

std::vector<Unit> load_units(db::Connection& db, Day day) {
    return read_units(db.run(R"sql(
        SELECT u.id, u.code, n.name, n.kind, COALESCE(l.parent_id, 0)
        FROM units_units u
        JOIN units_names n ON n.unit_id = u.id AND n.valid_from_day <= $1 AND n.valid_to_day > $1
        LEFT JOIN units_links l ON l.unit_id = u.id AND l.valid_from_day <= $1 AND l.valid_to_day > $1
        WHERE u.valid_from_day <= $1 AND u.valid_to_day > $1
    )sql", {day.number}));
}

std::vector<Succession> load_successions(db::Connection& db, Day until) {
    const auto rows = db.run(R"sql(
        SELECT s.from_unit, s.to_unit, s.kind,
               COALESCE((SELECT l.parent_id FROM units_links l WHERE l.unit_id = s.from_unit AND l.valid_from_day < s.day
                         ORDER BY l.valid_from_day DESC LIMIT 1), 0)
        FROM units_successions s
        WHERE s.kind <> 'rename' AND s.day <= $1
        ORDER BY s.day, s.from_unit, s.to_unit
    )sql", {until.number});
    std::vector<Succession> successions;
    for (const auto& row : rows) {
        successions.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_text(row[2]) == "split", {db::as_int(row[3])}});
    }
    return successions;
}

std::optional<Standing> find_standing(db::Connection& db, const std::string& code, Day day) {
    const auto rows = db.run(R"sql(
        SELECT id FROM units_units WHERE code = $1 AND valid_from_day <= $2 AND valid_to_day > $2
    )sql", {code, day.number});
    if (rows.empty()) return std::nullopt;
    return find_standing(db, UnitId{db::as_int(rows[0][0])}, day);
}

std::optional<Standing> find_standing(db::Connection& db, UnitId id, Day day) {
    const auto rows = db.run(R"sql(
        SELECT u.id, u.code, n.name, n.kind, COALESCE(l.parent_id, 0), u.valid_from_day, u.valid_to_day
        FROM units_units u
        JOIN units_names n ON n.unit_id = u.id AND n.valid_from_day <= $2 AND n.valid_to_day > $2
        LEFT JOIN units_links l ON l.unit_id = u.id AND l.valid_from_day <= $2 AND l.valid_to_day > $2
        WHERE u.id = $1 AND u.valid_from_day <= $2 AND u.valid_to_day > $2
    )sql", {id.value, day.number});
    if (rows.empty()) return std::nullopt;
    return Standing{read_unit(rows[0]), {db::as_int(rows[0][5])}, {db::as_int(rows[0][6])}};
}

std::vector<Unit> load_children(db::Connection& db, UnitId parent, Day day) {
    return read_units(db.run(R"sql(
        SELECT u.id, u.code, n.name, n.kind, l.parent_id
        FROM units_links l
        JOIN units_units u ON u.id = l.unit_id AND u.valid_from_day <= $2 AND u.valid_to_day > $2
        JOIN units_names n ON n.unit_id = u.id AND n.valid_from_day <= $2 AND n.valid_to_day > $2
        WHERE l.parent_id = $1 AND l.valid_from_day <= $2 AND l.valid_to_day > $2
        ORDER BY u.code
    )sql", {parent.value, day.number}));
}

bool is_code_used_from(db::Connection& db, const std::string& code, Day day) {
    return !db.run(R"sql(SELECT id FROM units_units WHERE code = $1 AND valid_to_day > $2)sql", {code, day.number}).empty();
}

std::vector<std::string> load_codes_starting_after(db::Connection& db, Day day) {
    std::vector<std::string> codes;
    for (const auto& row : db.run(R"sql(SELECT code FROM units_units WHERE valid_from_day > $1)sql", {day.number})) {
        codes.push_back(db::as_text(row[0]));
    }
    return codes;
}

Day last_change_day(db::Connection& db, UnitId id) {
    const auto rows = db.run(R"sql(
        SELECT MAX(changed.day) FROM (
            SELECT valid_from_day AS day FROM units_units WHERE id = $1
            UNION ALL SELECT valid_from_day FROM units_names WHERE unit_id = $1
            UNION ALL SELECT valid_from_day FROM units_links WHERE unit_id = $1
            UNION ALL SELECT valid_to_day FROM units_links WHERE unit_id = $1 AND valid_to_day < $2
        ) AS changed
    )sql", {id.value, kNoEnd.number});
    return {db::as_int(rows.at(0)[0])};
}

void insert_unit(db::Connection& db, UnitId id, const std::string& code, Day from) {
    db.run(R"sql(INSERT INTO units_units (id, code, valid_from_day, valid_to_day) VALUES ($1, $2, $3, $4))sql",
           {id.value, code, from.number, kNoEnd.number});
}

void set_name(db::Connection& db, UnitId id, const std::string& name, Kind kind, Day from) {
    db.run(R"sql(UPDATE units_names SET valid_to_day = $2 WHERE unit_id = $1 AND valid_from_day < $2 AND valid_to_day > $2)sql",
           {id.value, from.number});
    db.run(R"sql(
        INSERT INTO units_names (unit_id, name, kind, valid_from_day, valid_to_day) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (unit_id, valid_from_day) DO UPDATE SET name = excluded.name, kind = excluded.kind
    )sql", {id.value, name, code_of(kind), from.number, kNoEnd.number});
}

void set_parent(db::Connection& db, UnitId id, UnitId parent, Day from) {
    db.run(R"sql(DELETE FROM units_links WHERE unit_id = $1 AND valid_from_day >= $2)sql", {id.value, from.number});
    db.run(R"sql(UPDATE units_links SET valid_to_day = $2 WHERE unit_id = $1 AND valid_to_day > $2)sql", {id.value, from.number});
    if (!parent) return;
    db.run(R"sql(INSERT INTO units_links (unit_id, parent_id, valid_from_day, valid_to_day) VALUES ($1, $2, $3, $4))sql",
           {id.value, parent.value, from.number, kNoEnd.number});
}

void end_unit(db::Connection& db, UnitId id, Day day) {
    set_parent(db, id, {}, day);
    db.run(R"sql(DELETE FROM units_names WHERE unit_id = $1 AND valid_from_day >= $2)sql", {id.value, day.number});
    db.run(R"sql(UPDATE units_names SET valid_to_day = $2 WHERE unit_id = $1 AND valid_to_day > $2)sql", {id.value, day.number});
    db.run(R"sql(UPDATE units_units SET valid_to_day = $2 WHERE id = $1)sql", {id.value, day.number});
}

void insert_succession(db::Connection& db, UnitId from, UnitId to, const std::string& kind, Day day) {
    db.run(R"sql(
        INSERT INTO units_successions (from_unit, to_unit, kind, day) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
    )sql", {from.value, to.value, kind, day.number});
}

State load_state(db::Connection& db) {
    const auto rows = db.run(R"sql(SELECT revision, closure_day FROM units_state WHERE id = 1)sql");
    return {db::as_int(rows.at(0)[0]), {db::as_int(rows[0][1])}};
}

std::int64_t count_revision(db::Connection& db) {
    return db::as_int(db.run(R"sql(UPDATE units_state SET revision = revision + 1 WHERE id = 1 RETURNING revision)sql").at(0)[0]);
}

bool changes_between(db::Connection& db, Day after, Day until) {
    const auto rows = db.run(R"sql(
        SELECT 1 FROM (
            SELECT valid_from_day, valid_to_day FROM units_units
            UNION ALL SELECT valid_from_day, valid_to_day FROM units_links
        ) AS periods
        WHERE (valid_from_day > $1 AND valid_from_day <= $2) OR (valid_to_day > $1 AND valid_to_day <= $2)
        LIMIT 1
    )sql", {after.number, until.number});
    return !rows.empty();
}

void rebuild_closure(db::Connection& db, Day day, const std::vector<std::pair<UnitId, UnitId>>& heirs) {
    db.run(R"sql(DELETE FROM units_closure)sql");
    db.run(R"sql(
        WITH RECURSIVE above (ancestor_id, unit_id) AS (
            SELECT id, id FROM units_units WHERE valid_from_day <= $1 AND valid_to_day > $1
            UNION ALL
            SELECT l.parent_id, above.unit_id
            FROM above
            JOIN units_links l ON l.unit_id = above.ancestor_id AND l.valid_from_day <= $1 AND l.valid_to_day > $1
            JOIN units_units u ON u.id = l.parent_id AND u.valid_from_day <= $1 AND u.valid_to_day > $1
        )
        INSERT INTO units_closure (ancestor_id, unit_id) SELECT ancestor_id, unit_id FROM above
    )sql", {day.number});
    for (const auto& [retired, heir] : heirs) {
        db.run(R"sql(
            INSERT INTO units_closure (ancestor_id, unit_id)
            SELECT ancestor_id, CAST($1 AS BIGINT) FROM units_closure WHERE unit_id = $2
        )sql", {retired.value, heir.value});
    }
    db.run(R"sql(UPDATE units_state SET closure_day = $1 WHERE id = 1)sql", {day.number});
}

void add_to_closure(db::Connection& db, UnitId id, UnitId parent) {
    db.run(R"sql(
        INSERT INTO units_closure (ancestor_id, unit_id)
        SELECT ancestor_id, CAST($1 AS BIGINT) FROM units_closure WHERE unit_id = $2
        UNION ALL SELECT CAST($1 AS BIGINT), CAST($1 AS BIGINT)
    )sql", {id.value, parent.value});
}

void save_population(db::Connection& db, UnitId unit, const PopulationRow& row) {
    db.run(R"sql(
        INSERT INTO units_populations (unit_id, target_group, year, people_count, source) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (unit_id, target_group, year) DO UPDATE SET people_count = excluded.people_count, source = excluded.source
    )sql", {unit.value, row.group, std::int64_t{row.population.year}, row.population.count, row.population.source});
}

std::vector<PopulationRow> load_populations(db::Connection& db, UnitId unit) {
    const auto rows = db.run(R"sql(
        SELECT target_group, people_count, year, source FROM units_populations WHERE unit_id = $1 ORDER BY target_group, year
    )sql", {unit.value});
    std::vector<PopulationRow> populations;
    for (const auto& row : rows) populations.push_back({db::as_text(row[0]), read_population(row, 1)});
    return populations;
}

std::optional<Population> find_population(db::Connection& db, UnitId unit, const std::string& group, int year) {
    const auto rows = db.run(R"sql(
        SELECT people_count, year, source FROM units_populations
        WHERE unit_id = $1 AND target_group = $2 AND year <= $3
        ORDER BY year DESC LIMIT 1
    )sql", {unit.value, group, std::int64_t{year}});
    if (rows.empty()) return std::nullopt;
    return read_population(rows[0], 0);
}

std::map<UnitId, Population> find_child_populations(db::Connection& db, UnitId parent, Day day, const std::string& group, int year) {
    const auto rows = db.run(R"sql(
        SELECT p.unit_id, p.people_count, p.year, p.source
        FROM units_links l
        JOIN units_populations p ON p.unit_id = l.unit_id AND p.target_group = $3 AND p.year <= $4
        WHERE l.parent_id = $1 AND l.valid_from_day <= $2 AND l.valid_to_day > $2
        ORDER BY p.year
    )sql", {parent.value, day.number, group, std::int64_t{year}});
    std::map<UnitId, Population> populations;
    for (const auto& row : rows) populations[{db::as_int(row[0])}] = read_population(row, 1);
    return populations;
}

}  // namespace units::store
