#include "evidence/rules.h"

#include "foundation/text.h"

namespace campaign::evidence {

std::optional<FileKind> kind_of(std::string_view bytes) {
    if (bytes.starts_with("%PDF-")) return FileKind{"application/pdf", "pdf"};
    if (bytes.starts_with("\xFF\xD8\xFF")) return FileKind{"image/jpeg", "jpg"};
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return FileKind{"image/png", "png"};
    if (bytes.starts_with("PK\x03\x04")) return FileKind{"application/zip", "zip"};
    if (!bytes.empty() && bytes.find('\0') == std::string_view::npos && text::is_valid_utf8(bytes) &&
        bytes.find('<') == std::string_view::npos) {
        return FileKind{"text/csv; charset=utf-8", "csv"};
    }
    return std::nullopt;
}

std::string shown_name(std::string_view file_name) {
    const auto slash = file_name.find_last_of("/\\");
    auto name = text::to_nfc(slash == std::string_view::npos ? file_name : file_name.substr(slash + 1)).value_or("");
    std::erase_if(name, [](unsigned char letter) { return letter < 0x20 || letter == 0x7F || letter == '"'; });
    while (text::length(name) > 120) {
        name.pop_back();
        while (!text::is_valid_utf8(name))
            name.pop_back();
    }
    return name.empty() ? "tep" : name;
}

}  // namespace campaign::evidence
