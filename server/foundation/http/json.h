#pragma once
// The wire form of values, from their types alone. A request or reply is a struct described once (BOOST_DESCRIBE_STRUCT);
// reading, writing and the OpenAPI schema all come from that description, so they cannot drift apart.
//
//   struct JoinRequest { Text<1, 80> full_name; std::optional<std::string> nickname; List<Consent, 10> consents; };
//   BOOST_DESCRIBE_STRUCT(JoinRequest, (), (full_name, nickname, consents))
//
// Reading is strict: a missing, unknown or ill-typed field is refused with a JSON pointer to it; text is made NFC and may
// hold no control characters. std::optional means the field may be missing or null.
#include "foundation/ids.h"
#include "foundation/result.h"
#include "foundation/time.h"

#include <boost/core/demangle.hpp>
#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
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

namespace http {

// Where reading stands, and the first thing found wrong.
class Reader {
public:
    template <class Step>
    auto within(std::string_view name, Step step) {
        const auto size = path_.size();
        path_ += '/';
        path_ += name;
        auto result = step();
        path_.resize(size);
        return result;
    }
    void refuse(const char* code, std::string text);
    bool refused() const { return problem_.has_value(); }
    const Problem& problem() const { return *problem_; }

    std::string read_text(const boost::json::value& value, std::size_t min, std::size_t max);
    std::int64_t read_whole(const boost::json::value& value, std::int64_t min, std::int64_t max);

private:
    std::string path_;
    std::optional<Problem> problem_;
};

// Collects the named schemas that others refer to.
class Schemas {
public:
    boost::json::object components;
    template <class T>
    boost::json::object reference(boost::json::object (*make)(Schemas&));
};

std::string schema_name(const std::type_info& type);

// JSON text is written straight from the values: a tree of it in between cost a quarter of an answer.
void append_text(std::string_view text, std::string& output);  // quoted and escaped (RFC 8259, 7)
void append_whole(std::int64_t value, std::string& output);
void append_number(double value, std::string& output);  // the shortest form that reads back the same; null when not finite

template <class T, class = void>
struct Shape;

template <>
struct Shape<bool> {
    static bool read(const boost::json::value& value, Reader& reader) {
        if (const auto* flag = value.if_bool()) return *flag;
        reader.refuse("field_type", "Trường này phải là đúng hoặc sai (true/false).");
        return false;
    }
    static void write(bool value, std::string& output) { output += value ? "true" : "false"; }
    static boost::json::object schema(Schemas&) { return {{"type", "boolean"}}; }
};

inline constexpr std::int64_t kWholeMax = (std::int64_t{1} << 53) - 1;  // what a JavaScript number holds exactly

template <class T>
struct Shape<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>> {
    static T read(const boost::json::value& value, Reader& reader) {
        return static_cast<T>(reader.read_whole(value, sizeof(T) < 8 ? std::numeric_limits<std::int32_t>::min() : -kWholeMax,
                                                sizeof(T) < 8 ? std::numeric_limits<std::int32_t>::max() : kWholeMax));
    }
    static void write(T value, std::string& output) { append_whole(static_cast<std::int64_t>(value), output); }
    static boost::json::object schema(Schemas&) { return {{"type", "integer"}}; }
};

template <>
struct Shape<double> {
    static double read(const boost::json::value& value, Reader& reader) {
        if (value.is_number()) return value.to_number<double>();
        reader.refuse("field_type", "Trường này phải là số.");
        return 0;
    }
    static void write(double value, std::string& output) { append_number(value, output); }
    static boost::json::object schema(Schemas&) { return {{"type", "number"}}; }
};

template <>
struct Shape<std::string> {
    static constexpr std::size_t kMax = 20000;
    static std::string read(const boost::json::value& value, Reader& reader) { return reader.read_text(value, 0, kMax); }
    static void write(const std::string& value, std::string& output) { append_text(value, output); }
    static boost::json::object schema(Schemas&) { return {{"type", "string"}}; }
};

template <std::size_t Min, std::size_t Max>
struct Shape<Text<Min, Max>> {
    static Text<Min, Max> read(const boost::json::value& value, Reader& reader) { return {reader.read_text(value, Min, Max)}; }
    static void write(const Text<Min, Max>& text, std::string& output) { append_text(text.value, output); }
    static boost::json::object schema(Schemas&) { return {{"type", "string"}, {"minLength", Min}, {"maxLength", Max}}; }
};

template <std::int64_t Min, std::int64_t Max>
struct Shape<Whole<Min, Max>> {
    static Whole<Min, Max> read(const boost::json::value& value, Reader& reader) { return {reader.read_whole(value, Min, Max)}; }
    static void write(Whole<Min, Max> whole, std::string& output) { append_whole(whole.value, output); }
    static boost::json::object schema(Schemas&) { return {{"type", "integer"}, {"minimum", Min}, {"maximum", Max}}; }
};

template <>
struct Shape<Day> {
    static Day read(const boost::json::value& value, Reader& reader) {
        const auto day = value.is_string() ? parse_day(std::string_view(value.get_string())) : std::nullopt;
        if (!day) reader.refuse("field_type", "Trường này phải là ngày dạng 2026-11-22.");
        return day.value_or(Day{});
    }
    static void write(Day day, std::string& output) { append_text(to_text(day), output); }
    static boost::json::object schema(Schemas&) { return {{"type", "string"}, {"format", "date"}}; }
};

template <>
struct Shape<Instant> {
    static Instant read(const boost::json::value& value, Reader& reader) { return {reader.read_whole(value, 0, kWholeMax)}; }
    static void write(Instant at, std::string& output) { append_whole(at.utc_ms, output); }
    static boost::json::object schema(Schemas&) {
        return {{"type", "integer"}, {"description", "UTC milliseconds since 1970-01-01"}};
    }
};

template <class Tag>
struct Shape<Id<Tag>> {
    static Id<Tag> read(const boost::json::value& value, Reader& reader) { return {reader.read_whole(value, 0, kWholeMax)}; }
    static void write(Id<Tag> id, std::string& output) { append_whole(id.value, output); }
    static boost::json::object schema(Schemas&) { return {{"type", "integer"}}; }
};

// Free-form JSON, for what another capability describes.
template <>
struct Shape<boost::json::object> {
    static boost::json::object read(const boost::json::value& value, Reader& reader) {
        if (const auto* object = value.if_object()) return *object;
        reader.refuse("field_type", "Trường này phải là một đối tượng JSON.");
        return {};
    }
    static void write(const boost::json::object& value, std::string& output) { output += boost::json::serialize(value); }
    static boost::json::object schema(Schemas&) { return {{"type", "object"}, {"additionalProperties", true}}; }
};

template <class T>
struct Shape<std::optional<T>> {
    static std::optional<T> read(const boost::json::value& value, Reader& reader) {
        if (value.is_null()) return std::nullopt;
        return Shape<T>::read(value, reader);
    }
    static void write(const std::optional<T>& value, std::string& output) {
        if (value) {
            Shape<T>::write(*value, output);
        } else {
            output += "null";
        }
    }
    static boost::json::object schema(Schemas& schemas) {
        return {{"anyOf", boost::json::array{Shape<T>::schema(schemas), boost::json::object{{"type", "null"}}}}};
    }
};

template <class T, std::size_t Max>
struct Shape<List<T, Max>> {
    static List<T, Max> read(const boost::json::value& value, Reader& reader) {
        List<T, Max> list;
        const auto* array = value.if_array();
        if (!array) {
            reader.refuse("field_type", "Trường này phải là một danh sách.");
            return list;
        }
        if (array->size() > Max) {
            reader.refuse("field_too_long", "Danh sách này có quá nhiều phần tử.");
            return list;
        }
        list.values.reserve(array->size());
        for (std::size_t index = 0; index < array->size() && !reader.refused(); ++index) {
            list.values.push_back(reader.within(std::to_string(index), [&] { return Shape<T>::read((*array)[index], reader); }));
        }
        return list;
    }
    static void write(const List<T, Max>& list, std::string& output) { Shape<std::vector<T>>::write(list.values, output); }
    static boost::json::object schema(Schemas& schemas) {
        return {{"type", "array"}, {"items", Shape<T>::schema(schemas)}, {"maxItems", Max}};
    }
};

template <class T>
struct Shape<std::vector<T>> {
    static constexpr std::size_t kMax = 10000;
    static std::vector<T> read(const boost::json::value& value, Reader& reader) {
        return std::move(Shape<List<T, kMax>>::read(value, reader).values);
    }
    static void write(const std::vector<T>& values, std::string& output) {
        char before = '[';
        for (const auto& each : values) {
            output += std::exchange(before, ',');
            Shape<T>::write(each, output);
        }
        output += before == '[' ? "[]" : "]";
    }
    static boost::json::object schema(Schemas& schemas) {
        return {{"type", "array"}, {"items", Shape<T>::schema(schemas)}};
    }
};

template <class T>
struct Shape<std::map<std::string, T>> {
    static std::map<std::string, T> read(const boost::json::value& value, Reader& reader) {
        std::map<std::string, T> map;
        for (const auto& field : Shape<boost::json::object>::read(value, reader)) {
            map[std::string(field.key())] = reader.within(field.key(), [&] { return Shape<T>::read(field.value(), reader); });
        }
        return map;
    }
    static void write(const std::map<std::string, T>& map, std::string& output) {
        char before = '{';
        for (const auto& [key, each] : map) {
            output += std::exchange(before, ',');
            append_text(key, output);
            output += ':';
            Shape<T>::write(each, output);
        }
        output += before == '{' ? "{}" : "}";
    }
    static boost::json::object schema(Schemas& schemas) {
        return {{"type", "object"}, {"additionalProperties", Shape<T>::schema(schemas)}};
    }
};

template <class T>
struct Shape<T, std::enable_if_t<std::is_enum_v<T>>> {
    static T read(const boost::json::value& value, Reader& reader) {
        T result{};
        if (value.is_string() && boost::describe::enum_from_string(std::string(value.get_string()).c_str(), result)) return result;
        reader.refuse("field_not_allowed", "Giá trị này không có trong danh sách cho phép.");
        return {};
    }
    static void write(T value, std::string& output) { append_text(boost::describe::enum_to_string(value, "unknown"), output); }
    static boost::json::object schema(Schemas&) {
        boost::json::array names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) { names.push_back(each.name); });
        return {{"type", "string"}, {"enum", names}};
    }
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T>
struct Shape<T, std::enable_if_t<boost::describe::has_describe_members<T>::value && !std::is_union_v<T>>> {
    static T read(const boost::json::value& value, Reader& reader) {
        T result{};
        const auto* object = value.if_object();
        if (!object) {
            reader.refuse("field_type", "Phần này phải là một đối tượng JSON.");
            return result;
        }
        std::size_t known = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (reader.refused()) return;
            using Field = std::remove_reference_t<decltype(result.*member.pointer)>;
            reader.within(member.name, [&] {
                if (const auto* found = object->if_contains(member.name)) {
                    ++known;
                    result.*member.pointer = Shape<Field>::read(*found, reader);
                } else if (!is_optional<Field>) {
                    reader.refuse("field_missing", "Thiếu một trường bắt buộc.");
                }
                return 0;
            });
        });
        if (!reader.refused() && known != object->size()) refuse_unknown(*object, reader);
        return result;
    }
    static void write(const T& value, std::string& output) {
        char before = '{';
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Field = std::remove_cv_t<std::remove_reference_t<decltype(value.*member.pointer)>>;
            output += std::exchange(before, ',');
            output += '"';
            output += member.name;  // an identifier: nothing in it needs escaping
            output += "\":";
            Shape<Field>::write(value.*member.pointer, output);
        });
        output += before == '{' ? "{}" : "}";
    }
    static boost::json::object schema(Schemas& schemas) { return schemas.reference<T>(make_schema); }

