#include "bundles/services.h"

#include "foundation/http/json.h"

namespace learning {

std::shared_ptr<const bundles::Parcel> BundleShelf::parcel(const std::shared_ptr<const curriculum::Library>& library,
                                                           const curriculum::Level& level, units::TargetGroup group) {
    const std::lock_guard lock(mutex_);
    if (library_ != library) {
        parcels_.clear();
        library_ = library;
    }
    auto& parcel = parcels_[{level.id, group}];
    if (!parcel) {
        const auto json = boost::json::serialize(http::to_json(bundles::bundle_of(*library, level, group)));
        parcel = std::make_shared<const bundles::Parcel>(bundles::wrap(json));
    }
    return parcel;
}

}  // namespace learning
