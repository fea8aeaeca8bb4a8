#include "foundation/http/ranges.h"

#include <charconv>

namespace http {
namespace {

std::string_view etag_of(const Reply& reply) {
    for (const auto& [name, value] : reply.headers) {
        if (name == "ETag") return value;
    }
    return {};
}

std::optional<std::size_t> read_number(std::string_view digits) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

struct Range {
    std::size_t first = 0;
    std::size_t count = 0;  // 0: nothing of it is there
};

// "bytes=100-199", "bytes=100-" or "bytes=-100", of a body of this size.
std::optional<Range> read_range(std::string_view header, std::size_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (!header.starts_with(kUnit)) return std::nullopt;
    header.remove_prefix(kUnit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto first = read_number(header.substr(0, dash));
    const auto last = read_number(header.substr(dash + 1));
    if (dash > 0 ? !first : !last) return std::nullopt;
    if (dash == 0) return Range{size - std::min(*last, size), std::min(*last, size)};
    if (!last && dash + 1 != header.size()) return std::nullopt;
    if (last && *last < *first) return std::nullopt;
    if (*first >= size) return Range{};
    const auto end = last ? std::min(*last, size - 1) + 1 : size;
    return Range{*first, end - *first};
}

}  // namespace

Reply answer_in_part(Reply whole, const Request& request) {
    const std::string etag(etag_of(whole));
    if (whole.status != 200 || etag.empty()) return whole;
    if (request.header("if-none-match").find(etag) != std::string_view::npos) {
        whole.status = 304;
        whole.body.clear();
        whole.content_type.clear();
        return whole;
    }
    whole.headers.emplace_back("Accept-Ranges", "bytes");
    const auto condition = request.header("if-range");
    if (!condition.empty() && condition != etag) return whole;
    const auto size = whole.body.size();
    const auto range = read_range(request.header("range"), size);
    if (!range) return whole;
    if (range->count == 0) {
        auto refused =
            to_reply({ProblemKind::invalid, "range_beyond_end", "Phần dữ liệu được yêu cầu không có trong tệp này."}, request.id);
        refused.status = 416;
        refused.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
        return refused;
    }
    whole.status = 206;
    whole.headers.emplace_back("Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                                    std::to_string(range->first + range->count - 1) + "/" + std::to_string(size));
    whole.body = whole.body.substr(range->first, range->count);
    return whole;
}

}  // namespace http
