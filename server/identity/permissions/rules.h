#pragma once
// Which role may do what, and where.
#include "public.h"

#include <functional>
#include <string>
#include <vector>

namespace identity {

struct Grant {
    Role role = Role::learner;
    units::UnitId unit;  // 0: everywhere
    auto operator<=>(const Grant&) const = default;
};

// "operator" is a word of C++, so the enumerator cannot be the wire word.
std::string role_word(Role role);
Role read_role(const std::string& word);

bool role_has(Role role, Permission permission);

// is_within(inner, outer): a role counts in its unit and everything below.
using IsWithin = std::function<bool(units::UnitId inner, units::UnitId outer)>;
bool allows(const std::vector<Grant>& grants, Permission permission, units::UnitId unit, const IsWithin& is_within);

// Officers and above work under stricter rules: a second factor, the idle lock, a session of one working day.
bool is_privileged(Role role);
bool is_privileged(const std::vector<Grant>& grants);

// A reset code lets its holder become that person, so it may be given only to somebody whose roles are all weaker.
bool may_reset(const std::vector<Grant>& actor, const std::vector<Grant>& subject);

}  // namespace identity
