#include "app/backups/archives.h"

#include <filesystem>

#include "app/backups/copy.h"
#include "foundation/db/connection.h"
#include "foundation/text.h"
#include "learning/public.h"

namespace app {
namespace {

namespace fs = std::filesystem;

fs::path beside(const std::string& backup) { return fs::path(backup).parent_path() / "archives"; }

void copy_whole(const fs::path& from, const fs::path& to, const std::string& digest) {
    fs::create_directories(to.parent_path());
    fs::permissions(to.parent_path(), fs::perms::owner_all);
    const auto unfinished = to.string() + ".part";
    fs::copy_file(from, unfinished, fs::copy_options::overwrite_existing);
    sync_to_disk(unfinished);
    if (const auto damage = learning::find_archive_damage(unfinished, digest); !damage.empty()) throw db::Failure(damage);
    fs::rename(unfinished, to);
    sync_to_disk(to.parent_path());
}

}  // namespace

std::vector<BackupArchive> archives_of(const std::string& backup) {
    std::vector<BackupArchive> archives;
    if (ask_copy(backup, "SELECT name FROM sqlite_schema WHERE name = 'learning_archives'").empty()) return archives;
    const auto lines =
        ask_copy(backup,
                 "SELECT file || ' ' || digest || ' ' || CASE WHEN gone_to >= last_account THEN answers_count ELSE 0 END "
                 "FROM learning_archives WHERE state <> 'writing' ORDER BY id");
    for (const auto& line : lines) {
        const auto first = line.find(' '), second = line.find(' ', first + 1);
        archives.push_back(
            {line.substr(0, first), line.substr(first + 1, second - first - 1), std::stoll(line.substr(second + 1))});
    }
    return archives;
}

std::vector<std::string> copy_archives(const Settings& settings, const std::string& backup) {
    std::vector<std::string> copied;
    for (const auto& archive : archives_of(backup)) {
        const auto target = beside(backup) / archive.file;
        if (fs::exists(target)) continue;
        copy_whole(fs::path(learning::archive_folder(settings)) / archive.file, target, archive.digest);
        copied.push_back(archive.file);
    }
    return copied;
}

std::vector<std::string> missing_archives(const Settings& settings, const std::string& backup) {
    std::vector<std::string> faults;
    for (const auto& archive : archives_of(backup)) {
        const auto own = fs::path(learning::archive_folder(settings)) / archive.file;
        const auto fault = learning::find_archive_damage(own, archive.digest);
        if (fault.empty() || learning::find_archive_damage(beside(backup) / archive.file, archive.digest).empty()) continue;
        faults.push_back(fault);
    }
    return faults;
}

void bring_archives_back(const Settings& settings, const std::string& backup) {
    for (const auto& archive : archives_of(backup)) {
        const auto own = fs::path(learning::archive_folder(settings)) / archive.file;
        if (learning::find_archive_damage(own, archive.digest).empty()) continue;
        copy_whole(beside(backup) / archive.file, own, archive.digest);
    }
}

}  // namespace app
