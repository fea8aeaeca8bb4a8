#pragma once
// A strict reader of the YAML that packs and plans are written in: maps, lists and scalars, all spelt out. Anchors,
// aliases, tags and repeated fields are mistakes, so nothing a file holds can be larger than the file.

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace yaml {

struct Mistake {
    std::string file;
    int line = 0;         // 0: the file as a whole
    std::string message;  // English, for authors at a terminal
};

// Collects what is wrong in one file, into a list of Mistake or of what a capability calls the same three fields.
class Mistakes {
public:
    template <class Found>
    Mistakes(std::string file, std::vector<Found>& found)
        : file_(std::move(file)), note_([&found](const std::string& file, int line, std::string message) {
              found.push_back({file, line, std::move(message)});
          }) {}
    void add(int line, std::string message);
    int count() const { return count_; }

private:
    std::string file_;
    std::function<void(const std::string& file, int line, std::string message)> note_;
    int count_ = 0;
};

// UTF-8, NFC, no control characters; notes the first line that is not so.
bool is_clean(std::string_view text, int first_line, Mistakes& mistakes);

// What an author wrote, shortened for a message.
std::string quoted(std::string_view text);

struct Node {
    enum class Kind { null, scalar, list, map };
    Kind kind = Kind::null;
    int line = 0;
    std::string scalar;
    std::vector<std::string> names;  // of a map's children
    std::vector<Node> children;
};

// One document. first_line is the line of the file that the text begins on.
std::optional<Node> parse(const std::string& text, int first_line, Mistakes& mistakes);

// Reads the fields of a map. A missing or ill-typed field is noted and read as empty; refuse_others notes every field
// that was never asked for.
class Fields {
public:
    Fields(const Node& node, Mistakes& mistakes);

    int line() const { return node_.line; }
    int line_of(std::string_view name) const;
    const Node* find(std::string_view name);

    std::string text(std::string_view name, std::size_t length_max);
    std::optional<std::string> optional_text(std::string_view name, std::size_t length_max);
    // Lower-case letters, digits, dashes and points; at most 60 of them.
    std::string code(std::string_view name);
    std::int64_t whole(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<double> optional_number(std::string_view name);
    std::optional<bool> optional_flag(std::string_view name);  // yes, no, true or false
    // A map, and an empty one where none is written.
    const Node& map(std::string_view name);
    const std::vector<Node>& list(std::string_view name, std::size_t min, std::size_t max);
    std::vector<std::string> texts(std::string_view name, std::size_t min, std::size_t max, std::size_t length_max);
    std::vector<std::string> codes(std::string_view name, std::size_t min, std::size_t max);

    void require(std::string_view name);
    void refuse_others();

private:
    const Node& node_;
    Mistakes& mistakes_;
    std::set<std::string, std::less<>> asked_;
};

std::string read_text(const Node& node, std::string_view name, std::size_t length_max, Mistakes& mistakes);

}  // namespace yaml
