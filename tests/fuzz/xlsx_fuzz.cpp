// Spreadsheets as offices send them: any bytes give rows or a refusal, within the limits.
#include "foundation/xlsx.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    (void)parse_xlsx({reinterpret_cast<const char*>(data), size});
    return 0;
}
