// Packs as they lie on the disk: the bytes of their files, before anybody looks at what they say.
#pragma once

#include <string>
#include <vector>

#include "packs/rules.h"
#include "public.h"

namespace curriculum::store {

// Regular files of at most a megabyte; anything else is a problem and is not read.
PackFolder read_folder(const std::string& folder, std::vector<PackProblem>& problems);

struct Folders {
    std::vector<PackFolder> packs;
    PackFolder frameworks;  // without files when no folder is named
};
// With the private tests laid over the packs' own.
Folders read_folders(const PackPaths& paths, std::vector<PackProblem>& problems);

}  // namespace curriculum::store
