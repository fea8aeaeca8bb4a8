#pragma once
// What is done with single units and numbers, and the frame in which every change of the trees happens.
#include "naming/rules.h"

namespace units {

// What peers are told after a change; the id is nobody's.
inline constexpr const char* kTreesChanged = "units_trees";

Problem to_problem(Refusal refusal);

// Changes wait for one another until their transactions end: each sees the trees the one before it left.
void begin_change(Context& context);
// Brings closure and memory up to date once the tables say what they should; first_day is when the change takes effect.
void finish_change(Context& context, Day first_day);

// Fills the trees in memory, at start and when a new day begins.
void load_current(Context& context);

// What another server changed, or a new day, read into memory; changes nothing.
void follow_changes(Context& context);
bool is_current(const Services& services, Day today);

// As the tables have it in this transaction, whose changes may still be undone.
std::shared_ptr<const Tree> tree_on(Context& context, Day day);

Unit place_new_unit(Context& context, const Unit& unit, Day from);

}  // namespace units
