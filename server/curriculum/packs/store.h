// Packs as they lie on the disk: the bytes of their files, before anybody looks at what they say.
#pragma once

#include <string>
#include <vector>

#include "packs/rules.h"
#include "public.h"

namespace curriculum::store {

// Regular files of at most a megabyte; anything else is a problem and is not read.
PackFolder read_folder(const std::string& folder, std::vector<PackProblem>& problems);

}  // namespace curriculum::store
