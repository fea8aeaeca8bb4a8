#include "roster/store.h"

namespace identity::store {

std::vector<Member> find_members(db::Connection& db, units::UnitId unit) {
    std::vector<Member> members;
    for (const auto& row : db.run(R"sql(
        SELECT a.id, a.full_name, a.birth_year FROM identity_memberships m JOIN identity_accounts a ON a.id = m.account_id
        WHERE m.unit_id = $1 AND m.until_on IS NULL ORDER BY a.id
    )sql", {unit.value})) {
        members.push_back({{db::as_int(row[0])}, db::as_text(row[1]), static_cast<int>(db::as_int(row[2]))});
    }
    return members;
}

bool is_login_taken(db::Connection& db, const std::string& login) {
    return !db.run("SELECT id FROM identity_accounts WHERE login = $1", {login}).empty();
}

}  // namespace identity::store
