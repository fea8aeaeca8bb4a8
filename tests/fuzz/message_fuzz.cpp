// Targets, cookies and headers: any bytes are taken apart or refused.
#include "foundation/http/message.h"
#include "foundation/text.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto split = bytes.find('\n');
    http::Request request;
    request.target = bytes.substr(0, split);
    request.headers.emplace_back("cookie", split == std::string::npos ? "" : bytes.substr(split + 1));
    (void)request.cookie("bdh_session");
    if (const auto target = http::parse_target(request.target)) {
        if (!text::is_valid_utf8(target->path)) std::abort();
        (void)text::search_key(target->path);
        (void)text::squeeze(target->path);
    }
    return 0;
}
