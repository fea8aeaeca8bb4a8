#include "app/packs/commands.h"

#include "app/packs/check.h"
#include "app/packs/exchange.h"
#include "app/packs/preview.h"

#include <memory>

namespace app::packs {
namespace {

void add_check(CLI::App& pack, Settings& settings, std::function<int()>& chosen) {
    auto* check = pack.add_subcommand("check", "Check packs; every mistake and every doubt as file:line");
    const auto request = std::make_shared<CheckRequest>();
    check->add_option("folders", request->folders, "Pack folders")->required()->check(CLI::ExistingDirectory);
    check->add_option("--words", request->words, "Words accepted besides the dictionary; without it words.txt beside the packs");
    check->add_flag("--strict", request->strict, "Fail on warnings too");
    check->add_flag("--json", request->json, "Print the report as JSON");
    check->callback([&settings, &chosen, request] { chosen = [&settings, request] { return check_packs(*request, settings); }; });
}

std::shared_ptr<ExchangeRequest> add_request(CLI::App& command) {
    auto request = std::make_shared<ExchangeRequest>();
    command.add_option("--format", request->format, "gift or moodle-xml")->required()->check(CLI::IsMember({"gift", "moodle-xml"}));
    command.add_flag("--json", request->json, "Print the loss report as JSON");
    return request;
}

void add_exchange(CLI::App& pack, Settings& settings, std::function<int()>& chosen) {
    auto* out = pack.add_subcommand("export", "Write items and recall cards for Moodle and others; tells for each what is lost there");
    const auto given = add_request(*out);
    out->add_option("folder", given->pack_folder, "Pack folder")->required()->check(CLI::ExistingDirectory);
    out->add_option("file", given->file, "File to write")->required();
    out->add_option("--lesson", given->lesson_id, "Only this lesson, by its id");
    out->callback([&settings, &chosen, given] { chosen = [&settings, given] { return export_pack(*given, settings.frameworks_dir); }; });

    auto* in = pack.add_subcommand("import", "Make a draft of a lesson's items file; tells for each question what was lost");
    const auto taken = add_request(*in);
    in->add_option("file", taken->file, "File to read")->required()->check(CLI::ExistingFile);
    in->add_option("lesson", taken->lesson_id, "Id of the lesson")->required();
    in->add_option("items_file", taken->items_file, "File to write, NN-slug.items.yaml; it must not be there yet")->required();
    in->callback([&chosen, taken] { chosen = [taken] { return import_pack(*taken); }; });
}

}  // namespace

void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen) {
    auto* pack = app.add_subcommand("pack", "Packs of learning material")->require_subcommand(1);
    add_check(*pack, settings, chosen);
    add_exchange(*pack, settings, chosen);
    auto* preview_command = pack->add_subcommand("preview", "Show one pack as a learner sees it; changed files are read again");
    const auto folder = std::make_shared<std::string>();
    preview_command->add_option("folder", *folder, "Pack folder")->required()->check(CLI::ExistingDirectory);
    preview_command->callback([&settings, &chosen, folder] { chosen = [&settings, folder] { return preview(settings, *folder); }; });
}

}  // namespace app::packs
