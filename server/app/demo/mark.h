#pragma once
#include "foundation/settings.h"

#include <optional>
#include <string>

namespace app::demo {

// A file named DEMO makes a data folder a demo: its accounts' passwords are public and second factors are not asked for.
// It holds the token of the demo's join link.
bool is_demo(const Settings& settings);
std::optional<std::string> join_token(const Settings& settings);
void write_mark(const Settings& settings, const std::string& join_token);

}  // namespace app::demo
