#include "app/packs/commands.h"

#include "app/packs/check.h"

#include <memory>

namespace app::packs {

void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen) {
    auto* pack = app.add_subcommand("pack", "Packs of learning material")->require_subcommand(1);

    auto* check = pack->add_subcommand("check", "Check packs; every mistake and every doubt as file:line");
    const auto request = std::make_shared<CheckRequest>();
    check->add_option("folders", request->folders, "Pack folders")->required()->check(CLI::ExistingDirectory);
    check->add_option("--words", request->words, "Words accepted besides the dictionary; without it words.txt beside the packs");
    check->add_flag("--strict", request->strict, "Fail on warnings too");
    check->add_flag("--json", request->json, "Print the report as JSON");
    check->callback([&settings, &chosen, request] { chosen = [&settings, request] { return check_packs(*request, settings.frameworks_dir); }; });
}

}  // namespace app::packs
