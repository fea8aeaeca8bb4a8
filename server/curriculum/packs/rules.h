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
    std::map<std::string, std::string> private_places = {};  // path inside the folder -> the private file that took its place

    bool is_private(const std::string& file) const { return private_places.contains(file); }
    // As the file is called in messages.
    std::string place_of(const std::string& file) const;
};

// Lets <pack>/<level>/test.yaml of the private folder take the place of the pack's own sample. What would take no place is
// a problem: a misspelt folder must not leave the public sample in use.
void lay_over(std::vector<PackFolder>& packs, const PackFolder& private_packs, std::vector<PackProblem>& problems);

LoadedPacks read_packs(const std::vector<PackFolder>& packs, const PackFolder& frameworks);

}  // namespace curriculum
