// Comparing Vietnamese texts the way a patient teacher would: what the eye reads as the same is the same.
#pragma once

#include <string>
#include <string_view>

#include "public.h"

namespace marking::text {

// True for well-formed UTF-8: no overlong forms, surrogates or values past U+10FFFF.
bool is_utf8(std::string_view);

// One spelling for all the ways to type the same answer. Expects NFC; bytes that are not UTF-8 become U+FFFD.
// Case, kinds of space, dash and quotation mark, and punctuation at the end do not count. Nor does where the tone
// stands in a final oa, oe, uy: hòa = hoà, thúy = thuý; both conventions are taught. Idempotent.
// Lenient folding is a function of strict folding, so it accepts whatever strict accepts.
std::string fold(std::string_view, Diacritics);

bool accepts(const Blank&, std::string_view answer);

}  // namespace marking::text
