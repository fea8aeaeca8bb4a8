#pragma once
// SQL of reminders, of the ways they go, and of who wants them.
#include "foundation/context.h"
#include "plans/store.h"
#include "reminders/rules.h"

namespace campaign {

using ReminderId = Id<struct ReminderTag>;

namespace store {

struct ReminderRow {
    ReminderId id;
    std::string thing, stage;
    AccountId account;
    ReminderKind kind = ReminderKind::task;
    PlanId plan;
    units::UnitId unit;
    Day due_on;
    std::string subject, body, link;
    Instant made_at;
    AccountId asked_by;
    std::optional<Instant> read_at{};
    std::string name{};  // of the person, where it was asked for
};
// False when the person was reminded of that thing today, or of that stage before.
bool insert_reminder(db::Connection& db, const ReminderRow& row);
// Those a person sees in the app, newest first.
std::vector<ReminderRow> load_for(db::Connection& db, AccountId account, std::int64_t limit);
std::int64_t count_unread(db::Connection& db, AccountId account);
// In a unit and below it, newest first.
std::vector<ReminderRow> load_below(db::Connection& db, units::UnitId unit, std::int64_t limit);
bool mark_read(db::Connection& db, AccountId account, ReminderId id, Instant now);
void remove_of(db::Connection& db, AccountId account);

struct SendingRow {
    Channel channel = Channel::app;
    SendingState state = SendingState::waiting;
    std::int64_t tries = 0;
    Instant next_try_at;
    std::string outcome;
    Instant changed_at;
};
void insert_sending(db::Connection& db, ReminderId id, const SendingRow& row);
std::vector<SendingRow> load_sendings(db::Connection& db, ReminderId id);

struct Letter {
    ReminderRow reminder;
    Channel channel = Channel::email;
    std::int64_t tries = 0;
};
// What may go now, at most so many, the longest waiting first; marked as "sending" with one more try.
std::vector<Letter> claim_letters(db::Connection& db, Instant now, std::int64_t limit);
void save_outcome(db::Connection& db, ReminderId id, const SendingRow& row);

ReminderChoices load_choices(db::Connection& db, AccountId account);
void save_choices(db::Connection& db, AccountId account, const ReminderChoices& choices);

}  // namespace store
}  // namespace campaign