private:
    static void refuse_unknown(const boost::json::object& object, Reader& reader) {
        std::set<std::string_view> names;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) { names.insert(member.name); });
        for (const auto& [key, each] : object) {
            if (names.contains(key)) continue;
            reader.within(key, [&] {
                reader.refuse("field_unknown", "Trường này không có trong giao diện.");
                return 0;
            });
            return;
        }
    }
    static boost::json::object make_schema(Schemas& schemas) {
        boost::json::object properties;
        boost::json::array required;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Field = std::remove_reference_t<decltype(std::declval<T&>().*member.pointer)>;
            properties[member.name] = Shape<Field>::schema(schemas);
            if (!is_optional<Field>) required.push_back(member.name);
        });
        return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
    }
};

template <class T>
boost::json::object Schemas::reference(boost::json::object (*make)(Schemas&)) {
    const auto name = schema_name(typeid(T));
    if (!components.contains(name)) {
        components[name] = nullptr;  // taken, so that a type that holds itself ends here
        auto made = make(*this);
        components[name] = std::move(made);
    }
    return {{"$ref", "#/components/schemas/" + name}};
}

// An element that is read on its own: when it is wrong, it alone is refused, not the list it stands in. For queues that
// devices send: one bad entry must not hold up the others for ever.
template <class T>
struct Apart {
    std::optional<T> value;
    std::optional<Problem> problem;  // when there is no value; its field counts from this element
    boost::json::value raw;          // likewise
};

template <class T>
struct Shape<Apart<T>> {
    static Apart<T> read(const boost::json::value& value, Reader&) {
        Reader own;
        auto result = Shape<T>::read(value, own);
        if (own.refused()) return {std::nullopt, own.problem(), value};
        return {std::move(result), std::nullopt, nullptr};
    }
    static boost::json::object schema(Schemas& schemas) { return Shape<T>::schema(schemas); }
};

template <class T>
Result<T> read(const boost::json::value& value) {
    Reader reader;
    auto result = Shape<T>::read(value, reader);
    if (reader.refused()) return reader.problem();
    return result;
}

template <class T>
std::string to_json_text(const T& value) {
    std::string output;
    Shape<T>::write(value, output);
    return output;
}

// As a tree, for what is put into free-form JSON or compared.
template <class T>
boost::json::value to_json(const T& value) {
    return boost::json::parse(to_json_text(value));
}

// Parses one JSON document of at most depth 32; refuses duplicate keys, which JSON leaves undefined (RFC 8259, 4).
Result<boost::json::value> parse_json(std::string_view text);

}  // namespace http
