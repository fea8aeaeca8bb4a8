// CSV as offices send it: any bytes give rows or a refusal.
#include "foundation/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    (void)parse_csv({reinterpret_cast<const char*>(data), size});
    return 0;
}
