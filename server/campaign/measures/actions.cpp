#include "measures/actions.h"

namespace campaign {

MeasureList list_measures() {
    static constexpr const char* kCounts[] = {"people", "units", "things"};
    static constexpr const char* kDetails[] = {"none", "days", "level"};
    MeasureList list;
    for (const auto& measure : measures::vocabulary()) {
        list.measures.push_back({std::string(measure.id), std::string(measure.title), measure.source == measures::Source::events,
                                 kCounts[static_cast<int>(measure.counts)], kDetails[static_cast<int>(measure.detail)]});
    }
    return list;
}

}  // namespace campaign
