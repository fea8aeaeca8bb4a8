#include "accounts/store.h"

#include "names/store.h"

namespace identity::store {
namespace {

template <class Enum>
std::string word_of(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum read_word(const std::string& word) {
    Enum value{};
    ensure(boost::describe::enum_from_string(word.c_str(), value), "a stored word is unknown");
    return value;
}

Person read_person(const db::Row& row) {
    return {.id = {db::as_int(row[0])},
            .full_name = db::as_text(row[1]),
            .nickname = db::as_text(row[2]),
            .login = db::as_text(row[3]),
            .password_hash = db::as_text(row[4]),
            .birth_year = static_cast<int>(db::as_int(row[5])),
            .address_form = read_word<AddressForm>(db::as_text(row[6])),
            .simple_mode = db::as_bool(row[7]),
            .show_name = db::as_bool(row[8]),
            .joined_at = {db::as_int(row[9])}};
}

}  // namespace

units::TargetGroup read_group(const std::string& word) { return read_word<units::TargetGroup>(word); }

bool add_person(db::Connection& db, const Person& person) {
    const bool is_new = !db.run(R"sql(
        INSERT INTO identity_accounts (id, full_name, nickname, login, password_hash, birth_year, address_form, simple_mode,
                                       show_name, joined_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (login) DO NOTHING
        RETURNING id
    )sql", {person.id.value, person.full_name, person.nickname, person.login, person.password_hash,
            std::int64_t{person.birth_year}, word_of(person.address_form), std::int64_t{person.simple_mode},
            std::int64_t{person.show_name}, person.joined_at.utc_ms}).empty();
    if (is_new) add_words(db, person.id, person.full_name, person.login);
    return is_new;
}

void save_person(db::Connection& db, const Person& person) {
    db.run(R"sql(
        UPDATE identity_accounts
        SET full_name = $2, nickname = $3, password_hash = $4, address_form = $5, simple_mode = $6, show_name = $7, birth_year = $8
        WHERE id = $1
    )sql", {person.id.value, person.full_name, person.nickname, person.password_hash, word_of(person.address_form),
            std::int64_t{person.simple_mode}, std::int64_t{person.show_name}, std::int64_t{person.birth_year}});
}

void set_show_name(db::Connection& db, AccountId account, bool show_name) {
    db.run("UPDATE identity_accounts SET show_name = $2 WHERE id = $1", {account.value, std::int64_t{show_name}});
}

std::optional<Greeted> find_greeted(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT full_name, address_form FROM identity_accounts WHERE id = $1", {account.value});
    if (rows.empty()) return std::nullopt;
    return Greeted{db::as_text(rows[0][0]), read_word<AddressForm>(db::as_text(rows[0][1]))};
}

std::optional<Person> find_person(db::Connection& db, AccountId account) {
    const auto rows = db.run(R"sql(
        SELECT id, full_name, nickname, login, password_hash, birth_year, address_form, simple_mode, show_name, joined_at
        FROM identity_accounts WHERE id = $1
    )sql", {account.value});
    return rows.empty() ? std::nullopt : std::optional(read_person(rows[0]));
}

std::optional<Person> find_person(db::Connection& db, const std::string& login) {
    const auto rows = db.run(R"sql(
        SELECT id, full_name, nickname, login, password_hash, birth_year, address_form, simple_mode, show_name, joined_at
        FROM identity_accounts WHERE login = $1
    )sql", {login});
    return rows.empty() ? std::nullopt : std::optional(read_person(rows[0]));
}

void add_membership(Context& context, AccountId account, const Membership& membership) {
    context.db.run(R"sql(
        INSERT INTO identity_memberships (id, account_id, unit_id, target_group, since_on, until_on, is_primary)
        VALUES ($1, $2, $3, $4, $5, NULL, $6)
    )sql", {context.fresh_id(), account.value, membership.unit.value, word_of(membership.group), membership.since.number,
            std::int64_t{membership.is_primary}});
}

std::vector<Membership> find_memberships(db::Connection& db, AccountId account) {
    std::vector<Membership> memberships;
    for (const auto& row : db.run(R"sql(
        SELECT unit_id, target_group, since_on, is_primary FROM identity_memberships
        WHERE account_id = $1 AND until_on IS NULL ORDER BY is_primary DESC, id
    )sql", {account.value})) {
        memberships.push_back({{db::as_int(row[0])}, read_group(db::as_text(row[1])), {db::as_int(row[2])}, db::as_bool(row[3])});
    }
    return memberships;
}

void move_primary(Context& context, AccountId account, units::UnitId unit, Day since) {
    const auto rows = context.db.run(R"sql(
        UPDATE identity_memberships SET until_on = $2
        WHERE account_id = $1 AND is_primary = 1 AND until_on IS NULL RETURNING target_group
    )sql", {account.value, since.number});
    ensure(!rows.empty(), "everyone has a primary place");
    add_membership(context, account, {unit, read_group(db::as_text(rows[0][0])), since, true});
}

std::vector<NameRow> find_names(db::Connection& db, const std::vector<AccountId>& accounts) {
    std::vector<NameRow> names;
    names.reserve(accounts.size());
    for (const auto account : accounts) {
        const auto rows = db.run("SELECT full_name, nickname, birth_year, show_name FROM identity_accounts WHERE id = $1",
                                 {account.value});
        if (rows.empty()) continue;
        names.push_back({account, db::as_text(rows[0][0]), db::as_text(rows[0][1]), static_cast<int>(db::as_int(rows[0][2])),
                         db::as_bool(rows[0][3])});
    }
    return names;
}

std::vector<PlaceRow> find_places(db::Connection& db, AccountId after, std::int64_t limit) {
    std::vector<PlaceRow> places;
    for (const auto& row : db.run(R"sql(
        SELECT account_id, unit_id, target_group FROM identity_memberships
        WHERE is_primary = 1 AND until_on IS NULL AND account_id > $1 ORDER BY account_id LIMIT $2
    )sql", {after.value, limit})) {
        places.push_back({{db::as_int(row[0])}, {{db::as_int(row[1])}, read_group(db::as_text(row[2]))}});
    }
    return places;
}

}  // namespace identity::store
