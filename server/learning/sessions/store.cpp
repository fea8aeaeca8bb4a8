#include "sessions/store.h"

namespace learning::store {

std::vector<memory::ItemState> due_items(db::Connection& db, AccountId account, Day until) {
    auto rows = db.run(R"sql(
        SELECT item, stability_days, last_day, due_day, answers_count FROM learning_items WHERE account_id = $1 AND due_day <= $2
    )sql",
                       {account.value, until.number});
    std::vector<memory::ItemState> due(rows.size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        auto& row = rows[place];
        due[place].item = std::move(std::get<std::string>(row[0]));
        due[place].memory.stability_days = db::as_double(row[1]);
        due[place].last_day = {db::as_int(row[2])};
        due[place].due_day = {db::as_int(row[3])};
        due[place].answers_count = db::as_int(row[4]);
    }
    return due;
}

}  // namespace learning::store
