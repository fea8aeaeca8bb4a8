#include "foundation/documents/notices.h"

#include "foundation/documents/clean.h"

#include <fmt/format.h>

#include <algorithm>

namespace documents {

std::string Notices::clean(std::string_view text, std::size_t length_max) {
    auto clean = clean_text(text, length_max);
    cleaned_ += clean.changed;
    shortened_ += clean.shortened;
    return std::move(clean.text);
}

std::string Notices::clean_line(std::string_view text, std::size_t length_max) {
    auto line = clean(text, length_max);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

std::string Notices::web_link(const std::string& link) {
    if (link.empty() || is_web_link(link)) return link;
    drop_link();
    return {};
}

std::vector<Notice> Notices::all() const {
    std::vector<Notice> notices;
    if (cleaned_ > 0)
        notices.push_back({"text_cleaned", fmt::format("Đã bỏ ký tự không dùng được trong {} đoạn chữ.", cleaned_)});
    if (shortened_ > 0) notices.push_back({"text_shortened", fmt::format("Đã rút ngắn {} đoạn chữ quá dài.", shortened_)});
    if (links_dropped_ > 0) {
        notices.push_back({"link_dropped", fmt::format("Đã bỏ {} liên kết không dùng được.", links_dropped_)});
    }
    return notices;
}

}  // namespace documents
