#pragma once
// binhdanhoc plan check|import|export, report draft and recount.
#include "foundation/settings.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace app::plans {

void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen);

}  // namespace app::plans
