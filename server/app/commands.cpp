#include "app/commands.h"

#include "app/backups/archives.h"
#include "app/backups/copy.h"
#include "app/backups/restore.h"
#include "app/command_line.h"
#include "foundation/capability.h"
#include "foundation/http/openapi.h"
#include "identity/public.h"
#include "units/public.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace app {
namespace {

// Reads a line without showing it when a person types it.
std::string read_password() {
    termios before{};
    const bool is_terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (is_terminal) {
        std::fputs("Password: ", stderr);
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string password;
    std::getline(std::cin, password);
    if (is_terminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::fputc('\n', stderr);
    }
    return password;
}

}  // namespace

int migrate(const Settings& settings) {
    std::filesystem::create_directories(settings.data_dir);
    const SystemClock clock;
    const int applied = db::migrate(*db::open(database_address(settings)), all_capabilities(), clock.now());
    std::printf("%d migrations applied\n", applied);
    return 0;
}

int import_units(const Settings& settings, const std::string& file) {
    const auto csv = read_file(file);
    CommandLine commandline(settings);
    units::ImportResult result;
    commandline.product.contexts->write([&](Context& context) {
        result = units::import_csv(context, csv, context.today());
        return result.problems.empty();
    });
    for (const auto& problem : result.problems) {
        std::fprintf(stderr, "%s:%d: %s (%s)\n", file.c_str(), problem.line, problem.text.c_str(), problem.code.c_str());
    }
    if (!result.problems.empty()) return 1;
    std::printf("%d rows: %d added, %d renamed, %d unchanged\n", result.rows, result.added, result.renamed, result.unchanged);
    return 0;
}

int create_account(const Settings& settings, const NewOfficer& officer) {
    const auto role = identity::find_role(officer.role);
    if (!role) {
        std::fprintf(stderr, "no such role: %s\n", officer.role.c_str());
        return 2;
    }
    const auto password = read_password();
    CommandLine commandline(settings);
    const auto created = identity::create_account(*commandline.product.contexts, {officer.login, officer.full_name, officer.birth_year, officer.unit_code, password, *role});
    if (!created) {
        std::fprintf(stderr, "%s (%s)\n", created.error().text.c_str(), created.error().code.c_str());
        return 1;
    }
    std::printf("account %lld: %s of %s\n", static_cast<long long>(created->value), officer.role.c_str(), officer.unit_code.c_str());
    return 0;
}

int import_roster(const Settings& settings, const std::string& unit_code, const std::string& file, bool dry_run) {
    const auto bytes = read_file(file);
    CommandLine commandline(settings);
    const auto* unit = units::current(commandline.product.services)->find(std::string_view(unit_code));
    if (!unit) {
        std::fprintf(stderr, "no such unit: %s\n", unit_code.c_str());
        return 2;
    }
    std::optional<Result<boost::json::object>> report;
    commandline.product.contexts->write([&](Context& context) {
        report = identity::import_roster(context, unit->id, bytes, dry_run);
        return report->has_value();
    });
    if (!report->has_value()) {
        std::fprintf(stderr, "%s: %s (%s)\n", file.c_str(), report->error().text.c_str(), report->error().code.c_str());
        return 1;
    }
    std::printf("%s\n", boost::json::serialize(**report).c_str());
    return (*report)->at("rows_wrong").to_number<int>() > 0 ? 1 : 0;
}

int back_up_to(const Settings& settings, const std::string& target) {
    const auto source = database_address(settings);
    if (db::is_postgres(source)) {
        std::fputs("PostgreSQL is backed up with pg_dump, see docs/operations.md\n", stderr);
        return 1;
    }
    back_up(source, target);
    std::printf("%s: %ju bytes, checked\n", target.c_str(), static_cast<std::uintmax_t>(std::filesystem::file_size(target)));
    const auto copied = copy_archives(settings, target);
    for (const auto& archive : archives_of(target)) {
        const bool is_new = std::find(copied.begin(), copied.end(), archive.file) != copied.end();
        std::printf("archives/%s belongs to it%s\n", archive.file.c_str(), is_new ? ", copied" : "");
    }
    return 0;
}

int restore_from(const Settings& settings, const std::string& file, bool only_check) {
    if (db::is_postgres(database_address(settings))) {
        std::fputs("PostgreSQL is restored with pg_restore, see docs/operations.md\n", stderr);
        return 1;
    }
    const auto state = examine_backup(settings, file);
    if (!state.damage.empty()) {
        std::fprintf(stderr, "%s is damaged: %s\n", file.c_str(), state.damage.c_str());
        return 1;
    }
    const auto last = state.last_answer_at ? to_text(day_of(*state.last_answer_at)) : std::string("none");
    std::printf("%s: %lld bytes, undamaged, %d migrations missing, %lld accounts, %lld answers (the last on %s)\n", file.c_str(),
                static_cast<long long>(state.bytes), state.migrations_missing, static_cast<long long>(state.accounts),
                static_cast<long long>(state.answers), last.c_str());
    std::printf("%lld people counted anew, %lld differ\n", static_cast<long long>(state.recounted), static_cast<long long>(state.differing));
    if (state.archives > 0) {
        std::printf("%lld archives belong to it, with %lld answers more\n", static_cast<long long>(state.archives),
                    static_cast<long long>(state.archived_answers));
    }
    for (const auto& missing : state.archives_missing) std::fprintf(stderr, "archive missing: %s\n", missing.c_str());
    if (only_check) return state.is_sound() ? 0 : 1;
    if (!state.archives_missing.empty()) {
        std::fputs("not restored: put the missing archives into the archive folder, or beside the backup in archives/\n", stderr);
        return 1;
    }
    // Differences are no reason to go without: the nightly recount puts them right.
    const auto before = put_in_place(settings, file, SystemClock().now());
    std::printf("restored; what was there is in %s\n", before.c_str());
    return 0;
}

int write_openapi(const Settings& settings, const std::string& file) {
    // The route table does not depend on data: a database of its own, gone afterwards, is enough to build it.
    auto apart = settings;
    const auto folder = std::filesystem::temp_directory_path() / ("binhdanhoc_openapi_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    apart.data_dir = folder.string();
    apart.database.clear();
    {
        CommandLine commandline(apart);
        std::ofstream(file) << boost::json::serialize(http::openapi(commandline.product.router, BDH_VERSION)) << '\n';
    }
    std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace app
