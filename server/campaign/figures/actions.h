#pragma once
// What a figure of a target stands for: the people who reached it, and those of its whole who did not.
#include "people/rules.h"
#include "plans/actions.h"

namespace campaign {

struct PersonBehind {
    AccountId account_id;
    std::string full_name, login;
    units::UnitPath unit;  // its path: those between it and the unit asked about
    units::TargetGroup target_group = units::TargetGroup::citizen;
    std::optional<Day> reached_on;  // nothing: not yet
};
BOOST_DESCRIBE_STRUCT(PersonBehind, (), (account_id, full_name, login, unit, target_group, reached_on))

struct PeopleBehind {
    std::string target_id, title;
    Day as_of;
    bool reached = true;
    std::int64_t total = 0, page = 1, page_size = kPageSize;
    std::vector<PersonBehind> people;
};
BOOST_DESCRIBE_STRUCT(PeopleBehind, (), (target_id, title, as_of, reached, total, page, page_size, people))

struct FigureAsked {
    std::string code;
    PlanId plan;
    std::string target_id;
    std::optional<Day> as_of;
    bool reached = true;
    std::int64_t page = 1;
};
// A page of them by given name; where more people than that are counted, unit by unit, each by given name, so that a page of
// a province costs no more than one of a hamlet. Only figures counted from events have people behind them; a typed one has its evidence.
Result<PeopleBehind> list_people_behind(Context& context, const FigureAsked& asked);

}  // namespace campaign
