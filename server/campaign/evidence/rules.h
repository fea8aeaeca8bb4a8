#pragma once
// What may be kept as evidence.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace campaign::evidence {

inline constexpr std::size_t kBytesMax = 4 * 1024 * 1024;

struct FileKind {
    std::string content_type;
    std::string extension;
};
// By its first bytes, whatever it is called: PDF, JPEG, PNG, an Office document, or clean text (CSV).
std::optional<FileKind> kind_of(std::string_view bytes);
// A name to show: without folders, control characters or quotes, at most 120 characters.
std::string shown_name(std::string_view file_name);

}  // namespace campaign::evidence
