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

std::vector<AssistedRow> find_assisted(db::Connection& db, AccountId helper) {
    std::vector<AssistedRow> found;
    for (const auto& row : db.run(R"sql(
        SELECT e.enrolled_by, e.device, e.sequence, e.account_id, e.consent_version, e.agreed_at, a.full_name, a.birth_year, m.unit_id
        FROM identity_assisting h
        JOIN identity_assisted e ON e.account_id = h.account_id
        JOIN identity_accounts a ON a.id = h.account_id
        JOIN identity_memberships m ON m.account_id = a.id AND m.is_primary = 1 AND m.until_on IS NULL
        WHERE h.helper_id = $1
        ORDER BY a.full_name, a.id
    )sql",
                                  {helper.value})) {
        found.push_back({read_enrolment(row), db::as_text(row[6]), static_cast<int>(db::as_int(row[7])), {db::as_int(row[8])}});
    }
    return found;
}

bool is_assisted(db::Connection& db, AccountId account) {
    return !db.run("SELECT 1 FROM identity_assisted WHERE account_id = $1", {account.value}).empty();
}

}  // namespace identity::store
