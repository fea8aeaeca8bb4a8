#include "foundation/services.h"

#include "archives/actions.h"
#include "archives/services.h"
#include "bundles/services.h"
#include "foundation/context.h"
#include "foundation/settings.h"
#include "paths/actions.h"
#include "public.h"

namespace learning {

void add_services(Services& services, const Settings& settings) {
    services.add(std::make_shared<BundleShelf>());
    services.add(std::make_shared<ArchiveShelf>(archive_folder(settings)));
    services.add(std::make_shared<KeptPaths>());
}

void load_services(Context& context) { tell_missing_archives(context); }

}  // namespace learning
