#include "reminders/store.h"

namespace campaign::store {
namespace {

template <class Word>
Word read_word(const db::Value& value) {
    Word word{};
    ensure(boost::describe::enum_from_string(db::as_text(value).c_str(), word), "an unknown word of a reminder is stored");
    return word;
}

template <class Word>
std::string word_of(Word word) {
    return boost::describe::enum_to_string(word, "");
}

ReminderRow read_reminder(const db::Row& row) {
    ReminderRow reminder{{db::as_int(row[0])}, db::as_text(row[1]),     db::as_text(row[2]),  {db::as_int(row[3])},
                         read_word<ReminderKind>(row[4]), {db::as_int(row[5])}, {db::as_int(row[6])}, {db::as_int(row[7])},
                         db::as_text(row[8]), db::as_text(row[9]),     db::as_text(row[10]), {db::as_int(row[11])},
                         {db::as_int(row[12])}};
    if (!db::is_null(row[13])) reminder.read_at = Instant{db::as_int(row[13])};
    reminder.name = db::as_text_or(row[14], "");
    return reminder;
}

std::vector<ReminderRow> read_all(const db::Rows& rows) {
    std::vector<ReminderRow> reminders;
    for (const auto& row : rows)
        reminders.push_back(read_reminder(row));
    return reminders;
}

// What a process that died left: nobody knows whether it arrived.
constexpr std::int64_t kLostAfterMs = 10 * kMinuteMs;

}  // namespace

bool insert_reminder(db::Connection& db, const ReminderRow& row) {
    db.run(R"sql(
        INSERT INTO campaign_reminders (id, thing, stage, account_id, kind, plan_id, unit_id, due_on, subject, body, link, made_on, made_at, asked_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT DO NOTHING
    )sql",
           {row.id.value, row.thing, row.stage, row.account.value, word_of(row.kind), row.plan.value, row.unit.value,
            row.due_on.number, row.subject, row.body, row.link, day_of(row.made_at).number, row.made_at.utc_ms, row.asked_by.value});
    return db.changed_count() == 1;
}

std::vector<ReminderRow> load_for(db::Connection& db, AccountId account, std::int64_t limit) {
    return read_all(db.run(R"sql(
        SELECT r.id, r.thing, r.stage, r.account_id, r.kind, r.plan_id, r.unit_id, r.due_on, r.subject, r.body, r.link, r.made_at,
               r.asked_by, r.read_at, ''
        FROM campaign_reminders r JOIN campaign_sendings s ON s.reminder_id = r.id AND s.channel = 'app'
        WHERE r.account_id = $1 ORDER BY r.id DESC LIMIT $2
    )sql",
                           {account.value, limit}));
}

std::int64_t count_unread(db::Connection& db, AccountId account) {
    return db::as_int(db.run(R"sql(
        SELECT COUNT(*) FROM campaign_reminders r JOIN campaign_sendings s ON s.reminder_id = r.id AND s.channel = 'app'
        WHERE r.account_id = $1 AND r.read_at IS NULL
    )sql",
                             {account.value})[0][0]);
}

std::vector<ReminderRow> load_below(db::Connection& db, units::UnitId unit, std::int64_t limit) {
    // Names one by one: joined with LEFT JOIN, SQLite first makes the whole view of everybody there is.
    return read_all(db.run(R"sql(
        SELECT r.id, r.thing, r.stage, r.account_id, r.kind, r.plan_id, r.unit_id, r.due_on, r.subject, r.body, r.link, r.made_at,
               r.asked_by, r.read_at, (SELECT p.full_name FROM identity_report_people p WHERE p.account_id = r.account_id)
        FROM campaign_reminders r
        JOIN units_report_closure c ON c.unit_id = r.unit_id AND c.ancestor_id = $1
        ORDER BY r.id DESC LIMIT $2
    )sql",
                           {unit.value, limit}));
}

bool mark_read(db::Connection& db, AccountId account, ReminderId id, Instant now) {
    db.run("UPDATE campaign_reminders SET read_at = COALESCE(read_at, $3) WHERE id = $2 AND account_id = $1",
           {account.value, id.value, now.utc_ms});
    return db.changed_count() == 1;
}

