#include "answers/store.h"

#include <algorithm>

namespace learning::store {
namespace {

// Many rows go in one statement, in groups of these sizes: few round trips, and few statements to keep prepared.
constexpr std::size_t kGroups[] = {16, 4, 1};

std::string rows_of_places(std::size_t rows, std::size_t columns) {
    std::string places;
    for (std::size_t row = 0; row < rows; ++row) {
        places += row == 0 ? "(" : ", (";
        for (std::size_t column = 0; column < columns; ++column) {
            places += (column == 0 ? "$" : ", $") + std::to_string(row * columns + column + 1);
        }
        places += ")";
    }
    return places;
}

template <class T, class ToRow>
void insert_rows(db::Connection& db, const std::string& head, const std::string& tail, const std::vector<T>& things,
                 ToRow to_row) {
    for (std::size_t at = 0; at < things.size();) {
        const auto left = things.size() - at;
        const auto group = *std::find_if(std::begin(kGroups), std::end(kGroups), [&](std::size_t size) { return size <= left; });
        std::vector<db::Value> values;
        for (std::size_t place = at; place < at + group; ++place) {
            auto row = to_row(things[place]);
            values.insert(values.end(), std::make_move_iterator(row.begin()), std::make_move_iterator(row.end()));
        }
        db.run(head + rows_of_places(group, values.size() / group) + tail, values);
        at += group;
    }
}

// "(VALUES (CAST($3 AS TEXT)), ($4), …) wanted", to be joined as wanted.column1. A list after IN would do the same, but SQLite
// builds a throw-away table for it at every execution. Lists longer than 12 get one of a few lengths, so that few statements
// are kept prepared; the last value is repeated to fill them, and a row may come more than once.
template <class T>
std::string wanted_values(std::vector<db::Value>& values, const std::vector<T>& listed) {
    auto length = std::size_t{12};
    while (length < listed.size())
        length *= 2;
    if (listed.size() < 12) length = listed.size();
    std::string places;
    for (std::size_t place = 0; place < length; ++place) {
        values.emplace_back(listed[std::min(place, listed.size() - 1)]);
        const auto name = "$" + std::to_string(values.size());
        const auto* type = std::is_same_v<T, std::string> ? " AS TEXT))" : " AS BIGINT))";
        places += place == 0 ? "(CAST(" + name + type : ", (" + name + ")";
    }
    return "(VALUES " + places + ") wanted";
}

std::string to_text(AnswerContext context) { return context == AnswerContext::review ? "review" : "lesson"; }

Answer read_answer(const db::Row& row) {
    return {db::as_int(row[0]),    db::as_int(row[1]),
            db::as_int(row[2]),    db::as_text(row[3]),
            db::as_int(row[4]),    db::as_text(row[5]) == "review" ? AnswerContext::review : AnswerContext::lesson,
            db::as_text(row[6]),   db::as_int(row[7]),
            {db::as_int(row[8])},  {db::as_int(row[9])},
            {db::as_int(row[10])}, db::as_int(row[11])};
}

answers::ItemState read_item(const db::Row& row) {
    return {db::as_text(row[0]),  {db::as_double(row[1]), db::as_double(row[2])},
            {db::as_int(row[3])}, {db::as_int(row[4])},
            db::as_int(row[5]),   db::as_int(row[6]),
            db::as_int(row[7])};
}

std::vector<db::Value> row_of(AccountId account, const answers::ItemState& state) {
    return {account.value,         state.item,           state.memory.stability_days, state.memory.difficulty,
            state.last_day.number, state.due_day.number, state.answers_count,         state.first_score_permille,
            state.lapses};
}

const std::string kInsertItems = R"sql(
    INSERT INTO learning_items (account_id, item, stability_days, difficulty, last_day, due_day, answers_count,
                                first_score_permille, lapses)
    VALUES )sql";

}  // namespace

std::int64_t find_device(db::Connection& db, AccountId account, const std::string& uuid) {
    const auto rows = db.run(R"sql(
        SELECT device_no FROM learning_devices WHERE account_id = $1 AND device_uuid = $2
    )sql",
                             {account.value, uuid});
    return rows.empty() ? 0 : db::as_int(rows[0][0]);
}

std::int64_t count_devices(db::Connection& db, AccountId account) {
    return db::as_int(db.run(R"sql(
        SELECT COALESCE(MAX(device_no), 0) FROM learning_devices WHERE account_id = $1
    )sql",
                             {account.value})
                          .at(0)
                          .at(0));
}

