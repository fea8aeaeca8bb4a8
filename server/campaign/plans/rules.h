#pragma once
// A plan (kế hoạch) as data: whom it speaks of, what it wants reached, who does what by when, when reports are due.
#include "calendar/rules.h"
#include "foundation/http/json.h"
#include "units/public.h"

namespace campaign {

enum class DocumentFamily { state, party };  // the form its reports are written in
BOOST_DESCRIBE_ENUM(DocumentFamily, state, party)

struct PlanPeriod {
    Day from, to;  // both included
};
BOOST_DESCRIBE_STRUCT(PlanPeriod, (), (from, to))

// An office, front or body of people that the plan gives duties to; with a code where it is a unit of the tree.
struct PlanParty {
    Text<1, 60> id;
    Text<1, 200> name;
    std::optional<Text<1, 40>> unit;
};
BOOST_DESCRIBE_STRUCT(PlanParty, (), (id, name, unit))

// "At least 80 % of business owners, of whom 50 % …"
enum class Bound { at_least, more_than };
BOOST_DESCRIBE_ENUM(Bound, at_least, more_than)
// Where the whole comes from: people listed with us, the population register, the units below, those who reached the target
// around it, or a number typed with evidence.
enum class Denominator { roster, population, units, reached, given, none };
BOOST_DESCRIBE_ENUM(Denominator, roster, population, units, reached, given, none)

struct PlanTarget {
    Text<1, 60> id;
    Text<1, 300> title;
    std::optional<Text<1, 20>> requirement;  // an ID of docs/requirements.md
    Text<1, 40> measure;
    std::optional<Text<1, 60>> detail;        // what the measure needs: days, a level
    std::optional<units::TargetGroup> group;  // nobody named: everybody
    std::optional<Text<1, 60>> within;        // nested in that target
    Bound bound = Bound::at_least;
    std::optional<Whole<1, 100>> percent;
    std::optional<Whole<1, 10'000'000>> count;
    Denominator denominator = Denominator::population;
    std::optional<List<units::Kind, 11>> kinds;  // of the units counted below; nothing: all directly below
    bool cascades = true;  // units below answer for it too
    std::optional<Day> due_on;
    std::optional<Text<1, 60>> protocol;  // how "improved" is measured
};
BOOST_DESCRIBE_STRUCT(PlanTarget, (),
                      (id, title, requirement, measure, detail, group, within, bound, percent, count, denominator, kinds, cascades,
                       due_on, protocol))

struct PlanTask {
    Text<1, 60> id;
    Text<1, 300> title;
    std::optional<Text<1, 20>> requirement;  // an ID of docs/requirements.md
    std::optional<Text<1, 40>> section;      // where the plan says it
    Text<1, 60> lead;                        // a party
    List<Text<1, 60>, 20> with;              // coordinating parties
    std::optional<Day> due_on;               // none: a regular task
};
BOOST_DESCRIBE_STRUCT(PlanTask, (), (id, title, requirement, section, lead, with, due_on))

struct PlanReport {
    Text<1, 60> id;
    Text<1, 300> title;
    std::optional<Text<1, 20>> requirement;  // an ID of docs/requirements.md
    ReportRule due;
    Text<1, 60> to;                     // a party: whom units below report to
    std::optional<Text<1, 60>> onward;  // and whom the plan's own unit reports to; missing: the body above it
};
BOOST_DESCRIBE_STRUCT(PlanReport, (), (id, title, requirement, due, to, onward))

// How strong the evidence is that something became better.
enum class EvidenceStrength { self_rating, supervisor_rating, timed_work_sample };
BOOST_DESCRIBE_ENUM(EvidenceStrength, self_rating, supervisor_rating, timed_work_sample)

struct PlanProtocol {
    Text<1, 60> id;
    Text<1, 300> title;
    Text<1, 500> work_sample;  // the same kind before and after, done by the clock
    Whole<5, 240> minutes;
    Whole<7, 365> days_between;
    bool self_rating = true;
    bool supervisor_rating = true;
    Whole<1, 100> better_by_percent;  // less time at the same quality, or more quality in the same time
    EvidenceStrength strength = EvidenceStrength::timed_work_sample;
};
BOOST_DESCRIBE_STRUCT(PlanProtocol, (),
                      (id, title, work_sample, minutes, days_between, self_rating, supervisor_rating, better_by_percent,
                       strength))

struct PlanCriterion {
    Text<1, 300> title;
    std::optional<Text<1, 20>> requirement;  // an ID of docs/requirements.md
    bool collective = true;                  // else for a person
};
BOOST_DESCRIBE_STRUCT(PlanCriterion, (), (title, requirement, collective))

struct PlanPhase {
    Text<1, 300> title;
    std::optional<PlanPeriod> period;
};
BOOST_DESCRIBE_STRUCT(PlanPhase, (), (title, period))

struct Plan {
    Text<1, 60> id;
    Text<1, 300> title;
    Text<1, 200> movement;
    Text<1, 200> issuer;
    std::optional<Text<1, 60>> number;
    std::optional<Day> issued_on;
    DocumentFamily family = DocumentFamily::state;
    std::optional<Text<1, 40>> unit;  // code; none where the source names a unit that no longer stands
    PlanPeriod period;
    List<Text<1, 20>, 40> requirements;
    Text<1, 60> standing;  // the party that follows and urges
    List<Text<1, 300>, 20> purposes;
    List<Text<1, 300>, 20> subjects;
    List<PlanParty, 100> parties;
    List<PlanPhase, 20> phases;
    List<PlanProtocol, 10> protocols;
    List<PlanTarget, 100> targets;
    List<PlanTask, 200> tasks;
    List<PlanReport, 20> reports;
    List<PlanCriterion, 40> criteria;
    List<Text<1, 200>, 20> funding;  // sources
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (id, title, movement, issuer, number, issued_on, family, unit, period, requirements, standing, purposes,
                       subjects, parties, phases, protocols, targets, tasks, reports, criteria, funding))

namespace plans {

struct Flaw {
    std::string pointer;  // "/targets/3/within"
    std::string code;
    std::string text;  // Vietnamese
};
// What types cannot say: references, nesting, groups, days, and that nobody's telephone number stands in it.
std::vector<Flaw> find_flaws(const Plan& plan);

const PlanTarget* find_target(const Plan& plan, std::string_view id);
const PlanTask* find_task(const Plan& plan, std::string_view id);
const PlanReport* find_report(const Plan& plan, std::string_view id);
const PlanParty* find_party(const Plan& plan, std::string_view id);
// What it is called, or its id where the plan does not have it.
std::string party_name(const Plan& plan, const std::string& id);

}  // namespace plans
}  // namespace campaign
