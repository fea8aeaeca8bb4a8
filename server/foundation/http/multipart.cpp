#include "foundation/http/message.h"
#include "foundation/text.h"

namespace http {
namespace {

Problem malformed() {
    return {ProblemKind::invalid, "upload_malformed", "Tệp gửi lên bị lỗi. Vui lòng chọn lại tệp rồi gửi lại."};
}

std::string lower(std::string_view text) {
    std::string output(text);
    for (auto& letter : output) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return output;
}

// The value of name="…" or name=… in a header such as Content-Disposition.
std::string parameter(std::string_view header, std::string_view name) {
    const auto folded = lower(header);
    for (auto at = folded.find(name); at != std::string::npos; at = folded.find(name, at + 1)) {
        const bool starts = at > 0 && (folded[at - 1] == ' ' || folded[at - 1] == ';' || folded[at - 1] == '\t');
        const auto after = at + name.size();
        if (!starts || after >= folded.size() || folded[after] != '=') continue;
        auto value = header.substr(after + 1);
        if (!value.empty() && value.front() == '"') {
            value.remove_prefix(1);
            return std::string(value.substr(0, value.find('"')));
        }
        return std::string(value.substr(0, value.find_first_of("; \t\r\n")));
    }
    return {};
}

struct Part {
    std::string disposition;
    std::string content_type;
    std::string_view body;
};

std::optional<Part> read_part(std::string_view raw) {
    const auto split = raw.find("\r\n\r\n");
    if (split == std::string_view::npos) return std::nullopt;
    Part part{{}, {}, raw.substr(split + 4)};
    for (auto rest = raw.substr(0, split + 2); !rest.empty();) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const auto name = lower(line.substr(0, colon));
        if (name == "content-disposition") part.disposition = std::string(line.substr(colon + 1));
        if (name == "content-type") part.content_type = text::squeeze(line.substr(colon + 1));
    }
    return part;
}

}  // namespace

Result<Upload> parse_multipart(std::string_view content_type, std::string_view body) {
    const auto boundary = parameter(content_type, "boundary");
    if (!lower(content_type).starts_with("multipart/form-data") || boundary.empty() || boundary.size() > 70) {
        return Problem{ProblemKind::unsupported, "upload_expected", "Yêu cầu này cần một tệp gửi theo biểu mẫu."};
    }
    const auto mark = "--" + boundary;
    Upload upload;
    bool has_file = false;
    auto at = body.find(mark);
    for (int count = 0; at != std::string_view::npos; ++count) {
        auto rest = body.substr(at + mark.size());
        if (rest.starts_with("--")) {
            if (!has_file) return malformed();
            return upload;
        }
        if (!rest.starts_with("\r\n") || count >= 20) return malformed();
        rest.remove_prefix(2);
        const auto end = rest.find("\r\n" + mark);
        if (end == std::string_view::npos) return malformed();
        const auto part = read_part(rest.substr(0, end));
        if (!part) return malformed();
        const auto name = parameter(part->disposition, "name");
        if (part->disposition.find("filename") != std::string::npos) {
            if (has_file) return malformed();
            has_file = true;
            upload.file_name = text::to_nfc(parameter(part->disposition, "filename")).value_or("");
            upload.content_type = part->content_type;
            upload.bytes = std::string(part->body);
        } else {
            auto value = text::to_nfc(part->body);
            if (!value || !upload.fields.emplace(name, std::move(*value)).second) return malformed();
        }
        at = body.find(mark, static_cast<std::size_t>(rest.data() - body.data()) + end);
    }
    return malformed();
}

}  // namespace http
