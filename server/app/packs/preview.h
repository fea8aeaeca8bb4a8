#pragma once
#include "foundation/settings.h"

#include <string>

namespace app::packs {

// Serves the web app with this pack alone, on this machine only, to an invented learner whose data are gone at the end.
// Changed files are read again within a second; while they are broken the last good pack stays.
int preview(const Settings& settings, const std::string& pack_folder);

}  // namespace app::packs
