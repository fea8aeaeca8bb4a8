#pragma once
#include "foundation/context_factory.h"

namespace identity {

// The words of everybody who was there before words were kept, at the first start that finds none.
void fill_words_once(Context& context);
// Of whoever has none all the same, because a server of an older version added them; some thousand people a transaction.
void fill_missing_words(const ContextFactory& contexts);

}  // namespace identity
