#pragma once
#include <map>
#include <string>
#include <vector>

#include "answers/rules.h"
#include "foundation/db/connection.h"
#include "foundation/ids.h"

namespace learning::store {

struct Device {
    std::int64_t number = 0;       // 0 when this person's device was never seen
    std::int64_t archived_to = 0;  // its answers above this number are in the log, or new
};
Device find_device(db::Connection& db, AccountId account, const std::string& uuid);
std::int64_t count_devices(db::Connection& db, AccountId account);
void add_device(db::Connection& db, AccountId account, const std::string& uuid, std::int64_t device_no, Instant now);

using answers::Answer;
// Those among the sequences that are in the log.
std::vector<Answer> find_answers(db::Connection& db, AccountId account, std::int64_t device_no,
                                 const std::vector<std::int64_t>& sequences);
// The last answer before this one, of those received from this device and still in the log; zeros when there is none.
struct Given {
    std::int64_t sequence = 0;
    Instant at;
};
Given last_given_before(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence);
void add_answers(db::Connection& db, AccountId account, const std::vector<Answer>& answers);
std::vector<Answer> answers_of(db::Connection& db, AccountId account);
// Reads all that the person ever answered; for the rare answer that comes out of its order.
std::vector<Answer> answers_to(db::Connection& db, AccountId account, const std::vector<std::string>& items);
// What was typed is gone; that and when it was answered stays counted.
void erase_responses(db::Connection& db, AccountId account);
void forget_devices(db::Connection& db, AccountId account);

std::map<std::string, answers::ItemState> load_items(db::Connection& db, AccountId account,
                                                     const std::vector<std::string>& items);
std::vector<answers::ItemState> items_due_until(db::Connection& db, AccountId account, Day day);
// Nothing when this person has no item at all.
std::optional<Day> next_due_day(db::Connection& db, AccountId account);
void save_items(db::Connection& db, AccountId account, const std::vector<answers::ItemState>& states);
// Leaves those alone that are known already.
void introduce_items(db::Connection& db, AccountId account, const std::vector<answers::ItemState>& states);

}  // namespace learning::store
