#include "foundation/settings.h"
#include "facts/actions.h"
#include "overview/actions.h"

namespace campaign {

void add_services(Services& services, const Settings&) { services.add(std::make_shared<KeptOverviews>()); }

void load_services(Context& context) { count_once(context); }

}  // namespace campaign
