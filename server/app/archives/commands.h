#pragma once
#include "foundation/settings.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace app::archives {

// archive, unarchive and shrink: what an operator does with answers that nobody looks at any more.
void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen);

}  // namespace app::archives
