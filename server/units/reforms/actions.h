#pragma once
// Reforms: from the given day on, other units stand. Days before it stay as they were, and lineage says what became of what.
#include "naming/rules.h"

namespace units {

struct NewUnit {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
    std::string parent_code;  // "" at the top
};

// The units end, the new one begins and takes over what stood under them; it may keep the code of one of them. Their
// populations are added up where all of them have a number for that group and year.
Result<UnitId> merge_units(Context& context, const std::vector<std::string>& codes, const NewUnit& into, Day day);

struct Part {
    std::string code;
    std::string name;
    Kind kind = Kind::commune;
    std::vector<std::string> children;  // codes of units below the old one that now stand below this part
};
// Every unit below the old one must be in exactly one part. Populations are not divided: nobody knows how.
Result<std::vector<UnitId>> split_unit(Context& context, const std::string& code, const std::vector<Part>& parts, Day day);

// The unit stays what it is under another name, perhaps of another kind (a commune that becomes a ward).
Result<UnitId> rename_unit(Context& context, const std::string& code, const std::string& name, Kind kind, Day day);

}  // namespace units
