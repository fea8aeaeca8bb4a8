#include "foundation/services.h"

#include "bundles/services.h"
#include "foundation/context.h"
#include "foundation/settings.h"
#include "paths/actions.h"

namespace learning {

void add_services(Services& services, const Settings&) {
    services.add(std::make_shared<BundleShelf>());
    services.add(std::make_shared<KeptPaths>());
}

void load_services(Context&) {}

}  // namespace learning
