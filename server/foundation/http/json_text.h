#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace http {

// JSON text is written straight from the values: a tree of it in between cost a quarter of an answer.
void append_text(std::string_view text, std::string& output);  // quoted and escaped (RFC 8259, 7)
void append_whole(std::int64_t value, std::string& output);
void append_number(double value, std::string& output);  // the shortest form that reads back the same; null when not finite

}  // namespace http
