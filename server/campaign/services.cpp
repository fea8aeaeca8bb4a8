#include "foundation/settings.h"
#include "facts/actions.h"
#include "papers/rules.h"
#include "plans/actions.h"
#include "sendings/actions.h"

namespace campaign {

void add_services(Services& services, const Settings& settings) {
    services.add(std::make_shared<papers::AppAddress>(papers::address_for_papers(settings.public_url)));
    services.add(std::make_shared<KeptPlans>());
    services.add(std::make_shared<Ways>(open_ways(settings)));
}

void load_services(Context& context) { count_once(context); }

}  // namespace campaign
