// From the bytes of pack folders to a library that is whole, or to everything that is wrong with them. Pure: what lies
// on the disk is read by packs/store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "public.h"

namespace curriculum {

struct PackFolder {
    std::string path;  // as it stands in messages
    std::string name;
    std::map<std::string, std::string> files;  // path inside the folder -> bytes
};

LoadedPacks read_packs(const std::vector<PackFolder>& packs, const PackFolder& frameworks);

}  // namespace curriculum
