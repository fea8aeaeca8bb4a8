#include "changes/actions.h"
#include "foundation/settings.h"
#include "tree/store.h"

namespace units {

std::shared_ptr<const Tree> current(const Services& services) { return services.get<CurrentTree>().get(); }

void add_services(Services& services, const Settings&) {
    services.add(std::make_shared<CurrentTree>());
    services.add(std::make_shared<PastTrees>());
}

void load_services(Context& context) { load_current(context); }

}  // namespace units
