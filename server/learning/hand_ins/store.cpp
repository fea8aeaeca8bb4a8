#include "hand_ins/store.h"

namespace learning::store {

std::optional<HandInRow> find_hand_in(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence) {
    const auto rows = db.run(R"sql(
        SELECT id, task_id, claimed_at, handed_in_at, received_at FROM learning_task_hand_ins
        WHERE account_id = $1 AND device_no = $2 AND sequence = $3
    )sql",
                             {account.value, device_no, sequence});
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return HandInRow{account,
                     device_no,
                     sequence,
                     db::as_int(row[0]),
                     db::as_text(row[1]),
                     {db::as_int(row[2])},
                     {db::as_int(row[3])},
                     {db::as_int(row[4])}};
}

void add_hand_in(db::Connection& db, const HandInRow& row) {
    db.run(R"sql(
        INSERT INTO learning_task_hand_ins (account_id, device_no, sequence, id, task_id, claimed_at, handed_in_at, received_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
           {row.account.value, row.device_no, row.sequence, row.id, row.task, row.claimed_at.utc_ms, row.handed_in_at.utc_ms,
            row.received_at.utc_ms});
}

}  // namespace learning::store
