#pragma once
// The accounts of a demo data folder, one for each role, with passwords anyone may know: they exist nowhere else.
#include "foundation/http/json.h"

#include <vector>

namespace app::demo {

struct Account {
    std::string role;
    std::string login;
    std::string password;
    std::string note;  // Vietnamese, shown on the demo's sign-in page
    std::string full_name;
    std::string unit_code;
};
BOOST_DESCRIBE_STRUCT(Account, (), (role, login, password, note, full_name, unit_code))

std::vector<Account> accounts();

}  // namespace app::demo
