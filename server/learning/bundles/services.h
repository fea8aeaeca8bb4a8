// Bundles made once and sent many times; a changed library makes them anew.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "bundles/rules.h"
#include "foundation/services.h"

namespace learning {

class BundleShelf {
public:
    std::shared_ptr<const bundles::Parcel> parcel(const std::shared_ptr<const curriculum::Library>& library,
                                                  const curriculum::Level& level, units::TargetGroup group);

private:
    std::mutex mutex_;
    std::shared_ptr<const curriculum::Library> library_;
    std::map<std::pair<std::string, units::TargetGroup>, std::shared_ptr<const bundles::Parcel>> parcels_;
};

}  // namespace learning
