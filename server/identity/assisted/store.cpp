#include "assisted/store.h"

namespace identity::store {
namespace {

Enrolment read_enrolment(const db::Row& row) {
    return {{db::as_int(row[0])}, db::as_text(row[1]), db::as_int(row[2]),
            {db::as_int(row[3])}, db::as_text(row[4]), {db::as_int(row[5])}};
}

}  // namespace

std::optional<Enrolment> find_enrolment(db::Connection& db, AccountId helper, const std::string& device, std::int64_t sequence) {
    const auto rows = db.run(R"sql(
        SELECT enrolled_by, device, sequence, account_id, consent_version, agreed_at
        FROM identity_assisted WHERE enrolled_by = $1 AND device = $2 AND sequence = $3
    )sql",
                             {helper.value, device, sequence});
    return rows.empty() ? std::nullopt : std::optional(read_enrolment(rows[0]));
}

void add_enrolment(Context& context, const Enrolment& enrolment) {
    context.db.run(R"sql(
        INSERT INTO identity_assisted (enrolled_by, device, sequence, account_id, consent_version, agreed_at, received_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
                   {enrolment.helper.value, enrolment.device, enrolment.sequence, enrolment.account.value,
                    enrolment.consent_version, enrolment.agreed_at.utc_ms, context.now.utc_ms});
}

bool is_assisting(db::Connection& db, AccountId helper, AccountId account) {
    return !db.run("SELECT 1 FROM identity_assisting WHERE helper_id = $1 AND account_id = $2", {helper.value, account.value})
                .empty();
}

void add_assisting(Context& context, AccountId helper, AccountId account) {
    context.db.run(R"sql(
        INSERT INTO identity_assisting (helper_id, account_id, since_at) VALUES ($1, $2, $3)
        ON CONFLICT (helper_id, account_id) DO NOTHING
    )sql",
                   {helper.value, account.value, context.now.utc_ms});
}

namespace {

constexpr const char* kColumns =
    "SELECT e.enrolled_by, e.device, e.sequence, e.account_id, e.consent_version, e.agreed_at, a.full_name, a.birth_year, m.unit_id ";

std::vector<AssistedRow> read_assisted(const db::Rows& rows) {
    std::vector<AssistedRow> found;
    for (const auto& row : rows)
        found.push_back({read_enrolment(row), db::as_text(row[6]), static_cast<int>(db::as_int(row[7])), {db::as_int(row[8])}});
    return found;
}

}  // namespace

std::vector<AssistedRow> find_assisted(db::Connection& db, AccountId helper) {
    return read_assisted(db.run(std::string(kColumns) + R"sql(
        FROM identity_assisting h
        JOIN identity_assisted e ON e.account_id = h.account_id
        JOIN identity_accounts a ON a.id = h.account_id
        JOIN identity_memberships m ON m.account_id = a.id AND m.is_primary = 1 AND m.until_on IS NULL
        WHERE h.helper_id = $1
        ORDER BY a.full_name, a.id
    )sql",
                                {helper.value}));
}

std::vector<AssistedRow> find_assisted_in(db::Connection& db, units::UnitId unit) {
    return read_assisted(db.run(std::string(kColumns) + R"sql(
        FROM identity_memberships m
        JOIN identity_assisted e ON e.account_id = m.account_id
        JOIN identity_accounts a ON a.id = m.account_id
        WHERE m.unit_id = $1 AND m.is_primary = 1 AND m.until_on IS NULL
        ORDER BY a.full_name, a.id
    )sql",
                                {unit.value}));
}

bool is_assisted(db::Connection& db, AccountId account) {
    return !db.run("SELECT 1 FROM identity_assisted WHERE account_id = $1", {account.value}).empty();
}

std::optional<Enrolment> find_enrolment_of(db::Connection& db, AccountId account) {
    const auto rows = db.run(R"sql(
        SELECT enrolled_by, device, sequence, account_id, consent_version, agreed_at FROM identity_assisted WHERE account_id = $1
    )sql",
                             {account.value});
    return rows.empty() ? std::nullopt : std::optional(read_enrolment(rows[0]));
}

std::vector<AccountId> find_assisting(db::Connection& db, AccountId account) {
    std::vector<AccountId> helpers;
    for (const auto& row : db.run("SELECT helper_id FROM identity_assisting WHERE account_id = $1 ORDER BY since_at, helper_id", {account.value}))
        helpers.push_back({db::as_int(row[0])});
    return helpers;
}

std::vector<HelpGiven> find_help_given(db::Connection& db, AccountId account) {
    std::vector<HelpGiven> given;
    for (const auto& row : db.run(R"sql(
        SELECT acted_at, actor_id, action, detail FROM identity_audit
        WHERE subject_id = $1 AND action IN ('assisted_enrolled', 'assisted_recorded') ORDER BY id
    )sql",
                                  {account.value})) {
        given.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}, db::as_text(row[2]), db::as_text(row[3])});
    }
    return given;
}

}  // namespace identity::store
