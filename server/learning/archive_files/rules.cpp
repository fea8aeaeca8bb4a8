#include "archive_files/rules.h"

namespace learning::archive_files {
namespace {

constexpr std::string_view kMagic = "BDHARCHV";
constexpr std::string_view kEndMagic = "BDHARCHE";
constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kNameHead = "answers-before-";
constexpr std::string_view kNameTail = ".bdha";

void put(std::string& bytes, std::uint64_t value) {
    for (int each = 0; each < 8; ++each)
        bytes.push_back(static_cast<char>(value >> (8 * each)));
}

std::uint64_t get(std::string_view bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t each = 0; each < 8; ++each)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + each])} << (8 * each);
    return value;
}

std::int64_t get_signed(std::string_view bytes, std::size_t at) { return static_cast<std::int64_t>(get(bytes, at)); }

}  // namespace

std::string write_head(const Head& head) {
    std::string bytes(kMagic);
    put(bytes, kVersion);
    put(bytes, static_cast<std::uint64_t>(head.archive));
    put(bytes, static_cast<std::uint64_t>(head.before.number));
    put(bytes, static_cast<std::uint64_t>(head.made_at.utc_ms));
    bytes.resize(kHeadBytes, '\0');
    return bytes;
}

std::optional<Head> read_head(std::string_view bytes) {
    if (bytes.size() != kHeadBytes || !bytes.starts_with(kMagic) || get(bytes, 8) != kVersion) return std::nullopt;
    return Head{get_signed(bytes, 16), {get_signed(bytes, 24)}, {get_signed(bytes, 32)}};
}

std::string write_entry(const Entry& entry) {
    std::string bytes;
    put(bytes, static_cast<std::uint64_t>(entry.account.value));
    put(bytes, entry.offset);
    return bytes;
}

Entry read_entry(std::string_view bytes) { return {{get_signed(bytes, 0)}, get(bytes, 8)}; }

std::string write_end(const End& end) {
    std::string bytes;
    put(bytes, end.people);
    put(bytes, end.answers);
    put(bytes, end.index_offset);
    return bytes + end.digest + std::string(kEndMagic);
}

std::optional<End> read_end(std::string_view bytes, std::uint64_t file_bytes) {
    if (bytes.size() != kEndBytes || !bytes.ends_with(kEndMagic)) return std::nullopt;
    End end{get(bytes, 0), get(bytes, 8), get(bytes, 16), std::string(bytes.substr(kDigestAt, kDigestBytes))};
    const auto index_bytes = file_bytes - kEndBytes - end.index_offset;
    if (end.index_offset < kHeadBytes || end.index_offset > file_bytes - kEndBytes) return std::nullopt;
    if (index_bytes % kEntryBytes != 0 || index_bytes / kEntryBytes != end.people) return std::nullopt;
    return end;
}

std::string name_of(const Head& head) {
    return std::string(kNameHead) + to_text(head.before) + "-" + std::to_string(head.archive) + std::string(kNameTail);
}

bool is_name(std::string_view name) { return name.starts_with(kNameHead) && name.ends_with(kNameTail); }

}  // namespace learning::archive_files
