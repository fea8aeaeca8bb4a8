#include "app/backups/schedule.h"

#include <filesystem>
#include <stdexcept>

#include "app/backups/archives.h"
#include "app/backups/copy.h"
#include "app/backups/rotation.h"
#include "app/product.h"
#include "foundation/log.h"

namespace app {
namespace {

namespace fs = std::filesystem;

int remove_surplus(const fs::path& folder, const Keep& keep) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    const auto old = surplus(std::move(names), keep);
    for (const auto& name : old)
        fs::remove(folder / name);
    return static_cast<int>(old.size());
}

// Who was erased must be known whenever an older copy comes back; nobody yet, and there is no file.
void copy_erasures(const Settings& settings, const fs::path& folder) {
    const auto log = fs::path(settings.data_dir) / "erasures.log";
    if (!fs::exists(log)) return;
    const auto unfinished = folder / "erasures.log.part";
    fs::copy_file(log, unfinished, fs::copy_options::overwrite_existing);
    sync_to_disk(unfinished);
    fs::rename(unfinished, folder / "erasures.log");
}

void run_backup(const Settings& settings, Day today, const std::function<bool()>& is_stopping) {
    const fs::path folder = settings.backup_dir;
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const auto target = folder / backup_name(today);
    back_up(database_address(settings), target, is_stopping);
    copy_erasures(settings, folder);
    copy_archives(settings, target);
    // Only now: when the disk was too small for the new one, the old ones are all there is.
    const int removed = remove_surplus(folder, {settings.backup_days, settings.backup_weeks, settings.backup_months});
    logging::info("backed_up", {{"file", target.filename().string()},
                                {"bytes", static_cast<std::int64_t>(fs::file_size(target))},
                                {"removed", removed}});
}

}  // namespace

void add_backup_job(jobs::Scheduler& scheduler, const Settings& settings, std::function<bool()> is_stopping) {
    if (settings.backup_dir.empty()) return;
    if (db::is_postgres(database_address(settings))) {
        throw std::runtime_error(
            "backup-folder is for SQLite; PostgreSQL is backed up with its own tools, see docs/operations.md");
    }
    scheduler.daily("backup", settings.backup_hour * 60,
                    [settings, is_stopping = std::move(is_stopping)](ContextFactory& contexts) {
                        run_backup(settings, day_of(contexts.clock.now()), is_stopping);
                    });
}

}  // namespace app
