#pragma once
#include "public.h"

namespace identity {

struct AuditEntry {
    Instant at;
    std::string actor;
    std::string action;
    std::optional<std::string> subject;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (), (at, actor, action, subject, detail))
struct AuditPage {
    std::vector<AuditEntry> entries;
    std::optional<std::int64_t> next_before;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (entries, next_before))

AuditPage read_audit(Context& context, units::UnitId unit, std::optional<std::int64_t> before);

}  // namespace identity
