#include "answers/store.h"

#include <algorithm>
#include <array>

namespace learning::store {
namespace {

// Many rows go in one statement, in groups of a few sizes: few round trips, and few statements to keep prepared.
class Insertion {
public:
    Insertion(const std::string& head, std::size_t columns, const std::string& tail) {
        for (std::size_t kind = 0; kind < kGroups.size(); ++kind) texts_[kind] = head + places(kGroups[kind], columns) + tail;
    }

    template <class T, class ToRow>
    void run(db::Connection& db, const std::vector<T>& things, ToRow to_row) const {
        for (std::size_t at = 0; at < things.size();) {
            std::size_t kind = 0;
            while (kGroups[kind] > things.size() - at)
                ++kind;
            std::vector<db::Value> values;
            for (const auto end = at + kGroups[kind]; at < end; ++at) {
                auto row = to_row(things[at]);
                values.insert(values.end(), std::make_move_iterator(row.begin()), std::make_move_iterator(row.end()));
            }
            db.run(texts_[kind], values);
        }
    }

private:
    static constexpr std::array<std::size_t, 3> kGroups{16, 4, 1};

    static std::string places(std::size_t rows, std::size_t columns) {
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

    std::array<std::string, kGroups.size()> texts_;
};

// What is stored for each of a list of keys. The list becomes "(VALUES (CAST($2 AS TEXT)), ($3), …) wanted", joined as
// wanted.column1: a list after IN would do the same, but SQLite builds a throw-away table for it at every execution. Lists
// longer than kExact get one of a few lengths, so that few statements are kept prepared; the last value is repeated to fill
// them, and a row may come more than once.
class Lookup {
public:
    // The list's parameters follow the first `fixed` ones.
    Lookup(std::string head, const char* type, std::size_t fixed, std::string tail)
        : head_(std::move(head)), type_(type), fixed_(fixed), tail_(std::move(tail)) {
        for (std::size_t length = 1; length <= kExact; ++length) exact_.push_back(text_for(length));
    }

    template <class T>
    db::Rows run(db::Connection& db, std::vector<db::Value> values, const std::vector<T>& listed) const {
        auto length = kExact;
        while (length < listed.size())
            length *= 2;
        if (listed.size() < kExact) length = listed.size();
        for (std::size_t place = 0; place < length; ++place) values.emplace_back(listed[std::min(place, listed.size() - 1)]);
        return length <= kExact ? db.run(exact_[length - 1], values) : db.run(text_for(length), values);
    }

private:
    static constexpr std::size_t kExact = 12;

    std::string text_for(std::size_t length) const {
        std::string places;
        for (std::size_t place = 1; place <= length; ++place) {
            const auto name = "$" + std::to_string(fixed_ + place);
            places += place == 1 ? "(CAST(" + name + " AS " + type_ + "))" : ", (" + name + ")";
        }
        return head_ + "(VALUES " + places + ") wanted" + tail_;
    }

    std::string head_, type_;
    std::size_t fixed_;
    std::string tail_;
    std::vector<std::string> exact_;  // by length, from 1
};

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
            db::as_int(row[7]),   {db::as_int(row[8])}};
}

std::vector<db::Value> row_of(AccountId account, const answers::ItemState& state) {
    return {account.value,         state.item,           state.memory.stability_days, state.memory.difficulty,
            state.last_day.number, state.due_day.number, state.answers_count,         state.first_score_permille,
            state.lapses,         state.last_at.utc_ms};
}

const Lookup kFindAnswers(R"sql(
    SELECT device_no, sequence, id, item, item_version, context, response, score_permille, answered_at, received_at, day, took_ms
    FROM )sql",
                          "BIGINT", 2, R"sql( CROSS JOIN learning_answers
    WHERE account_id = $1 AND device_no = $2 AND sequence = wanted.column1
)sql");

const Lookup kAnswersTo(R"sql(
    SELECT device_no, sequence, id, item, item_version, context, response, score_permille, answered_at, received_at, day, took_ms
    FROM learning_answers
    WHERE account_id = $1 AND item IN (SELECT column1 FROM )sql",
                        "TEXT", 1, ")");

const Insertion kAddAnswers(R"sql(
    INSERT INTO learning_answers (account_id, device_no, sequence, id, item, item_version, context, response, score_permille,
                                  answered_at, received_at, day, took_ms)
    VALUES )sql",
                            13, "");

const Lookup kLoadItems(R"sql(
    SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses, last_at
    FROM )sql",
                        "TEXT", 1, R"sql( CROSS JOIN learning_items
    WHERE account_id = $1 AND item = wanted.column1
)sql");

const std::string kInsertItems = R"sql(
    INSERT INTO learning_items (account_id, item, stability_days, difficulty, last_day, due_day, answers_count,
                                first_score_permille, lapses, last_at)
    VALUES )sql";

const Insertion kSaveItems(kInsertItems, 10, R"sql(
    ON CONFLICT (account_id, item) DO UPDATE SET
        stability_days = excluded.stability_days, difficulty = excluded.difficulty, last_day = excluded.last_day,
        due_day = excluded.due_day, answers_count = excluded.answers_count,
        first_score_permille = excluded.first_score_permille, lapses = excluded.lapses, last_at = excluded.last_at
)sql");

const Insertion kIntroduceItems(kInsertItems, 10, " ON CONFLICT (account_id, item) DO NOTHING");

}  // namespace

Device find_device(db::Connection& db, AccountId account, const std::string& uuid) {
    const auto rows = db.run(R"sql(
        SELECT device_no, archived_to FROM learning_devices WHERE account_id = $1 AND device_uuid = $2
    )sql",
                             {account.value, uuid});
    return rows.empty() ? Device{} : Device{db::as_int(rows[0][0]), db::as_int(rows[0][1])};
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
    for (const auto& row : kFindAnswers.run(db, {account.value, device_no}, sequences)) found.push_back(read_answer(row));
    return found;
}

Given last_given_before(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence) {
    const auto rows = db.run(R"sql(
        SELECT sequence, answered_at FROM learning_answers
        WHERE account_id = $1 AND device_no = $2 AND sequence < $3
        ORDER BY sequence DESC
        LIMIT 1
    )sql",
                             {account.value, device_no, sequence});
    return rows.empty() ? Given{} : Given{db::as_int(rows[0][0]), {db::as_int(rows[0][1])}};
}

void add_answers(db::Connection& db, AccountId account, const std::vector<Answer>& answers) {
    kAddAnswers.run(db, answers, [&](const Answer& answer) -> std::vector<db::Value> {
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

std::vector<Answer> answers_to(db::Connection& db, AccountId account, const std::vector<std::string>& items) {
    std::vector<Answer> found;
    if (items.empty()) return found;
    for (const auto& row : kAnswersTo.run(db, {account.value}, items))
        found.push_back(read_answer(row));
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
    for (const auto& row : kLoadItems.run(db, {account.value}, items)) {
        auto state = read_item(row);
        states.emplace(state.item, std::move(state));
    }
    return states;
}

std::vector<answers::ItemState> items_due_until(db::Connection& db, AccountId account, Day day) {
    std::vector<answers::ItemState> due;
    for (const auto& row : db.run(R"sql(
        SELECT item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses, last_at
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
    kSaveItems.run(db, states, [&](const answers::ItemState& state) { return row_of(account, state); });
}

void introduce_items(db::Connection& db, AccountId account, const std::vector<answers::ItemState>& states) {
    kIntroduceItems.run(db, states, [&](const answers::ItemState& state) { return row_of(account, state); });
}

}  // namespace learning::store
