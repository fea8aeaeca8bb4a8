#include "item_data/store.h"

namespace learning::store {
namespace {

Mistake read_mistake(const db::Row& row) {
    return {db::as_int(row[0]), {db::as_int(row[1])}, db::as_text(row[2]),
            db::as_int(row[3]), db::as_text(row[4]),  {db::as_int(row[5])}};
}

}  // namespace

std::vector<ItemCount> count_first_scores(db::Connection& db) {
    std::vector<ItemCount> counts;
    for (const auto& row : db.run(R"sql(
        WITH people AS (
            SELECT account_id, AVG(CAST(first_score_permille AS DOUBLE PRECISION)) AS mean
            FROM learning_items WHERE answers_count > 0 GROUP BY account_id
        ), scores AS (
            SELECT learning_items.item AS item, CAST(first_score_permille AS DOUBLE PRECISION) AS x, people.mean AS m
            FROM learning_items JOIN people ON people.account_id = learning_items.account_id
            WHERE answers_count > 0
        )
        SELECT item, COUNT(*), SUM(x), SUM(m), SUM(x * x), SUM(m * m), SUM(x * m) FROM scores GROUP BY item ORDER BY item
    )sql",
                                  {})) {
        counts.push_back({db::as_text(row[0]),
                          {db::as_int(row[1]), db::as_double(row[2]), db::as_double(row[3]), db::as_double(row[4]),
                           db::as_double(row[5]), db::as_double(row[6])}});
    }
    return counts;
}

std::vector<WrongResponse> wrong_responses(db::Connection& db, Day since) {
    std::vector<WrongResponse> found;
    for (const auto& row : db.run(R"sql(
        WITH given AS (
            SELECT item, response, COUNT(DISTINCT account_id) AS people FROM learning_answers
            WHERE day >= $1 AND score_permille < 1000 AND response <> '[]'
            GROUP BY item, response
        ), ranked AS (
            SELECT item, response, people, ROW_NUMBER() OVER (PARTITION BY item ORDER BY people DESC, response) AS place FROM given
        )
        SELECT item, response, people FROM ranked WHERE place = 1 ORDER BY item
    )sql",
                                  {since.number})) {
        found.push_back({db::as_text(row[0]), db::as_text(row[1]), db::as_int(row[2])});
    }
    return found;
}

void replace_item_records(db::Connection& db, const std::vector<ItemRecord>& records) {
    db.run("DELETE FROM learning_item_data", {});
    for (const auto& record : records) {
        db.run(R"sql(
            INSERT INTO learning_item_data (item, people_count, mean_permille, discrimination, wrong_response, wrong_people, counted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
        )sql",
               {record.item, record.people, record.mean_permille,
                record.discrimination ? db::Value(*record.discrimination) : db::Value(nullptr),
                record.wrong_response ? db::Value(*record.wrong_response) : db::Value(nullptr), record.wrong_people,
                record.counted_at.utc_ms});
    }
}

std::vector<ItemRecord> item_records(db::Connection& db) {
    std::vector<ItemRecord> records;
    for (const auto& row : db.run(R"sql(
        SELECT item, people_count, mean_permille, discrimination, wrong_response, wrong_people, counted_at
        FROM learning_item_data ORDER BY item
    )sql",
                                  {})) {
        ItemRecord record{db::as_text(row[0]), db::as_int(row[1]),  db::as_double(row[2]), {}, {},
                          db::as_int(row[5]),  {db::as_int(row[6])}};
        if (!db::is_null(row[3])) record.discrimination = db::as_double(row[3]);
        if (!db::is_null(row[4])) record.wrong_response = db::as_text(row[4]);
        records.push_back(std::move(record));
    }
    return records;
}

void add_mistake(db::Connection& db, const Mistake& mistake) {
    db.run(R"sql(
        INSERT INTO learning_mistakes (id, account_id, item, item_version, body, reported_at) VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
           {mistake.id, mistake.account.value, mistake.item, mistake.item_version, mistake.body, mistake.reported_at.utc_ms});
}

std::int64_t mistakes_since(db::Connection& db, AccountId account, Instant since) {
    return db::as_int(db.run("SELECT COUNT(*) FROM learning_mistakes WHERE account_id = $1 AND reported_at >= $2",
                             {account.value, since.utc_ms})[0][0]);
}

std::vector<Mistake> open_mistakes(db::Connection& db, std::int64_t limit) {
    std::vector<Mistake> mistakes;
    for (const auto& row : db.run(R"sql(
        SELECT id, account_id, item, item_version, body, reported_at FROM learning_mistakes
        WHERE closed_at IS NULL ORDER BY id LIMIT $1
    )sql",
                                  {limit})) {
        mistakes.push_back(read_mistake(row));
    }
    return mistakes;
}

std::vector<Mistake> mistakes_of(db::Connection& db, AccountId account) {
    std::vector<Mistake> mistakes;
    for (const auto& row : db.run(R"sql(
        SELECT id, account_id, item, item_version, body, reported_at FROM learning_mistakes WHERE account_id = $1 ORDER BY id
    )sql",
                                  {account.value})) {
        mistakes.push_back(read_mistake(row));
    }
    return mistakes;
}

bool close_mistake(db::Connection& db, std::int64_t id, Instant now) {
    db.run("UPDATE learning_mistakes SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", {id, now.utc_ms});
    return db.changed_count() == 1;
}

void erase_mistakes(db::Connection& db, AccountId account) {
    db.run("UPDATE learning_mistakes SET body = '' WHERE account_id = $1", {account.value});
}

}  // namespace learning::store
