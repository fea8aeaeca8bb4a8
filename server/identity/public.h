#pragma once
// Identity: people, how they sign in, where they belong, what they may do, what they consented to.
// Other capabilities include only this file.
#include "foundation/context_factory.h"
#include "foundation/http/json.h"
#include "foundation/http/router.h"
#include "units/public.h"

#include <optional>
#include <string>
#include <vector>

namespace identity {

enum class Role { learner, helper, coach, unit_officer, author, province, operator_ };

// What a route may ask for. Which roles have it, and that a role counts only within its unit's subtree, is identity's rule.
enum class Permission {
    see_overview,   // numbers of a unit
    see_people,     // the people behind the numbers
    invite,         // join links and posters
    import_roster,
    reset_password,
    see_audit,
    review_tasks,   // see what people handed in, accept it or return it
    run_campaign,   // plans, targets, tasks and reports of a unit
    see_item_data,  // how learning material fares, and what learners report about it
    assist,         // enrol people without a telephone and record for them
};
BOOST_DESCRIBE_ENUM(Permission, see_overview, see_people, invite, import_roster, reset_password, see_audit, review_tasks, run_campaign, see_item_data, assist)

// False for nobody, for an unknown unit and outside of the role's subtree.
bool may(Context& context, Permission permission, units::UnitId unit);

// The unit that ranks and reports count a person in (their hamlet, office, school …) and their target group.
struct Place {
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
};
std::optional<Place> primary_place(Context& context, AccountId account);

// How a person may be shown to others: the full name only when they switched it on and are 16 or older, else the nickname.
struct PublicName {
    AccountId account;
    std::string name;
};
std::vector<PublicName> public_names(Context& context, const std::vector<AccountId>& accounts);

// Whose role there gives them the permission; roles in units above or for everything are not asked.
std::vector<AccountId> who_runs(Context& context, Permission permission, units::UnitId unit);
// The e-mail address the person gave for news and confirmed by a letter; nothing when there is none.
std::optional<std::string> email_of(Context& context, AccountId account);

// How the product greets the person: "bạn Lan", "bác Hoa".
std::string greeting_name(Context& context, AccountId account);

// Everyone with a primary place, for what ranks and counts in memory; called for each row.
void each_place(Context& context, const std::function<void(AccountId, const Place&)>& take);

// For commands and the demo: no permission asked.
struct NewAccount {
    std::string full_name;
    std::string login;
    std::string password_hash{};  // see hash_password; empty: cannot sign in with a password
    int birth_year = 0;
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::string address_form = "ban";
    bool show_name = false;
    Instant joined_at{};
};
AccountId add_account(Context& context, const NewAccount& account);
void grant_role(Context& context, AccountId account, Role role, units::UnitId unit);
std::optional<Role> find_role(const std::string& word);  // by its wire word: learner, helper, …, operator

// What a command at the server's own terminal says. Checked as when a person joins by themselves, but no consent is
// asked: whoever runs the server may appoint its officers. Refusals: login_invalid, name_invalid, login_taken,
// birth_year_invalid, no_such_unit and those of passwords.
struct Appointment {
    std::string login;
    std::string full_name;
    int birth_year = 0;
    std::string unit_code;
    std::string password;
    Role role = Role::unit_officer;
};
Result<AccountId> create_account(const ContextFactory& contexts, const Appointment& appointment);

// Argon2id; takes tens of milliseconds: never inside a transaction.
std::string hash_password(const std::string& password);
// A join link of the unit, for the demo and commands; gives its token, and what stands in the QR code.
std::string make_join_link(Context& context, units::UnitId unit, std::optional<units::TargetGroup> group);
std::string join_url(const Services& services, const std::string& token);
// A list of people (CSV or XLSX) into the unit; gives what POST …/roster_imports replies. For commands.
Result<boost::json::object> import_roster(Context& context, units::UnitId unit, const std::string& bytes, bool dry_run);
// Writes into the audit trail of the unit and those above it, in the same transaction as the act; the actor is the context's.
struct PrivilegedAct {
    std::string action;  // one word, shown by its translation
    AccountId subject{};
    units::UnitId unit{};
    std::string detail{};  // never personal data: it outlives the person
};
void record_act(Context& context, const PrivilegedAct& act);
// Signed in as if with password and second factor; gives what the Cookie header carries. For tests and the demo.
std::string start_session(Context& context, AccountId account);

// People without a telephone, whom a helper (the context's actor) enrols at their door. What came once comes again to the same
// person; once they are erased it is refused for good (person_gone).
struct AssistedEnrolment {
    std::string device;  // the entry of the helper's log
    std::int64_t sequence = 0;
    std::string full_name;
    int birth_year = 0;
    std::string unit_code;
    units::TargetGroup group = units::TargetGroup::citizen;
    std::string consent_version;
    Instant agreed_at;
};
Result<AccountId> enrol_assisted(Context& context, const AssistedEnrolment& enrolment);
// Whom an entry of this helper's enrolled.
Result<AccountId> find_assisted(Context& context, const std::string& device, std::int64_t sequence);
// Whether the helper enrolled them, was assigned to them or is a helper of their unit, and still has the right there.
bool may_record_for(Context& context, AccountId learner);
struct AssistedLearner {
    AccountId account;
    std::string full_name;
    int birth_year = 0;
    std::string unit_name;
    Instant agreed_at;
    bool enrolled_by_me = false;
    std::optional<std::string> device;  // the entry that enrolled them, when it was one's own
    std::optional<std::int64_t> sequence;
};
std::vector<AssistedLearner> assisted_learners(Context& context);
std::vector<units::UnitRef> units_to_assist(Context& context);
struct ConsentShown {
    std::string version, title, text;
};
BOOST_DESCRIBE_STRUCT(ConsentShown, (), (version, title, text))
ConsentShown learning_consent();

// Events.
struct AccountJoined {
    AccountId account;
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
};
BOOST_DESCRIBE_STRUCT(AccountJoined, (), (account, unit, group))

struct PlaceChanged {
    AccountId account;
    units::UnitId from;
    units::UnitId to;
};
BOOST_DESCRIBE_STRUCT(PlaceChanged, (), (account, from, to))

// The person's row is gone; whoever keeps free text of theirs must delete it now. Totals and ledgers stay, nameless.
struct AccountErased {
    AccountId account;
};
BOOST_DESCRIBE_STRUCT(AccountErased, (), (account))

// Asked for "my data": each capability adds its own part (in the transaction) to what the person downloads.
struct DataRequested {
    AccountId account;
};
BOOST_DESCRIBE_STRUCT(DataRequested, (), (account))  // answers go into context.effects, one key a capability

}  // namespace identity
