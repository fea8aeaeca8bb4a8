#pragma once
// Helpers of a unit: whom an officer lets enrol and record for its people without a telephone, until the officer ends it.
#include "public.h"

namespace identity {

struct HelperShown {
    AccountId account_id;
    std::string full_name;
    std::string login;
    units::UnitRef unit;  // which the officer named; everything below it is included
    Instant since_at;
    std::int64_t enrolled_count = 0;  // of the people listed beside
};
BOOST_DESCRIBE_STRUCT(HelperShown, (), (account_id, full_name, login, unit, since_at, enrolled_count))

struct HelpedShown {
    AccountId account_id;
    std::string full_name;
    int birth_year = 0;
    std::string unit_name;
    std::optional<std::string> enrolled_by;  // nothing: somebody who was erased
    Instant agreed_at;
};
BOOST_DESCRIBE_STRUCT(HelpedShown, (), (account_id, full_name, birth_year, unit_name, enrolled_by, agreed_at))

struct HelpersPage {
    std::vector<HelperShown> helpers;
    std::vector<HelpedShown> people;  // without a telephone, in the unit and below
    std::int64_t people_total = 0;    // more than people when there are very many
};
BOOST_DESCRIBE_STRUCT(HelpersPage, (), (helpers, people, people_total))

HelpersPage list_helpers(Context& context, units::UnitId unit);
// Again is not wrong. Refusal: no_such_helper, for a login the actor has nothing to do with, too.
Result<http::NoContent> appoint_helper(Context& context, units::UnitId unit, const std::string& login);
Result<http::NoContent> end_helper(Context& context, units::UnitId unit, AccountId helper);

}  // namespace identity
