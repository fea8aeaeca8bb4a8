#include "foundation/services.h"

#include "bundles/services.h"
#include "foundation/context.h"
#include "foundation/settings.h"

namespace learning {

void add_services(Services& services, const Settings&) { services.add(std::make_shared<BundleShelf>()); }

void load_services(Context&) {}

}  // namespace learning
