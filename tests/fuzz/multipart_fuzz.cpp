// Uploaded forms: any bytes give one file and its fields, or a refusal.
#include "foundation/http/message.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)http::parse_multipart("multipart/form-data; boundary=X", bytes);
    const auto split = bytes.find('\n');
    if (split != std::string_view::npos) (void)http::parse_multipart(bytes.substr(0, split), bytes.substr(split + 1));
    return 0;
}