void add_device(db::Connection& db, AccountId account, const std::string& uuid, std::int64_t device_no, Instant now) {
    db.run(R"sql(
        INSERT INTO learning_devices (account_id, device_uuid, device_no, first_seen_at) VALUES ($1, $2, $3, $4)
    )sql",
           {account.value, uuid, device_no, now.utc_ms});
}

std::vector<Answer> find_answers(db::Connection& db, AccountId account, std::int64_t device_no,
                                 const std::vector<std::int64_t>& sequences) {
    std::vector<Answer> found;
    if (sequences.empty()) return found;
    std::vector<db::Value> values{account.value, device_no};
    const auto wanted = wanted_values(values, sequences);
    for (const auto& row : db.run(R"sql(
        SELECT device_no, sequence, id, item, item_version, context, response, score_permille, answered_at, received_at, day, took_ms
        FROM )sql" + wanted + R"sql( CROSS JOIN learning_answers
        WHERE account_id = $1 AND device_no = $2 AND sequence = wanted.column1
    )sql",
                                  values)) {
        found.push_back(read_answer(row));
    }
    return found;
}

void add_answers(db::Connection& db, AccountId account, const std::vector<Answer>& answers) {
    insert_rows(db, R"sql(
        INSERT INTO learning_answers (account_id, device_no, sequence, id, item, item_version, context, response, score_permille,
                                      answered_at, received_at, day, took_ms)
        VALUES )sql",
                "", answers, [&](const Answer& answer) -> std::vector<db::Value> {
                    return {account.value,         answer.device_no,          answer.sequence,           answer.id,
                            answer.item,           answer.item_version,       to_text(answer.context),   answer.response,
                            answer.score_permille, answer.answered_at.utc_ms, answer.received_at.utc_ms, answer.day.number,
                            answer.took_ms};
                });
}

std::vector<Answer> answers_of(db::Connection& db, AccountId account) {
    std::vector<Answer> found;
    for (const auto& row : db.run(R"sql(
        SELECT device_no, sequence, id, item, item_version, context, response, score_permille, answered_at, received_at, day, took_ms
        FROM learning_answers
        WHERE account_id = $1
        ORDER BY device_no, sequence
    )sql",
                                  {account.value})) {
        found.push_back(read_answer(row));
    }
    return found;
}

void erase_responses(db::Connection& db, AccountId account) {
    db.run("UPDATE learning_answers SET response = '[]' WHERE account_id = $1", {account.value});
}

void forget_devices(db::Connection& db, AccountId account) {
    db.run("DELETE FROM learning_devices WHERE account_id = $1", {account.value});
}

std::map<std::string, answers::ItemState> load_items(db::Connection& db, AccountId account,
                                                     const std::vector<std::string>& items) {
    std::map<std::string, answers::ItemState> states;
    if (items.empty()) return states;
    std::vector<db::Value> values{account.value};
    const auto wanted = wanted_values(values, items);
    for (const auto& row : db.run(R"sql(
        SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses
        FROM )sql" + wanted + R"sql( CROSS JOIN learning_items
        WHERE account_id = $1 AND item = wanted.column1
    )sql",
                                  values)) {
        auto state = read_item(row);
        states.emplace(state.item, std::move(state));
    }
    return states;
}

std::vector<answers::ItemState> items_due_until(db::Connection& db, AccountId account, Day day) {
    std::vector<answers::ItemState> due;
    for (const auto& row : db.run(R"sql(
        SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses
        FROM learning_items
        WHERE account_id = $1 AND due_day <= $2
    )sql",
                                  {account.value, day.number})) {
        due.push_back(read_item(row));
    }
    return due;
}

std::optional<Day> next_due_day(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT MIN(due_day) FROM learning_items WHERE account_id = $1", {account.value});
    if (db::is_null(rows.at(0).at(0))) return std::nullopt;
    return Day{db::as_int(rows[0][0])};
}

void save_items(db::Connection& db, AccountId account, const std::vector<answers::ItemState>& states) {
    insert_rows(db, kInsertItems, R"sql(
        ON CONFLICT (account_id, item) DO UPDATE SET
            stability_days = excluded.stability_days, difficulty = excluded.difficulty, last_day = excluded.last_day,
            due_day = excluded.due_day, answers_count = excluded.answers_count,
            first_score_permille = excluded.first_score_permille, lapses = excluded.lapses
    )sql",
                states, [&](const answers::ItemState& state) { return row_of(account, state); });
}

void introduce_items(db::Connection& db, AccountId account, const std::vector<answers::ItemState>& states) {
    insert_rows(db, kInsertItems, " ON CONFLICT (account_id, item) DO NOTHING", states,
                [&](const answers::ItemState& state) { return row_of(account, state); });
}

}  // namespace learning::store