void remove_of(db::Connection& db, AccountId account) {
    db.run(R"sql(
        DELETE FROM campaign_sendings WHERE reminder_id IN (SELECT id FROM campaign_reminders WHERE account_id = $1)
    )sql",
           {account.value});
    db.run("DELETE FROM campaign_reminders WHERE account_id = $1", {account.value});
    db.run("DELETE FROM campaign_reminder_choices WHERE account_id = $1", {account.value});
}

void insert_sending(db::Connection& db, ReminderId id, const SendingRow& row) {
    db.run(R"sql(
        INSERT INTO campaign_sendings (reminder_id, channel, state, tries, next_try_at, outcome, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
           {id.value, word_of(row.channel), word_of(row.state), row.tries, row.next_try_at.utc_ms, row.outcome,
            row.changed_at.utc_ms});
}

std::vector<SendingRow> load_sendings(db::Connection& db, ReminderId id) {
    std::vector<SendingRow> sendings;
    for (const auto& row : db.run(R"sql(
        SELECT channel, state, tries, next_try_at, outcome, changed_at FROM campaign_sendings WHERE reminder_id = $1 ORDER BY channel
    )sql",
                                  {id.value})) {
        sendings.push_back({read_word<Channel>(row[0]), read_word<SendingState>(row[1]), db::as_int(row[2]), {db::as_int(row[3])},
                            db::as_text(row[4]), {db::as_int(row[5])}});
    }
    return sendings;
}

std::vector<Letter> claim_letters(db::Connection& db, Instant now, std::int64_t limit) {
    db.lock("campaign_sendings", 0);
    db.run("UPDATE campaign_sendings SET state = 'unclear', outcome = 'interrupted', changed_at = $1 WHERE state = 'sending' AND changed_at < $2",
           {now.utc_ms, now.utc_ms - kLostAfterMs});
    std::vector<Letter> letters;
    // Who was tried least goes first: one mailbox that cannot be reached does not hold up the others for ever.
    for (const auto& row : db.run(R"sql(
        SELECT r.id, r.thing, r.stage, r.account_id, r.kind, r.plan_id, r.unit_id, r.due_on, r.subject, r.body, r.link, r.made_at,
               r.asked_by, r.read_at, '', s.channel, s.tries
        FROM campaign_sendings s JOIN campaign_reminders r ON r.id = s.reminder_id
        WHERE s.state = 'waiting' AND s.next_try_at <= $1
        ORDER BY s.tries, s.next_try_at, r.id LIMIT $2
    )sql",
                                  {now.utc_ms, limit})) {
        letters.push_back({read_reminder(row), read_word<Channel>(row[15]), db::as_int(row[16]) + 1});
    }
    for (const auto& letter : letters) {
        db.run("UPDATE campaign_sendings SET state = 'sending', tries = $3, changed_at = $4 WHERE reminder_id = $1 AND channel = $2",
               {letter.reminder.id.value, word_of(letter.channel), letter.tries, now.utc_ms});
    }
    return letters;
}

void save_outcome(db::Connection& db, ReminderId id, const SendingRow& row) {
    db.run(R"sql(
        UPDATE campaign_sendings SET state = $3, tries = $4, next_try_at = $5, outcome = $6, changed_at = $7
        WHERE reminder_id = $1 AND channel = $2
    )sql",
           {id.value, word_of(row.channel), word_of(row.state), row.tries, row.next_try_at.utc_ms, row.outcome,
            row.changed_at.utc_ms});
}

ReminderChoices load_choices(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT app, email, webhook FROM campaign_reminder_choices WHERE account_id = $1", {account.value});
    if (rows.empty()) return {};
    return {db::as_bool(rows[0][0]), db::as_bool(rows[0][1]), db::as_bool(rows[0][2])};
}

void save_choices(db::Connection& db, AccountId account, const ReminderChoices& choices) {
    db.run(R"sql(
        INSERT INTO campaign_reminder_choices (account_id, app, email, webhook) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET app = excluded.app, email = excluded.email, webhook = excluded.webhook
    )sql",
           {account.value, std::int64_t{choices.app}, std::int64_t{choices.email}, std::int64_t{choices.webhook}});
}

}  // namespace campaign::store
