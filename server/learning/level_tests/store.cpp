#include "level_tests/store.h"

namespace learning::store {
namespace {

level_tests::Try read_try(const db::Row& row, std::size_t from = 0) {
    level_tests::Try each;
    each.number = db::as_int(row[from]);
    each.version = db::as_int(row[from + 1]);
    each.started_at = {db::as_int(row[from + 2])};
    each.ends_at = {db::as_int(row[from + 3])};
    if (!db::is_null(row[from + 4])) each.finished_at = Instant{db::as_int(row[from + 4])};
    each.score_percent = db::as_int(row[from + 5]);
    each.passed = db::as_int(row[from + 6]) == 1;
    return each;
}

}  // namespace

std::vector<level_tests::Try> tries_of(db::Connection& db, AccountId account, const std::string& test) {
    std::vector<level_tests::Try> tries;
    for (const auto& row : db.run(R"sql(
        SELECT try_no, test_version, started_at, ends_at, finished_at, score_percent, passed
        FROM learning_test_tries WHERE account_id = $1 AND test_id = $2 ORDER BY try_no
    )sql",
                                  {account.value, test})) {
        tries.push_back(read_try(row));
    }
    return tries;
}

bool add_try(db::Connection& db, AccountId account, const std::string& test, const level_tests::Try& each,
             const std::vector<TryPlace>& places) {
    db.run(R"sql(
        INSERT INTO learning_test_tries (account_id, test_id, try_no, test_version, started_at, ends_at, score_percent, passed)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0)
        ON CONFLICT (account_id, test_id, try_no) DO NOTHING
    )sql",
           {account.value, test, each.number, each.version, each.started_at.utc_ms, each.ends_at.utc_ms});
    if (db.changed_count() != 1) return false;
    for (const auto& place : places) {
        db.run(R"sql(
            INSERT INTO learning_test_answers (account_id, test_id, try_no, position, item, item_version, competence, score_permille)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
        )sql",
               {account.value, test, each.number, place.position, place.item, place.item_version, place.competence});
    }
    return true;
}

void finish_try(db::Connection& db, AccountId account, const std::string& test, const level_tests::Try& each) {
    db.run(R"sql(
        UPDATE learning_test_tries SET finished_at = $4, score_percent = $5, passed = $6
        WHERE account_id = $1 AND test_id = $2 AND try_no = $3
    )sql",
           {account.value, test, each.number, each.finished_at->utc_ms, each.score_percent, static_cast<std::int64_t>(each.passed)});
}

std::vector<TryPlace> places_of(db::Connection& db, AccountId account, const std::string& test, std::int64_t number) {
    std::vector<TryPlace> places;
    for (const auto& row : db.run(R"sql(
        SELECT position, item, item_version, competence, response, score_permille
        FROM learning_test_answers WHERE account_id = $1 AND test_id = $2 AND try_no = $3 ORDER BY position
    )sql",
                                  {account.value, test, number})) {
        TryPlace place{db::as_int(row[0]), db::as_text(row[1]), db::as_int(row[2]), db::as_text(row[3]), {}, db::as_int(row[5])};
        if (!db::is_null(row[4])) place.response = db::as_text(row[4]);
        places.push_back(std::move(place));
    }
    return places;
}

void save_place(db::Connection& db, AccountId account, const std::string& test, std::int64_t number, const TryPlace& place,
                Instant now) {
    db.run(R"sql(
        UPDATE learning_test_answers SET response = $5, score_permille = $6, answered_at = $7
        WHERE account_id = $1 AND test_id = $2 AND try_no = $3 AND position = $4
    )sql",
           {account.value, test, number, place.position, place.response.value(), place.score_permille, now.utc_ms});
}

std::vector<std::pair<std::string, int>> items_seen(db::Connection& db, AccountId account, const std::string& test) {
    std::vector<std::pair<std::string, int>> seen;
    for (const auto& row : db.run(R"sql(
        SELECT item, COUNT(*) FROM learning_test_answers WHERE account_id = $1 AND test_id = $2 GROUP BY item
    )sql",
                                  {account.value, test})) {
        seen.emplace_back(db::as_text(row[0]), static_cast<int>(db::as_int(row[1])));
    }
    return seen;
}

std::vector<OverdueTry> overdue_tries(db::Connection& db, Instant before, std::int64_t limit) {
    std::vector<OverdueTry> overdue;
    for (const auto& row : db.run(R"sql(
        SELECT account_id, test_id FROM learning_test_tries WHERE finished_at IS NULL AND ends_at < $1 LIMIT $2
    )sql",
                                  {before.utc_ms, limit})) {
        overdue.push_back({{db::as_int(row[0])}, db::as_text(row[1])});
    }
    return overdue;
}

std::vector<TestRecord> test_records_of(db::Connection& db, AccountId account) {
    std::vector<TestRecord> records;
    for (const auto& row : db.run(R"sql(
        SELECT test_id, try_no, test_version, started_at, ends_at, finished_at, score_percent, passed
        FROM learning_test_tries WHERE account_id = $1 ORDER BY test_id, try_no
    )sql",
                                  {account.value})) {
        records.push_back({db::as_text(row[0]), read_try(row, 1)});
    }
    return records;
}

void erase_test_responses(db::Connection& db, AccountId account) {
    db.run("UPDATE learning_test_answers SET response = '[]' WHERE account_id = $1 AND response IS NOT NULL", {account.value});
}

}  // namespace learning::store
