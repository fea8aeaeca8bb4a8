#pragma once
// Counts of a subtree, from the views other capabilities publish.
#include "overview/rules.h"

namespace campaign::store {

Counts load_counts(db::Connection& db, units::UnitId unit, Day today);

}  // namespace campaign::store
