#pragma once
#include "accounts/rules.h"

#include "foundation/context.h"

namespace identity::store {

struct Person {
    AccountId id{};
    std::string full_name{};
    std::string nickname{};
    std::string login{};
    std::string password_hash{};
    int birth_year = 0;
    AddressForm address_form = AddressForm::ban;
    bool simple_mode = false;
    bool show_name = false;
    Instant joined_at{};
};

struct Membership {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    Day since;
    bool is_primary = false;
};

// False when the login is taken; then nothing was stored.
bool add_person(db::Connection& db, const Person& person);
void save_person(db::Connection& db, const Person& person);
void set_show_name(db::Connection& db, AccountId account, bool show_name);
// Only how the person is to be greeted, which every Today says.
struct Greeted {
    std::string full_name;
    AddressForm address_form = AddressForm::ban;
};
std::optional<Greeted> find_greeted(db::Connection& db, AccountId account);
std::optional<Person> find_person(db::Connection& db, AccountId account);
std::optional<Person> find_person(db::Connection& db, const std::string& login);

void add_membership(Context& context, AccountId account, const Membership& membership);
// Those that hold, the primary one first.
std::vector<Membership> find_memberships(db::Connection& db, AccountId account);
void move_primary(Context& context, AccountId account, units::UnitId unit, Day since);

struct NameRow {
    AccountId account;
    std::string full_name;
    std::string nickname;
    int birth_year = 0;
    bool show_name = false;
};
std::vector<NameRow> find_names(db::Connection& db, const std::vector<AccountId>& accounts);

struct PlaceRow {
    AccountId account;
    Place place;
};
// Up to limit primary places of accounts above `after`, in the order of their ids.
std::vector<PlaceRow> find_places(db::Connection& db, AccountId after, std::int64_t limit);

units::TargetGroup read_group(const std::string& word);

}  // namespace identity::store
