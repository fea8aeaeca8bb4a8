#include "foundation/http/json.h"

#include "foundation/text.h"

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <cmath>

namespace http {
namespace {

constexpr std::size_t kParsedMin = 1024;  // bytes

// Walks a document once more to count the keys it names: Boost.JSON keeps the last of two that are the same, silently.
struct KeyCounter {
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;
    using error_code = boost::system::error_code;
    using text = boost::json::string_view;

    std::size_t keys = 0;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t count, error_code&) {
        keys += count;
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(text, std::size_t, error_code&) { return true; }
    bool on_key(text, std::size_t, error_code&) { return true; }
    bool on_string_part(text, std::size_t, error_code&) { return true; }
    bool on_string(text, std::size_t, error_code&) { return true; }
    bool on_number_part(text, error_code&) { return true; }
    bool on_int64(std::int64_t, text, error_code&) { return true; }
    bool on_uint64(std::uint64_t, text, error_code&) { return true; }
    bool on_double(double, text, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(text, error_code&) { return true; }
    bool on_comment(text, error_code&) { return true; }
};

std::size_t keys_in(const boost::json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& field : *object) count += keys_in(field.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& each : *array) count += keys_in(each);
    }
    return count;
}

}  // namespace

void Reader::refuse(const char* code, std::string text) {
    if (problem_) return;
    problem_ = Problem{ProblemKind::invalid, code, std::move(text), path_};
}

std::string Reader::read_text(const boost::json::value& value, std::size_t min, std::size_t max) {
    const auto* raw = value.if_string();
    if (!raw) {
        refuse("field_type", "Trường này phải là chữ.");
        return {};
    }
    auto nfc = text::to_nfc({raw->data(), raw->size()});
    if (!nfc || text::has_control_characters(*nfc)) {
        refuse("text_not_clean", "Trường này có ký tự không dùng được.");
        return {};
    }
    const auto length = text::length(*nfc);
    if (length < min) refuse(length == 0 ? "field_empty" : "field_too_short", "Trường này còn trống hoặc quá ngắn.");
    if (length > max) refuse("field_too_long", "Trường này dài quá mức cho phép.");
    return std::move(*nfc);
}

std::int64_t Reader::read_whole(const boost::json::value& value, std::int64_t min, std::int64_t max) {
    const auto* whole = value.if_int64();
    if (!whole) {
        refuse("field_type", "Trường này phải là số nguyên.");
        return 0;
    }
    if (*whole < min || *whole > max) {
        refuse("field_out_of_range", "Số này nằm ngoài khoảng cho phép.");
        return 0;
    }
    return *whole;
}

void append_text(std::string_view text, std::string& output) {
    static constexpr char kHex[] = "0123456789abcdef";
    output += '"';
    std::size_t plain = 0;  // where what needs no escaping begins
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto letter = static_cast<unsigned char>(text[at]);
        if (letter >= 0x20 && letter != '"' && letter != '\\') continue;
        output.append(text, plain, at - plain);
        plain = at + 1;
        output += '\\';
        switch (letter) {
        case '"':
        case '\\': output += text[at]; break;
        case '\n': output += 'n'; break;
        case '\t': output += 't'; break;
        case '\r': output += 'r'; break;
        default:
            output += "u00";
            output += kHex[letter >> 4];
            output += kHex[letter & 15];
        }
    }
    output.append(text, plain);
    output += '"';
}

namespace {

template <class Number>
void append_digits(Number value, std::string& output) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    output.append(digits, end);
}

}  // namespace

void append_whole(std::int64_t value, std::string& output) { append_digits(value, output); }

void append_number(double value, std::string& output) {
    if (std::isfinite(value)) return append_digits(value, output);
    output += "null";
}

std::string schema_name(const std::type_info& type) {
    auto name = boost::core::demangle(type.name());
    for (const std::string_view noise : {"(anonymous namespace)::", "{anonymous}::"}) {
        for (auto at = name.find(noise); at != std::string::npos; at = name.find(noise)) name.erase(at, noise.size());
    }
    std::string output;
    for (std::size_t place = 0; place < name.size(); ++place) {
        if (name.compare(place, 2, "::") == 0) {
            output += '.';
            ++place;
        } else {
            const auto letter = static_cast<unsigned char>(name[place]);
            output += std::isalnum(letter) || letter == '_' ? static_cast<char>(letter) : '-';
        }
    }
    return output;
}

Result<boost::json::value> parse_json(std::string_view text) {
    const Problem broken{ProblemKind::invalid, "json_malformed", "Dữ liệu gửi lên không phải JSON hợp lệ."};
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::system::error_code error;
    // Request bodies are read once and dropped whole: their memory is too.
    auto memory = boost::json::make_shared_resource<boost::json::monotonic_resource>(text.size() + kParsedMin);
    auto value = boost::json::parse({text.data(), text.size()}, error, std::move(memory), options);
    if (error) return broken;
    boost::json::basic_parser<KeyCounter> counter(options);
    counter.write_some(false, text.data(), text.size(), error);
    if (error) return broken;
    if (counter.handler().keys != keys_in(value)) {
        return Problem{ProblemKind::invalid, "json_duplicate_key", "Dữ liệu gửi lên có trường bị lặp."};
    }
    return value;
}

}  // namespace http
