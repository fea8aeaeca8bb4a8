#pragma once
// SQL of plans and their versions.
#include "foundation/context.h"
#include "units/public.h"

namespace campaign {

using PlanId = Id<struct PlanTag>;

namespace store {

struct PlanRow {
    PlanId id;
    std::int64_t version = 1;
    units::UnitId unit;
    std::string code;
    std::optional<Day> valid_from;  // none: a draft
    std::int64_t revision = 1;
    std::string body;
    AccountId changed_by;
    Instant changed_at;
};

std::optional<PlanRow> find_plan(db::Connection& db, PlanId id, std::int64_t version);
std::optional<PlanRow> find_newest(db::Connection& db, PlanId id);
std::optional<PlanRow> find_newest(db::Connection& db, units::UnitId unit, const std::string& code);
// The published version that holds on that day.
// The day on which the plan first took force; nothing while it was never published.
std::optional<Day> find_first_day(db::Connection& db, PlanId id);
std::optional<PlanRow> find_in_force(db::Connection& db, PlanId id, Day day);
// The newest version of each plan of a unit; drafts or not.
std::vector<PlanRow> load_newest(db::Connection& db, units::UnitId unit);
// Of every plan there is, the version that holds on that day.
std::vector<PlanRow> load_in_force(db::Connection& db, Day day);
void insert_plan(db::Connection& db, const PlanRow& row);
void save_draft(db::Connection& db, const PlanRow& row);
void publish_draft(db::Connection& db, const PlanRow& row, Day valid_from);
// The version before it takes over the draft's revision.
void remove_draft(db::Connection& db, const PlanRow& row);

}  // namespace store
}  // namespace campaign
