// The form of an archive: a head, one frame for each person in the order of their numbers, an index, and an end with a digest
// of everything before it. docs/archive-format.md says it byte by byte. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/ids.h"
#include "foundation/time.h"

namespace learning::archive_files {

inline constexpr std::size_t kHeadBytes = 64;
inline constexpr std::size_t kEndBytes = 64;
inline constexpr std::size_t kEntryBytes = 16;
inline constexpr std::size_t kDigestBytes = 32;
inline constexpr std::size_t kDigestAt = 24;  // within the end

struct Head {
    std::int64_t archive = 0;
    Day before;  // holds answers received before this day
    Instant made_at;
    bool operator==(const Head&) const = default;
};
std::string write_head(const Head& head);
// Nothing for what is no archive, or one of a form that this program does not know.
std::optional<Head> read_head(std::string_view bytes);

struct Entry {
    AccountId account;
    std::uint64_t offset = 0;  // of the person's frame, from the beginning of the file
    bool operator==(const Entry&) const = default;
};
std::string write_entry(const Entry& entry);
Entry read_entry(std::string_view bytes);

struct End {
    std::uint64_t people = 0;
    std::uint64_t answers = 0;
    std::uint64_t index_offset = 0;
    std::string digest;  // BLAKE2b-256 of all before it
    bool operator==(const End&) const = default;
};
std::string write_end(const End& end);
// Nothing when the numbers cannot be right for a file of that size.
std::optional<End> read_end(std::string_view bytes, std::uint64_t file_bytes);

// "answers-before-2026-05-01-123456789.bdha"
std::string name_of(const Head& head);
bool is_name(std::string_view name);

}  // namespace learning::archive_files
