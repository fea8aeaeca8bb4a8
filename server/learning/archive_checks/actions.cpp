#include <algorithm>
#include <filesystem>
#include <map>

#include "archive_files/store.h"
#include "archives/actions.h"
#include "archives/store.h"
#include "archiving/store.h"
#include "public.h"

namespace learning {
namespace {

constexpr std::int64_t kPeopleAtOnce = 32;

// Opens the frames of some people, and looks whether any of their answers is in the log although it should be gone, or gone
// although it should be there. "" when all is well.
std::string find_fault(Context& context, const ArchiveKept& archive, const store::ArchiveFile& file, std::int64_t from,
                       std::int64_t to) {
    const auto log =
        store::answers_received_before(context.db, file.account_at(from), file.account_at(to - 1), start_of(archive.before));
    for (auto place = from; place < to; ++place) {
        const auto account = file.account_at(place);
        const auto held = open_frame(context.db, archive, account, file.frame_at(place));
        const auto kept = log.find(account);
        const auto in_log = kept == log.end() ? 0 : answers::count_same(held, kept->second);
        const auto wanted = account <= archive.gone_to ? 0 : std::ssize(held);
        if (in_log != wanted) {
            return "of account " + std::to_string(account.value) + " it holds " + std::to_string(held.size()) + " answers, and " +
                   std::to_string(in_log) + " of these are in the database too";
        }
    }
    return {};
}

std::string find_fault(ContextFactory& contexts, const ArchiveKept& known, const std::string& path) {
    if (const auto damage = find_archive_damage(path, known.digest); !damage.empty()) return damage;
    const store::ArchiveFile file(path);
    std::string fault;
    for (std::int64_t place = 0; place < file.people_count() && fault.empty(); place += kPeopleAtOnce) {
        contexts.read([&](Context& context) {
            // Anew each time: another run may be emptying the log at this moment.
            for (const auto& archive : store::archives_kept(context.db)) {
                if (archive.id != known.id) continue;
                fault = find_fault(context, archive, file, place, std::min(place + kPeopleAtOnce, file.people_count()));
            }
        });
    }
    return fault;
}

ArchiveFinding check(ContextFactory& contexts, const ArchiveKept& archive, const std::string& folder) {
    if (archive.state == ArchiveState::writing)
        return {archive.file, "unfinished; the next run of archive throws it away", false};
    std::string fault;
    try {
        fault = find_fault(contexts, archive, std::filesystem::path(folder) / archive.file);
    } catch (const db::Failure& failure) {
        fault = failure.what();
    }
    if (!fault.empty()) return {archive.file, fault, true};
    auto text = std::to_string(archive.answers) + " answers of " + std::to_string(archive.people) + " people, undamaged";
    if (archive.state == ArchiveState::emptying) text += "; not all have left the database: run archive again";
    if (archive.state == ArchiveState::returning) text += "; some are back in the database: run unarchive again";
    return {archive.file, text, false};
}

}  // namespace

std::vector<ArchiveFinding> check_archives(ContextFactory& contexts, const std::string& folder) {
    std::vector<ArchiveKept> archives;
    contexts.read([&](Context& context) { archives = store::archives_kept(context.db); });
    std::vector<ArchiveFinding> findings;
    std::map<std::string, bool> known;
    for (const auto& archive : archives) {
        findings.push_back(check(contexts, archive, folder));
        known[archive.file] = known[archive.file + ".part"] = true;
    }
    for (const auto& name : store::archive_names(folder)) {
        if (!known[name]) findings.push_back({name, "nothing of this database; perhaps of a backup, or brought back", false});
    }
    return findings;
}

}  // namespace learning
