#pragma once
// The vocabulary of measures as the app shows it.
#include "foundation/http/json.h"
#include "measures/rules.h"

namespace campaign {

struct MeasureSeen {
    std::string id, title;
    bool computed = false;  // from events; else typed or imported, with evidence
    std::string counts;     // people, units, things
    std::string detail;     // none, days, level
};
BOOST_DESCRIBE_STRUCT(MeasureSeen, (), (id, title, computed, counts, detail))

struct MeasureList {
    std::vector<MeasureSeen> measures;
};
BOOST_DESCRIBE_STRUCT(MeasureList, (), (measures))

MeasureList list_measures();

}  // namespace campaign
