#pragma once
#include "foundation/context.h"

namespace identity {

// Finds the words of everybody who was there before words were kept; once there are any, they are kept as people come and go.
void fill_words_once(Context& context);

}  // namespace identity
