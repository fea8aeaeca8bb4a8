#include "archive_files/store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "foundation/db/connection.h"
#include "foundation/random.h"
#include "frames/rules.h"

namespace learning::store {
namespace {

namespace fs = std::filesystem;
using archive_files::kDigestBytes;
using archive_files::kEndBytes;
using archive_files::kEntryBytes;
using archive_files::kHeadBytes;

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& what, const std::string& path) {
    throw db::Failure(what + " " + path + ": " + std::strerror(errno));
}

void sync_folder(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    if (file < 0 || ::fsync(file) != 0) fail("cannot sync", folder);
    ::close(file);
}

}  // namespace

OpenFile::~OpenFile() { close(); }

void OpenFile::close() {
    if (number >= 0) ::close(std::exchange(number, -1));
}

// Taken of what passes by on its way to the file, not of what is read from it.
class ArchiveDigest {
public:
    ArchiveDigest() { crypto_generichash_init(&state_, nullptr, 0, kDigestBytes); }
    void add(std::string_view bytes) {
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    std::string end() {
        std::string digest(kDigestBytes, '\0');
        crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), digest.size());
        return digest;
    }

private:
    crypto_generichash_state state_;
};

ArchiveWriter::ArchiveWriter(const std::string& folder, const archive_files::Head& head)
    : path_(fs::path(folder) / archive_files::name_of(head)), digest_(std::make_unique<ArchiveDigest>()) {
    fs::create_directories(folder);
    file_.number = ::open((path_ + ".part").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_.number < 0) fail("cannot write", path_);
    write(archive_files::write_head(head));
}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::write(std::string_view bytes) {
    digest_->add(bytes);
    waiting_ += bytes;
    offset_ += bytes.size();
    if (waiting_.size() >= kBufferBytes) flush();
}

void ArchiveWriter::flush() {
    for (std::size_t done = 0; done < waiting_.size();) {
        const auto count = ::write(file_.number, waiting_.data() + done, waiting_.size() - done);
        if (count < 0 && errno != EINTR) fail("cannot write", path_);
        if (count > 0) done += static_cast<std::size_t>(count);
    }
    waiting_.clear();
}

void ArchiveWriter::add(AccountId account, const std::string& frame, std::int64_t answers) {
    index_.push_back({account, offset_});
    end_.answers += static_cast<std::uint64_t>(answers);
    write(frame);
}

ArchiveWriter::Written ArchiveWriter::finish() {
    end_.people = index_.size();
    end_.index_offset = offset_;
    for (const auto& entry : index_)
        write(archive_files::write_entry(entry));
    auto end = archive_files::write_end(end_);
    write(std::string_view(end).substr(0, archive_files::kDigestAt));
    end_.digest = digest_->end();
    waiting_ += archive_files::write_end(end_).substr(archive_files::kDigestAt);
    flush();
    if (::fsync(file_.number) != 0) fail("cannot sync", path_);
    file_.close();
    fs::rename(path_ + ".part", path_);
    sync_folder(fs::path(path_).parent_path());
    return {index_.front().account,
            index_.back().account,
            std::ssize(index_),
            answers_count(),
            static_cast<std::int64_t>(offset_ + kEndBytes - archive_files::kDigestAt),
            to_hex(end_.digest)};
}

ArchiveFile::ArchiveFile(const std::string& path) : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_.number < 0) fail("cannot open the archive", path);
    struct stat status {};
    if (::fstat(file_.number, &status) != 0) fail("cannot look at", path);
    bytes_ = static_cast<std::uint64_t>(status.st_size);
    const auto head = bytes_ < kHeadBytes + kEndBytes ? std::nullopt : archive_files::read_head(read(0, kHeadBytes));
    const auto end = head ? archive_files::read_end(read(bytes_ - kEndBytes, kEndBytes), bytes_) : std::nullopt;
    if (!end) throw db::Failure(path + " is no archive that this program knows, or is cut off");
    head_ = *head;
    end_ = *end;
}

std::string ArchiveFile::digest() const { return to_hex(end_.digest); }

std::string ArchiveFile::read(std::uint64_t offset, std::uint64_t count) const {
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < count;) {
        const auto read = ::pread(file_.number, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) fail("cannot read", path_);
        if (read == 0) throw db::Failure(path_ + " is shorter than it says");
        done += static_cast<std::size_t>(read);
    }
    return bytes;
}

archive_files::Entry ArchiveFile::entry_at(std::int64_t place) const {
    return archive_files::read_entry(read(end_.index_offset + static_cast<std::uint64_t>(place) * kEntryBytes, kEntryBytes));
}

AccountId ArchiveFile::account_at(std::int64_t place) const { return entry_at(place).account; }

std::string ArchiveFile::frame_at(std::int64_t place) const {
    const auto entry = entry_at(place);
    if (entry.offset < kHeadBytes || entry.offset + frames::kHeadBytes > end_.index_offset) return {};
    const auto length = frames::length_of(read(entry.offset, frames::kHeadBytes));
    if (length > end_.index_offset - entry.offset) return {};
    return read(entry.offset, length);
}

std::int64_t ArchiveFile::place_from(AccountId account) const {
    std::int64_t from = 0;
    for (auto to = people_count(); from < to;) {
        const auto middle = from + (to - from) / 2;
        if (entry_at(middle).account < account) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

std::optional<std::string> ArchiveFile::frame_of(AccountId account) const {
    const auto place = place_from(account);
    if (place == people_count() || account_at(place) != account) return std::nullopt;
    return frame_at(place);
}

std::string ArchiveFile::find_damage() const {
    // What was just written would else be read from memory and say nothing about the disk.
    ::posix_fadvise(file_.number, 0, 0, POSIX_FADV_DONTNEED);
    ArchiveDigest digest;
    const auto digested = bytes_ - kEndBytes + archive_files::kDigestAt;
    for (std::uint64_t at = 0; at < digested;) {
        const auto count = std::min<std::uint64_t>(kBufferBytes, digested - at);
        digest.add(read(at, count));
        at += count;
    }
    if (digest.end() != end_.digest) return "its contents are not what its digest says";
    AccountId before;
    std::int64_t answers = 0;
    for (std::int64_t place = 0; place < people_count(); ++place) {
        const auto account = account_at(place);
        const auto count = frames::count_in(account, frame_at(place));
        if (account <= before || !count) return "the frame of account " + std::to_string(account.value) + " is damaged";
        answers += *count;
        before = account;
    }
    return answers == answers_count() ? "" : "its frames hold another number of answers than its end says";
}

void remove_archive(const std::string& folder, const std::string& name) {
    fs::remove(fs::path(folder) / (name + ".part"));
    fs::remove(fs::path(folder) / name);
}

std::vector<std::string> archive_names(const std::string& folder) {
    std::vector<std::string> names;
    if (!fs::exists(folder)) return names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        const auto stem = name.ends_with(".part") ? name.substr(0, name.size() - 5) : name;
        if (archive_files::is_name(stem)) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace learning::store
