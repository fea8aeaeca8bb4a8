#pragma once
#include "overview/rules.h"

#include <mutex>
#include <unordered_map>

namespace campaign {

// The last overviews of very large units.
class KeptOverviews {
public:
    std::optional<Overview> find(units::UnitId unit, Instant now);
    void keep(units::UnitId unit, const Overview& overview);

private:
    std::mutex mutex_;
    std::unordered_map<units::UnitId, Overview> kept_;
};

Result<Overview> see_overview(Context& context, const std::string& code);

}  // namespace campaign
