#pragma once
// How wide each column of a table becomes: no figure is broken, words stay whole where there is room.
#include "foundation/documents/document.h"
#include "foundation/documents/layout.h"

#include <vector>

namespace documents {

inline constexpr double kCellPaddingPt = 4;  // on each side

// Widths that add up to `available_pt`.
std::vector<double> column_widths_pt(const Table&, const Layout&, double available_pt);

// Whether every word and figure fits unbroken.
bool fits(const Table&, const Layout&, double available_pt);

}  // namespace documents
