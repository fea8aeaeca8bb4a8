#include "plan_files/actions.h"

#include "public.h"

#include "foundation/http/router.h"

#include <algorithm>
#include <charconv>

namespace campaign {
namespace {

using boost::json::value;
using yaml::Node;

// YAML does not say whether 05551 is a number or a code; the field it stands in does.
template <class T>
struct Typed {
    static value make(const Node& node);
};

value make_plain(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return nullptr;
        case Node::Kind::scalar: {
            auto text = node.scalar;
            text.erase(text.find_last_not_of(" \n\t\r") + 1);
            return boost::json::string(text);
        }
        case Node::Kind::list:
            return boost::json::array();
        case Node::Kind::map:
            return boost::json::object();
    }
    return nullptr;
}

value make_whole(const Node& node) {
    std::int64_t number = 0;
    const auto& digits = node.scalar;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (node.kind == Node::Kind::scalar && error == std::errc{} && end == digits.data() + digits.size()) return number;
    return make_plain(node);
}

value make_flag(const Node& node) {
    if (node.scalar == "yes" || node.scalar == "true") return true;
    if (node.scalar == "no" || node.scalar == "false") return false;
    return make_plain(node);
}

template <class T>
inline constexpr bool is_list = false;
template <class T, std::size_t Max>
inline constexpr bool is_list<List<T, Max>> = true;

template <class T>
struct Element;
template <class T, std::size_t Max>
struct Element<List<T, Max>> {
    using type = T;
};

// May be left out of a file: lists, and words and flags that have a usual value.
template <class Field>
inline constexpr bool has_usual_value =
    is_list<Field> || std::is_same_v<Field, bool> || std::is_enum_v<Field> || std::is_same_v<Field, std::int64_t>;

template <class T>
value make_struct(const Node& node) {
    if (node.kind != Node::Kind::map) return make_plain(node);
    boost::json::object object;
    for (std::size_t place = 0; place < node.names.size(); ++place)
        object[node.names[place]] = make_plain(node.children[place]);
    const T usual{};
    boost::mp11::mp_for_each<http::Members<T>>([&](auto member) {
        using Field = std::remove_cv_t<std::remove_reference_t<decltype(usual.*member.pointer)>>;
        const auto found = std::find(node.names.begin(), node.names.end(), member.name);
        if (found != node.names.end()) {
            object[member.name] = Typed<Field>::make(node.children[static_cast<std::size_t>(found - node.names.begin())]);
        } else if constexpr (has_usual_value<Field>) {
            object[member.name] = http::to_json(usual.*member.pointer);
        }
    });
    return object;
}

template <class T>
value make_list(const Node& node) {
    if (node.kind != Node::Kind::list) return make_plain(node);
    boost::json::array array;
    for (const auto& child : node.children)
        array.push_back(Typed<T>::make(child));
    return array;
}

template <class T>
value Typed<T>::make(const Node& node) {
    using Base = typename http::WithoutOptional<T>::type;
    if constexpr (is_list<Base>)
        return make_list<typename Element<Base>::type>(node);
    else if constexpr (std::is_same_v<Base, bool>)
        return make_flag(node);
    else if constexpr (http::is_whole<Base>)
        return make_whole(node);
    else if constexpr (boost::describe::has_describe_members<Base>::value)
        return make_struct<Base>(node);
    else
        return make_plain(node);
}

// The line of what a JSON pointer names, or of the nearest thing around it that is there.
int line_of(const Node& root, std::string_view pointer) {
    const Node* at = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto name = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(name.size());
        std::size_t place = at->children.size();
        if (at->kind == Node::Kind::map) {
            place = static_cast<std::size_t>(std::find(at->names.begin(), at->names.end(), name) - at->names.begin());
        } else if (at->kind == Node::Kind::list) {
            std::from_chars(name.data(), name.data() + name.size(), place);
        }
        if (place >= at->children.size()) break;
        at = &at->children[place];
    }
    return at->line;
}

// Takes the field "plan: 1" off, which says in which form the rest is written.
bool take_form(Node& root, yaml::Mistakes& mistakes) {
    const auto found = std::find(root.names.begin(), root.names.end(), "plan");
    const auto place = found - root.names.begin();
    if (root.kind != Node::Kind::map || found == root.names.end() ||
        root.children[static_cast<std::size_t>(place)].scalar != "1") {
        mistakes.add(root.line, "is not a plan: the field 'plan: 1' is missing");
        return false;
    }
    root.names.erase(found);
    root.children.erase(root.children.begin() + place);
    return true;
}

bool is_plain(std::string_view text) {
    static constexpr std::string_view kWords[] = {"yes", "no", "true", "false", "null", "on", "off", "y", "n"};
    if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
    if (std::find(std::begin(kWords), std::end(kWords), text) != std::end(kWords)) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (!(std::isalpha(first) || first >= 0x80)) return false;
    return text.find_first_of(":#{}[],&*!|>'\"%@`\\\n\t") == std::string_view::npos;
}

void write_value(std::string& output, const value& value, std::size_t indent);

void write_scalar(std::string& output, const value& value) {
    if (const auto* text = value.if_string(); text && is_plain(*text))
        output.append(text->data(), text->size());
    else if (value.is_bool())
        output += value.get_bool() ? "yes" : "no";
    else
        output += boost::json::serialize(value);
    output += '\n';
}

bool is_empty(const value& value) { return value.is_null() || (value.is_array() && value.get_array().empty()); }

void write_fields(std::string& output, const boost::json::object& object, std::size_t indent, bool first_is_indented) {
    for (const auto& [name, field] : object) {
        if (is_empty(field)) continue;
        if (!first_is_indented) output.append(indent, ' ');
        first_is_indented = false;
        output.append(name.data(), name.size());
        output += ':';
        write_value(output, field, indent);
    }
}

void write_value(std::string& output, const value& value, std::size_t indent) {
    if (const auto* object = value.if_object()) {
        output += '\n';
        write_fields(output, *object, indent + 2, false);
    } else if (const auto* array = value.if_array()) {
        output += '\n';
        for (const auto& each : *array) {
            output.append(indent + 2, ' ');
            output += "- ";
            if (const auto* fields = each.if_object())
                write_fields(output, *fields, indent + 4, true);
            else
                write_scalar(output, each);
        }
    } else {
        output += ' ';
        write_scalar(output, value);
    }
}

}  // namespace

PlanFile read_plan(const std::string& file, const std::string& text) {
    PlanFile result;
    yaml::Mistakes mistakes(file, result.mistakes);
    if (text.size() > kPlanBytesMax) {
        mistakes.add(0, "is larger than " + std::to_string(kPlanBytesMax / 1024) + " KB");
        return result;
    }
    auto root = yaml::parse(text, 1, mistakes);
    if (!root || !take_form(*root, mistakes)) return result;
    const auto read = http::read<Plan>(make_struct<Plan>(*root));
    if (!read) {
        mistakes.add(line_of(*root, read.error().field),
                     read.error().field + ": " + read.error().text + " (" + read.error().code + ")");
        return result;
    }
    for (const auto& flaw : plans::find_flaws(*read))
        mistakes.add(line_of(*root, flaw.pointer), flaw.pointer + ": " + flaw.text + " (" + flaw.code + ")");
    if (result.mistakes.empty()) result.plan = *read;
    return result;
}

std::vector<yaml::Mistake> check_plan_file(const std::string& file, const std::string& text) {
    return read_plan(file, text).mistakes;
}

std::string write_plan(const Plan& plan) {
    std::string output = "plan: 1\n";
    write_fields(output, http::to_json(plan).as_object(), 0, false);
    return output;
}

}  // namespace campaign
