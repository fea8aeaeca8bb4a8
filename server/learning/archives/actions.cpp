#include "archives/actions.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "answers/store.h"
#include "archive_files/store.h"
#include "archives/services.h"
#include "foundation/log.h"
#include "frames/rules.h"

namespace learning {
namespace {

std::string path_of(const Context& context, const ArchiveKept& archive) {
    return std::filesystem::path(context.services.get<ArchiveShelf>().folder) / archive.file;
}

}  // namespace

std::vector<answers::Answer> open_frame(db::Connection& db, const ArchiveKept& archive, AccountId account,
                                        const std::string& frame) {
    auto answers = frames::read({archive.id, account}, frame, store::find_seal_key(db, account));
    if (!answers)
        throw db::Failure("the frame of account " + std::to_string(account.value) + " in " + archive.file + " is damaged");
    return *std::move(answers);
}

std::vector<answers::Answer> archived_answers(Context& context, AccountId account) {
    std::vector<answers::Answer> found;
    for (const auto& archive : store::archives_holding(context.db, account)) {
        const auto frame = store::ArchiveFile(path_of(context, archive)).frame_of(account);
        if (!frame) continue;
        auto answers = open_frame(context.db, archive, account, *frame);
        found.insert(found.end(), std::make_move_iterator(answers.begin()), std::make_move_iterator(answers.end()));
    }
    return found;
}

std::int64_t WholeLog::find_device(const std::string& uuid) {
    const auto device = store::find_device(context_.db, account_, uuid);
    if (device.archived_to > 0) archived_to_[device.number] = device.archived_to;
    return device.number;
}

std::int64_t WholeLog::take_device(const std::string& uuid) {
    if (const auto known = find_device(uuid); known != 0) return known;
    const auto count = store::count_devices(context_.db, account_);
    if (count >= answers::kDevicesMax) return 0;
    store::add_device(context_.db, account_, uuid, count + 1, context_.now);
    return count + 1;
}

std::vector<answers::Answer> WholeLog::find_answers(std::int64_t device, const std::vector<std::int64_t>& sequences) {
    auto found = store::find_answers(context_.db, account_, device, sequences);
    const auto highest = archived_to(device);
    if (std::none_of(sequences.begin(), sequences.end(), [&](auto each) { return each <= highest; })) return found;
    std::set<std::int64_t> missing(sequences.begin(), sequences.end());
    for (const auto& answer : found)
        missing.erase(answer.sequence);
    if (missing.empty() || *missing.begin() > highest) return found;
    std::copy_if(archived().begin(), archived().end(), std::back_inserter(found),
                 [&](const auto& answer) { return answer.device_no == device && missing.contains(answer.sequence); });
    return found;
}

Instant WholeLog::last_given_before(std::int64_t device, std::int64_t sequence) {
    auto last = store::last_given_before(context_.db, account_, device, sequence);
    if (last.sequence >= archived_to(device)) return last.at;
    for (const auto& answer : archived()) {
        if (answer.device_no == device && answer.sequence < sequence && answer.sequence > last.sequence)
            last = {answer.sequence, answer.answered_at};
    }
    return last.at;
}

const std::vector<answers::Answer>& WholeLog::archived() {
    if (!archived_) archived_ = archived_answers(context_, account_);
    return *archived_;
}

std::int64_t WholeLog::archived_to(std::int64_t device) const {
    const auto found = archived_to_.find(device);
    return found == archived_to_.end() ? 0 : found->second;
}

std::vector<ArchiveKept> archives_kept(db::Connection& db) { return store::archives_kept(db); }

std::string find_archive_damage(const std::string& path, const std::string& digest) {
    try {
        const store::ArchiveFile file(path);
        if (file.digest() != digest) return path + " is another archive";
        const auto damage = file.find_damage();
        return damage.empty() ? "" : path + ": " + damage;
    } catch (const db::Failure& failure) {
        return failure.what();
    }
}

std::string archive_folder(const Settings& settings) {
    return settings.archive_dir.empty() ? (std::filesystem::path(settings.data_dir) / "archives").string() : settings.archive_dir;
}

void tell_missing_archives(Context& context) {
    for (const auto& archive : store::archives_kept(context.db)) {
        if (archive.state == ArchiveState::writing || std::filesystem::exists(path_of(context, archive))) continue;
        logging::error("archive_missing", {{"file", archive.file}});
    }
}

}  // namespace learning
