#include "privacy/store.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace identity::store {

bool remove_person(db::Connection& db, AccountId account) {
    db.run("DELETE FROM identity_accounts WHERE id = $1", {account.value});
    return db.changed_count() == 1;
}

void add_erasure(db::Connection& db, const Erasure& erasure) {
    db.run(R"sql(
        INSERT INTO identity_erasures (account_id, erased_at) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING
    )sql", {erasure.account.value, erasure.erased_at.utc_ms});
}

std::vector<Erasure> find_erasures(db::Connection& db) {
    std::vector<Erasure> erasures;
    for (const auto& row : db.run("SELECT account_id, erased_at FROM identity_erasures ORDER BY account_id")) {
        erasures.push_back({{db::as_int(row[0])}, {db::as_int(row[1])}});
    }
    return erasures;
}

std::vector<PastMembership> find_all_memberships(db::Connection& db, AccountId account) {
    std::vector<PastMembership> memberships;
    for (const auto& row : db.run(R"sql(
        SELECT unit_id, target_group, since_on, until_on FROM identity_memberships WHERE account_id = $1 ORDER BY id
    )sql", {account.value})) {
        PastMembership membership{{db::as_int(row[0])}, db::as_text(row[1]), {db::as_int(row[2])}, std::nullopt};
        if (!db::is_null(row[3])) membership.until = Day{db::as_int(row[3])};
        memberships.push_back(std::move(membership));
    }
    return memberships;
}

std::vector<ActAbout> find_acts_about(db::Connection& db, AccountId account) {
    std::vector<ActAbout> acts;
    for (const auto& row : db.run(R"sql(
        SELECT acted_at, action, actor_id FROM identity_audit WHERE actor_id = $1 OR subject_id = $1 ORDER BY id
    )sql", {account.value})) {
        acts.push_back({{db::as_int(row[0])}, db::as_text(row[1]), db::as_int(row[2]) == account.value});
    }
    return acts;
}

std::vector<Erasure> ErasureLog::read() const {
    std::ifstream file(path_, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    return read_erasures(text.str());
}

void ErasureLog::append(const Erasure& erasure) {
    const std::lock_guard lock(mutex_);
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path());
    const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) throw std::system_error(errno, std::generic_category(), "erasures.log cannot be opened");
    // A full disk or a power cut may have left half a line, which must not run together with this one into another number.
    char last = '\n';
    if (const auto size = ::lseek(file, 0, SEEK_END); size > 0 && ::pread(file, &last, 1, size - 1) != 1) last = '\0';
    const auto line = (last == '\n' ? "" : "\n") + to_line(erasure);
    const bool is_written = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!is_written) throw std::system_error(error, std::generic_category(), "erasures.log cannot be written");
}

}  // namespace identity::store
