// Archives as files on disk: written once, synced, and from then on only read.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "archive_files/rules.h"

namespace learning::store {

struct OpenFile {
    explicit OpenFile(int opened = -1) : number(opened) {}
    OpenFile(const OpenFile&) = delete;
    ~OpenFile();
    void close();
    int number;
};

class ArchiveDigest;

// What goes wrong throws db::Failure: to a client it is storage that does not answer.
class ArchiveWriter {
public:
    // Writes into FOLDER/NAME.part; what an interrupted run left there is overwritten.
    ArchiveWriter(const std::string& folder, const archive_files::Head& head);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;

    // Accounts in ascending order.
    void add(AccountId account, const std::string& frame, std::int64_t answers);
    std::int64_t answers_count() const { return static_cast<std::int64_t>(end_.answers); }

    // Writes index and end, syncs, gives the file its name and syncs that.
    struct Written {
        AccountId first, last;
        std::int64_t people = 0;
        std::int64_t answers = 0;
        std::int64_t bytes = 0;
        std::string digest;  // in hexadecimal
    };
    Written finish();

private:
    void write(std::string_view bytes);
    void flush();

    std::string path_;
    OpenFile file_;
    std::string waiting_;
    std::unique_ptr<ArchiveDigest> digest_;
    std::uint64_t offset_ = 0;
    std::vector<archive_files::Entry> index_;
    archive_files::End end_;
};

class ArchiveFile {
public:
    // Opens the file and reads head and end; throws db::Failure when it is missing or no archive.
    explicit ArchiveFile(const std::string& path);

    const archive_files::Head& head() const { return head_; }
    std::int64_t people_count() const { return static_cast<std::int64_t>(end_.people); }
    std::int64_t answers_count() const { return static_cast<std::int64_t>(end_.answers); }
    std::int64_t bytes() const { return static_cast<std::int64_t>(bytes_); }
    std::string digest() const;  // in hexadecimal, as the end says

    AccountId account_at(std::int64_t place) const;
    std::string frame_at(std::int64_t place) const;
    // The place of the first person whose number is at least this one; people_count() when there is none.
    std::int64_t place_from(AccountId account) const;
    std::optional<std::string> frame_of(AccountId account) const;

    // Reads everything from the disk, and says what is wrong with it; "" when nothing is.
    std::string find_damage() const;

private:
    std::string read(std::uint64_t offset, std::uint64_t count) const;
    archive_files::Entry entry_at(std::int64_t place) const;

    std::string path_;
    OpenFile file_;
    std::uint64_t bytes_ = 0;
    archive_files::Head head_;
    archive_files::End end_;
};

// Throws away what an interrupted run left of it.
void remove_archive(const std::string& folder, const std::string& name);
// Names of archives in a folder, also of unfinished ones; none when there is no folder.
std::vector<std::string> archive_names(const std::string& folder);

}  // namespace learning::store
