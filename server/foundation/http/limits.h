#pragma once
// Limits that are part of a field's type: reading refuses what is outside, the schema tells them.
#include <cstdint>
#include <string>
#include <vector>

// Text of Min to Max characters (code points).
template <std::size_t Min, std::size_t Max>
struct Text {
    std::string value;
    operator const std::string&() const { return value; }
    const std::string& operator*() const { return value; }
    bool operator==(const Text&) const = default;
};

template <std::int64_t Min, std::int64_t Max>
struct Whole {
    std::int64_t value = 0;
    operator std::int64_t() const { return value; }
};

template <class T, std::size_t Max>
struct List {
    std::vector<T> values;
    auto begin() const { return values.begin(); }
    auto end() const { return values.end(); }
    std::size_t size() const { return values.size(); }
    bool empty() const { return values.empty(); }
};
