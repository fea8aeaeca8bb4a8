// Reading the numbers people type, Vietnamese ("1.234,5") or plain ("1234.5"), without a locale.
#pragma once

#include <optional>
#include <string_view>

namespace marking::number {

// One reading for each text, whatever the right answer is:
//   both marks        the last one is the decimal mark, the other groups thousands: 1.234,5 and 1,234.5
//   one comma         decimal: 1,234 is one and a bit, as in Vietnam
//   one point         groups thousands when it can (1 to 3 digits not led by 0, then exactly 3): 1.234 is 1234;
//                     decimal otherwise: 1234.5, 0.125, 3.14
//   several of one    group thousands: 1.234.567
//   spaces            group thousands: 1 234,5; a comma or point after them is decimal
// Groups are of three digits. A sign may lead; the item's unit may follow. No exponents, NaN or infinity; at most
// 15 digits before the decimal mark. Digits past the 15th significant one are dropped, so that every number read
// is the double nearest to what is left.
std::optional<double> read(std::string_view text, std::string_view unit);

// Within the tolerance, with room for the rounding of doubles: 1,1 is within 0,1 of 1.
bool is_close(double value, double answer, double tolerance);

}  // namespace marking::number
