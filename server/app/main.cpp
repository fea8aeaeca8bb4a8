// binhdanhoc: one program, one subcommand for each thing an operator does. `binhdanhoc --help` lists them.
#include "app/archives/commands.h"
#include "app/commands.h"
#include "app/demo/fill.h"
#include "app/demo/mark.h"
#include "app/move/move.h"
#include "app/packs/commands.h"
#include "app/plans/commands.h"
#include "app/serve.h"
#include "foundation/log.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

namespace {

void add_settings(CLI::App& app, Settings& settings) {
    // CLI11 2.1 reads no environment variable for the file itself, so its default is looked up here.
    const char* file = std::getenv("BDH_CONFIG");
    app.set_config("--config", file ? file : "", "Settings as an INI or TOML file, e.g. /etc/binhdanhoc.toml (BDH_CONFIG)", file != nullptr);
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.add_option("--data", settings.data_dir, "Data folder")->envname("BDH_DATA")->capture_default_str();
    app.add_option("--database", settings.database, "PostgreSQL address; without it SQLite in the data folder")->envname("BDH_DATABASE");
    app.add_option("--address", settings.address, "Address to listen on")->envname("BDH_ADDRESS")->capture_default_str();
    app.add_option("--port", settings.port, "Port to listen on")->envname("BDH_PORT")->capture_default_str();
    app.add_option("--public-url", settings.public_url, "Address people use, for links and QR codes")->envname("BDH_PUBLIC_URL");
    app.add_option("--web", settings.web_dir, "Folder of the built web app")->envname("BDH_WEB");
    app.add_option("--packs", settings.packs, "Pack folders")->envname("BDH_PACKS");
    app.add_option("--private-packs", settings.private_packs_dir, "Folder of level tests that take the place of the packs' samples")
        ->envname("BDH_PRIVATE_PACKS")
        ->check(CLI::ExistingDirectory);
    app.add_option("--frameworks", settings.frameworks_dir, "Folder of competence frameworks")->envname("BDH_FRAMEWORKS");
    app.add_option("--scoring", settings.scoring_file, "File with the scoring numbers; without it the built-in ones")->envname("BDH_SCORING");
    app.add_option("--readers", settings.reader_threads, "Threads that read")->capture_default_str()->check(CLI::Range(1, 64));
    app.add_option("--checkpoint-pages", settings.checkpoint_pages, "Pages of 4 KB in the log from which on it is copied into the file (SQLite only)")
        ->capture_default_str()
        ->check(CLI::Range(64, 1 << 20));
    app.add_option("--io-threads", settings.io_threads, "Threads for sockets")->capture_default_str()->check(CLI::Range(1, 64));
    app.add_option("--hash-threads", settings.hash_threads, "Threads for password hashing")->capture_default_str()->check(CLI::Range(1, 64));
    app.add_option("--connections-max", settings.connections_max, "Connections at most")->capture_default_str();
    app.add_option("--backup-folder", settings.backup_dir, "Folder for a backup every day (SQLite only); without it none is made")->envname("BDH_BACKUP_FOLDER");
    app.add_option("--backup-hour", settings.backup_hour, "Hour of the day, in Việt Nam, at which it is made")->capture_default_str()->check(CLI::Range(0, 23));
    app.add_option("--backup-days", settings.backup_days, "Backups kept: of so many days")->capture_default_str()->check(CLI::Range(1, 366));
    app.add_option("--backup-weeks", settings.backup_weeks, "and the last of so many weeks")->capture_default_str()->check(CLI::Range(0, 520));
    app.add_option("--backup-months", settings.backup_months, "and of so many months")->capture_default_str()->check(CLI::Range(0, 120));
    app.add_option("--archive-folder", settings.archive_dir, "Folder of archives with older answers; without it archives in the data folder")->envname("BDH_ARCHIVE_FOLDER");
    app.add_option("--smtp-url", settings.smtp_url, "Mail server for reminders, smtp://host:587 or smtps://host; without it no e-mails")->envname("BDH_SMTP_URL");
    app.add_option("--smtp-from", settings.smtp_from, "Address that e-mails come from")->envname("BDH_SMTP_FROM");
    app.add_option("--smtp-user", settings.smtp_user, "Name at the mail server")->envname("BDH_SMTP_USER");
    app.add_option("--smtp-password-file", settings.smtp_password_file, "File with the password there")->envname("BDH_SMTP_PASSWORD_FILE")->check(CLI::ExistingFile);
    app.add_option("--webhook-url", settings.webhook_url, "Address that gets each reminder as signed JSON")->envname("BDH_WEBHOOK_URL");
    app.add_option("--webhook-secret-file", settings.webhook_secret_file, "File with the secret of the signature")->envname("BDH_WEBHOOK_SECRET_FILE")->check(CLI::ExistingFile);
    app.add_option("--drain-seconds", settings.drain_seconds, "On SIGTERM: seconds for proxies to notice, and again to let go")->capture_default_str()->check(CLI::Range(0, 300));
    app.add_option("--log-level", settings.log_level, "trace, debug, info, warn, error or off")->envname("BDH_LOG_LEVEL")->capture_default_str();
}

// What follows from where the program stands: packs and the web app lie beside the repository or under /usr/share.
void complete(Settings& settings) {
    namespace fs = std::filesystem;
    const auto first = [](std::initializer_list<const char*> candidates) -> std::string {
        for (const auto* each : candidates) {
            if (fs::exists(each)) return each;
        }
        return {};
    };
    if (settings.packs.empty()) {
        const auto root = first({"packs", "/usr/share/binhdanhoc/packs"});
        if (!root.empty()) {
            for (const auto& entry : fs::directory_iterator(root)) {
                if (fs::exists(entry.path() / "pack.yaml")) settings.packs.push_back(entry.path().string());
            }
            std::sort(settings.packs.begin(), settings.packs.end());
        }
    }
    if (settings.frameworks_dir.empty()) settings.frameworks_dir = first({"packs/frameworks", "/usr/share/binhdanhoc/packs/frameworks"});
    if (settings.web_dir.empty()) settings.web_dir = first({"web/build", "/usr/share/binhdanhoc/web"});
    if (settings.public_url.empty()) settings.public_url = "http://localhost:" + std::to_string(settings.port);
    settings.demo = app::demo::is_demo(settings);
    logging::set_level(settings.log_level);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Bình Dân Học: a mass-literacy movement for AI and digital skills, in one server"};
    app.require_subcommand(1);
    app.fallthrough();  // before the subcommands are made: they inherit it, so that settings may stand after them
    app.set_help_all_flag("--help-all", "Help of every subcommand");
    Settings settings;
    add_settings(app, settings);

    std::function<int()> chosen;
    std::string file, unit, target, move_from, move_to;
    app::NewOfficer officer{.login = {}, .full_name = {}, .unit_code = {}, .role = "unit_officer"};
    bool dry_run = false, only_check = false;

    app.add_subcommand("serve", "Serve the web app and the API")->callback([&] { chosen = [&] { return app::serve(settings); }; });
    app::demo::DemoSize size;
    auto* demo = app.add_subcommand("demo", "Fill an empty data folder with invented people and their history");
    demo->add_option("--people", size.people, "Invented learners")->capture_default_str()->check(CLI::Range(1, 2'000'000));
    demo->add_option("--weeks", size.weeks, "Weeks of history")->capture_default_str()->check(CLI::Range(1, 52));
    demo->add_flag("!--no-plan", size.with_plan, "Leave the campaign empty, to set a plan up by hand");
    demo->callback([&] { chosen = [&] { return app::demo::fill(settings, size); }; });
    app.add_subcommand("migrate", "Bring the database to this program's schema")->callback([&] {
        chosen = [&] { return app::migrate(settings); };
    });

    auto* units = app.add_subcommand("units", "Units")->require_subcommand(1);
    auto* units_import = units->add_subcommand("import", "Import units from CSV (code,parent_code,name,kind)");
    units_import->add_option("file", file, "CSV file")->required()->check(CLI::ExistingFile);
    units_import->callback([&] { chosen = [&] { return app::import_units(settings, file); }; });

    auto* roster = app.add_subcommand("roster", "Rosters")->require_subcommand(1);
    auto* roster_import = roster->add_subcommand("import", "Import people of a unit from CSV or XLSX");
    roster_import->add_option("unit", unit, "Code of the unit")->required();
    roster_import->add_option("file", file, "CSV or XLSX file")->required()->check(CLI::ExistingFile);
    roster_import->add_flag("--dry-run", dry_run, "Only say what would happen");
    roster_import->callback([&] { chosen = [&] { return app::import_roster(settings, unit, file, dry_run); }; });

    auto* account = app.add_subcommand("account", "Accounts")->require_subcommand(1);
    auto* account_create = account->add_subcommand("create", "Create an account with a role; the password is read from standard input");
    account_create->add_option("login", officer.login, "Phone number or user name")->required();
    account_create->add_option("--name", officer.full_name, "Full name")->required();
    account_create->add_option("--birth-year", officer.birth_year, "Year of birth")->required();
    account_create->add_option("--unit", officer.unit_code, "Code of the unit")->required();
    account_create->add_option("--role", officer.role, "learner, coach, unit_officer, author, province or operator")->capture_default_str();
    account_create->callback([&] { chosen = [&] { return app::create_account(settings, officer); }; });

    app::packs::add_commands(app, settings, chosen);
    app::plans::add_commands(app, settings, chosen);
    app::archives::add_commands(app, settings, chosen);

    auto* backup = app.add_subcommand("backup", "Copy the SQLite database while the server works");
    backup->add_option("target", target, "File to write")->required();
    backup->callback([&] { chosen = [&] { return app::back_up_to(settings, target); }; });

    auto* restore = app.add_subcommand("restore", "Put a backup in the database's place, after examining it; the server must be stopped");
    restore->add_option("file", file, "Backup")->required()->check(CLI::ExistingFile);
    restore->add_flag("--check", only_check, "Only examine it: damage, schema, a start on a copy, ledgers counted anew");
    restore->callback([&] { chosen = [&] { return app::restore_from(settings, file, only_check); }; });
    auto* move = app.add_subcommand("move", "Copy everything from SQLite into an empty PostgreSQL database; the server must be stopped");
    move->add_option("--from", move_from, "SQLite file; without it the one in the data folder");
    move->add_option("--to", move_to, "PostgreSQL address; without it the one of --database");
    move->callback([&] { chosen = [&] { return app::move::move(settings, move_from, move_to); }; });

    auto* openapi = app.add_subcommand("openapi", "Write the OpenAPI document of this program's route table");
    openapi->add_option("file", file, "File to write")->required();
    openapi->callback([&] { chosen = [&] { return app::write_openapi(settings, file); }; });

    app.add_subcommand("version", "Print the version")->callback([&] {
        chosen = [] {
            std::puts("binhdanhoc " BDH_VERSION);
            return 0;
        };
    });

    CLI11_PARSE(app, argc, argv);
    try {
        complete(settings);
        return chosen();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "binhdanhoc: %s\n", error.what());
        return 1;
    }
}
