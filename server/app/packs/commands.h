#pragma once
// binhdanhoc pack …: what authors of learning material do at a terminal.
#include "foundation/settings.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace app::packs {

// Adds `pack` and its subcommands; the one that is called puts what it does into `chosen`.
void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen);

}  // namespace app::packs
