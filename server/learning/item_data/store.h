#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "foundation/time.h"
#include "item_data/rules.h"

namespace learning::store {

struct ItemCount {
    std::string item;
    item_data::Sums sums;
};
std::vector<ItemCount> count_first_scores(db::Connection& db);

struct WrongResponse {
    std::string item;
    std::string response;
    std::int64_t people = 0;
};
// For each item the response most often given among those not fully right, since that day.
std::vector<WrongResponse> wrong_responses(db::Connection& db, Day since);

struct ItemRecord {
    std::string item;
    std::int64_t people = 0;
    double mean_permille = 0;
    std::optional<double> discrimination;
    std::optional<std::string> wrong_response;
    std::int64_t wrong_people = 0;
    Instant counted_at;
};
void replace_item_records(db::Connection& db, const std::vector<ItemRecord>& records);
std::vector<ItemRecord> item_records(db::Connection& db);

struct Mistake {
    std::int64_t id = 0;
    AccountId account;
    std::string item;
    std::int64_t item_version = 1;
    std::string body;
    Instant reported_at;
};
void add_mistake(db::Connection& db, const Mistake& mistake);
std::int64_t mistakes_since(db::Connection& db, AccountId account, Instant since);
std::vector<Mistake> open_mistakes(db::Connection& db, std::int64_t limit);
std::vector<Mistake> mistakes_of(db::Connection& db, AccountId account);
bool close_mistake(db::Connection& db, std::int64_t id, Instant now);
void erase_mistakes(db::Connection& db, AccountId account);

}  // namespace learning::store
