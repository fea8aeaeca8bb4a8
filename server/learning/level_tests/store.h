#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foundation/db/connection.h"
#include "foundation/ids.h"
#include "level_tests/rules.h"

namespace learning::store {

struct TryPlace {  // which item stands where, and what was answered there
    std::int64_t position = 0;
    std::string item;
    std::int64_t item_version = 1;
    std::string competence;
    std::optional<std::string> response;  // a JSON list of texts
    std::int64_t score_permille = 0;
};

std::vector<level_tests::Try> tries_of(db::Connection& db, AccountId account, const std::string& test);
// False when a try of this number stands there already.
bool add_try(db::Connection& db, AccountId account, const std::string& test, const level_tests::Try& each,
             const std::vector<TryPlace>& places);
void finish_try(db::Connection& db, AccountId account, const std::string& test, const level_tests::Try& each);

std::vector<TryPlace> places_of(db::Connection& db, AccountId account, const std::string& test, std::int64_t number);
void save_place(db::Connection& db, AccountId account, const std::string& test, std::int64_t number, const TryPlace& place,
                Instant now);
// How often each item was drawn for this person.
std::vector<std::pair<std::string, int>> items_seen(db::Connection& db, AccountId account, const std::string& test);

struct OverdueTry {
    AccountId account;
    std::string test;
};
std::vector<OverdueTry> overdue_tries(db::Connection& db, Instant before, std::int64_t limit);

struct TestRecord {
    std::string test;
    level_tests::Try each;
};
std::vector<TestRecord> test_records_of(db::Connection& db, AccountId account);
void erase_test_responses(db::Connection& db, AccountId account);

}  // namespace learning::store
