// Views as they are sent; written_view() stands in public.h.
#pragma once

#include "public.h"

namespace curriculum {

// The pieces of an item's view, made once.
ItemJson write_item(const Item& item);

}  // namespace curriculum
