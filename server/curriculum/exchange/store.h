// Files on their way in and out: read within limits, written whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "public.h"

namespace curriculum::store {

// A regular file of at most 20 MB.
std::optional<std::string> read_exchange_file(const std::string& path, std::vector<PackProblem>& problems);

enum class Overwrite { yes, no };
// Written beside its place and moved there when it is whole, so that a failure leaves nothing behind.
bool write_whole_file(const std::string& path, const std::string& bytes, Overwrite overwrite, std::vector<PackProblem>& problems);

}  // namespace curriculum::store
