#include "archiving/store.h"

namespace learning::store {

std::vector<AccountId> next_accounts(db::Connection& db, AccountId after, std::int64_t limit) {
    std::vector<AccountId> accounts;
    // From one account to the next in the index, whatever the number of each one's answers.
    for (const auto& row : db.run(R"sql(
        WITH RECURSIVE people(account_id) AS (
            SELECT MIN(account_id) FROM learning_answers WHERE account_id > $1
            UNION ALL
            SELECT (SELECT MIN(account_id) FROM learning_answers WHERE account_id > people.account_id)
            FROM people WHERE people.account_id IS NOT NULL
        )
        SELECT account_id FROM people WHERE account_id IS NOT NULL LIMIT $2
    )sql",
                                  {after.value, limit})) {
        accounts.push_back({db::as_int(row[0])});
    }
    return accounts;
}

AnswersByAccount answers_received_before(db::Connection& db, AccountId from, AccountId to, Instant before) {
    AnswersByAccount found;
    for (const auto& row : db.run(R"sql(
        SELECT account_id, device_no, sequence, id, item, item_version, context, response, score_permille, answered_at, received_at,
               day, took_ms
        FROM learning_answers
        WHERE account_id BETWEEN $1 AND $2 AND received_at < $3
        ORDER BY account_id, device_no, sequence
    )sql",
                                  {from.value, to.value, before.utc_ms})) {
        found[{db::as_int(row[0])}].push_back({db::as_int(row[1]),
                                               db::as_int(row[2]),
                                               db::as_int(row[3]),
                                               db::as_text(row[4]),
                                               db::as_int(row[5]),
                                               db::as_text(row[6]) == "review" ? AnswerContext::review : AnswerContext::lesson,
                                               db::as_text(row[7]),
                                               db::as_int(row[8]),
                                               {db::as_int(row[9])},
                                               {db::as_int(row[10])},
                                               {db::as_int(row[11])},
                                               db::as_int(row[12])});
    }
    return found;
}

bool has_responses_before(db::Connection& db, AccountId account, Instant before) {
    return !db.run(R"sql(
        SELECT 1 FROM learning_answers WHERE account_id = $1 AND received_at < $2 AND response <> '[]' LIMIT 1
    )sql",
                   {account.value, before.utc_ms})
                .empty();
}

std::int64_t remove_answers(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t from, std::int64_t to) {
    db.run(R"sql(
        DELETE FROM learning_answers WHERE account_id = $1 AND device_no = $2 AND sequence BETWEEN $3 AND $4
    )sql",
           {account.value, device_no, from, to});
    return db.changed_count();
}

void raise_archived_to(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence) {
    db.run(R"sql(
        UPDATE learning_devices SET archived_to = $3 WHERE account_id = $1 AND device_no = $2 AND archived_to < $3
    )sql",
           {account.value, device_no, sequence});
}

void clear_archived_to(db::Connection& db, AccountId account) {
    db.run("UPDATE learning_devices SET archived_to = 0 WHERE account_id = $1 AND archived_to > 0", {account.value});
}

}  // namespace learning::store
