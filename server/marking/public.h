// Marking: how far a response is right. Pure; other capabilities include only this file.
// The types and what a response holds for each are those of docs/pack-format.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace marking {

enum class ItemType { single_choice, multiple_choice, true_false_set, order, match, fill_in, numeric, categorise,
                      highlight, short_answer, recall_card };
enum class Diacritics { lenient, strict };  // lenient also takes "tieng viet" for "tiếng Việt"

struct Option { std::string key; bool right = false; };
struct Statement { std::string key; bool truth = false; };
struct Thing { std::string key; std::string category; };
struct Blank { std::vector<std::string> accept; Diacritics diacritics = Diacritics::lenient; };

// One key per type. Lists stand in file order.
struct SingleChoice { std::vector<Option> options; };
struct MultipleChoice { std::vector<Option> options; };
struct TrueFalseSet { std::vector<Statement> statements; };
struct Order { std::vector<std::string> steps; };  // in the right order
struct Match { std::vector<std::string> pairs; std::vector<std::string> extra_rights; };  // a right side has its pair's key
struct FillIn { std::vector<Blank> blanks; };
struct Numeric { double answer = 0; double tolerance = 0; std::string unit; };
struct Categorise { std::vector<std::string> categories; std::vector<Thing> things; };
struct Highlight { std::vector<Option> parts; };
struct ShortAnswer { Blank blank; };
struct RecallCard {};

using Key = std::variant<SingleChoice, MultipleChoice, TrueFalseSet, Order, Match, FillIn, Numeric, Categorise,
                         Highlight, ShortAnswer, RecallCard>;
using Response = std::vector<std::string>;

enum class Verdict { right, partly, wrong };  // 1000, between, 0

// `chosen`: the learner chose it, or gave it an answer. So a wrong option chosen is chosen && !right,
// a right one missed is !chosen && !right. Blanks and single texts are keyed "1", "2" … in file order.
struct PartMark { std::string key; bool right = false; bool chosen = false; };
struct Mark { int score_permille = 0; Verdict verdict = Verdict::wrong; std::vector<PartMark> parts; };

inline constexpr std::size_t kTextBytesMax = 1000;  // each text of a response, and each accepted text
enum class Refusal { response_wrong_length, response_unknown_key, response_duplicate_key, response_too_long,
                     response_not_text, response_not_a_number };
enum class KeyRefusal { key_wrong_count, key_blank, key_duplicate, key_without_right, key_without_wrong,
                        key_many_rights, key_unknown_category, key_accepts_nothing, key_text_too_long,
                        key_not_a_number };

// A malformed response is refused, never marked; "" for a part is no answer: allowed, and wrong.
std::optional<Refusal> refuse_response(const Key&, const Response&);
// What the pack loader asks of every item: counts as in the pack format, and nothing contradictory.
std::optional<KeyRefusal> refuse_key(const Key&);

// Total and pure; meaningful when neither the key nor the response is refused. Scores are rounded down, so 1000
// always means wholly right. Partial credit, by type:
//   single_choice, numeric, short_answer   all or nothing: there is one decision to be right about.
//   true_false_set, match, fill_in, categorise   the share of right parts: each is a decision of its own.
//   multiple_choice, highlight   max(0, right chosen - wrong chosen) / right ones: a wrong one costs what a right one earns.
//   order   (L - 1) / (steps - 1), L the longest run of steps, gaps allowed, already in the right order: a single
//           step out of place costs one step, however many neighbours it parted; reversed is 0.
//   recall_card   0 for rating 1 (not remembered), 1000 for 2 to 4: remembering with effort is remembering.
Mark mark(const Key&, const Response&);

// A key as a list of texts and back, for the marker on the device; nothing when the list is not one of ours.
std::vector<std::string> pack_key(const Key&);
std::optional<Key> unpack_key(const std::vector<std::string>&);

ItemType type_of(const Key&);
std::optional<ItemType> find_item_type(std::string_view code);
std::string_view code_of(ItemType);
std::string_view code_of(Verdict);
std::string_view code_of(Refusal);
std::string_view code_of(KeyRefusal);

}  // namespace marking
