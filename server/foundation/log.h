#pragma once
// One JSON object a line on standard error. No personal data: ids, codes, counts and times only.
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace logging {

struct Field {
    std::string_view name;
    std::variant<std::int64_t, double, std::string_view> value;
    Field(std::string_view field, std::string_view text) : name(field), value(text) {}
    Field(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, const std::string& text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, std::int64_t number) : name(field), value(number) {}
    Field(std::string_view field, int number) : name(field), value(std::int64_t{number}) {}
    Field(std::string_view field, std::size_t number) : name(field), value(static_cast<std::int64_t>(number)) {}
    Field(std::string_view field, double number) : name(field), value(number) {}
};

// level: trace, debug, info, warn, error, off
void set_level(const std::string& level);
bool info_is_on();
void info(std::string_view event, std::initializer_list<Field> fields = {});
void warn(std::string_view event, std::initializer_list<Field> fields = {});
void error(std::string_view event, std::initializer_list<Field> fields = {});

}  // namespace logging
