// What the routes of curriculum do.
#pragma once

#include <string>

#include "foundation/result.h"
#include "public.h"

namespace curriculum {

// A picture of the pack version that is loaded, by its whole address.
Result<Picture> find_picture(const Context& context, const std::string& address);

}  // namespace curriculum
