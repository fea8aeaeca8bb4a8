#pragma once
#include <map>
#include <string>
#include <vector>

#include "answers/rules.h"
#include "foundation/db/connection.h"
#include "foundation/ids.h"

namespace learning::store {

// 0 when this person's device was never seen.
std::int64_t find_device(db::Connection& db, AccountId account, const std::string& uuid);
std::int64_t count_devices(db::Connection& db, AccountId account);
void add_device(db::Connection& db, AccountId account, const std::string& uuid, std::int64_t device_no, Instant now);

// A row of the log.
struct Answer {
    std::int64_t device_no = 0;
    std::int64_t sequence = 0;
    std::int64_t id = 0;
    std::string item;
    std::int64_t item_version = 0;
    AnswerContext context = AnswerContext::lesson;
    std::string response;
    std::int64_t score_permille = 0;
    Instant answered_at;
    Instant received_at;
    Day day;
    std::int64_t took_ms = 0;
};
// Those among the sequences that are in the log.
std::vector<Answer> find_answers(db::Connection& db, AccountId account, std::int64_t device_no,
                                 const std::vector<std::int64_t>& sequences);
// When the last answer before this one was given, of those received from this device; 0 when there is none.
Instant last_given_before(db::Connection& db, AccountId account, std::int64_t device_no, std::int64_t sequence);
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
