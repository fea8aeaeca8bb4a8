#pragma once
// Merging, splitting and renaming units while a campaign runs: shown first, then done, in one transaction. What people reached
// follows them, since they keep their place; reports that were handed in stay as they were.
#include "foundation/http/router.h"
#include "plans/actions.h"

namespace campaign {

enum class ReformKind { merge, split, rename };
BOOST_DESCRIBE_ENUM(ReformKind, merge, split, rename)

struct ReformedUnit {
    Text<1, 32> code;
    Text<1, 200> name;
    units::Kind kind = units::Kind::commune;
    std::optional<List<Text<1, 32>, 500>> children;  // of a split: units below the old one that go to this part
};
BOOST_DESCRIBE_STRUCT(ReformedUnit, (), (code, name, kind, children))

struct Reform {
    ReformKind kind = ReformKind::merge;
    Day day;  // the first day of the new units
    bool dry_run = true;
    List<Text<1, 32>, 50> units;  // that end, or the one that is renamed
    List<ReformedUnit, 50> into;  // one, or the parts of a split
};
BOOST_DESCRIBE_STRUCT(Reform, (), (kind, day, dry_run, units, into))

struct ReformMove {
    units::UnitRef unit;
    std::int64_t people = 0, placed_there = 0, reached = 0;
    std::int64_t typed_values = 0, own_shares = 0, open_reports = 0, kept_reports = 0;
    std::vector<units::UnitRef> children;  // directly below it
    std::string heir_code;                 // where people placed in it are counted from then on
};
BOOST_DESCRIBE_STRUCT(ReformMove, (), (unit, people, placed_there, reached, typed_values, own_shares, open_reports, kept_reports, children, heir_code))

struct ReformTotals {
    std::int64_t people = 0, reached = 0;
};
BOOST_DESCRIBE_STRUCT(ReformTotals, (), (people, reached))

struct ReformSeen {
    bool dry_run = true;
    Day day;
    std::vector<ReformMove> moves;
    std::int64_t values_added_up = 0;  // typed values and shares that the merged unit begins with
    ReformTotals before, after;        // of the unit above; equal, or nothing is done
};
BOOST_DESCRIBE_STRUCT(ReformSeen, (), (dry_run, day, moves, values_added_up, before, after))

// code: a unit above all that change.
Result<ReformSeen> reform_units(http::SlowContext& slow, const std::string& code, const Reform& order);

}  // namespace campaign
