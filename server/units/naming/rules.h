#pragma once
// What a unit may be called and where it may stand. Pure.
#include "public.h"

namespace units {

inline constexpr Day kNoEnd{2932896};  // 9999-12-31
inline constexpr std::size_t kNameLengthMax = 200;
inline constexpr int kDepthMax = 10;  // units above one another

// The codes of these names are what clients and the lists of problems see.
enum class Refusal {
    no_such_unit, code_taken, code_malformed, name_empty, name_too_long, parent_kind_wrong, parent_within, too_deep,
    day_too_early, too_few_units, child_not_of_unit, child_left_over
};
BOOST_DESCRIBE_ENUM(Refusal, no_such_unit, code_taken, code_malformed, name_empty, name_too_long, parent_kind_wrong,
                    parent_within, too_deep, day_too_early, too_few_units, child_not_of_unit, child_left_over)

// Letters, digits, ".", "-" and "_", at most 32: it stands in addresses.
bool is_code(std::string_view code);

// Squeezed to single spaces before it is judged and stored.
std::optional<Refusal> refuse_name(std::string_view name);

// Provinces are at the top, communes below them, hamlets below communes; all other kinds may stand anywhere.
bool may_stand_under(Kind kind, std::optional<Kind> parent);

// The unit that people of `retired` count in: merged units lead to the unit they merged into, split ones to `parent`.
struct Succession {
    UnitId from;
    UnitId to;
    bool is_split = false;
    UnitId last_parent;  // the last unit above `from`
};
// Only for units that do not stand; follows chains, and gives up on those that lead nowhere.
std::vector<std::pair<UnitId, UnitId>> find_heirs(const std::vector<Succession>& successions,
                                                  const std::vector<UnitId>& standing);

}  // namespace units
