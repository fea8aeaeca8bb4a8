#include "foundation/outgoing/webhook.h"

#include "foundation/outgoing/transfer.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace outgoing {
namespace {

constexpr long kTooManyRequests = 429;
constexpr long kRequestTimeout = 408;

}  // namespace

std::string signature_of(const std::string& secret, std::int64_t seconds, const std::string& body) {
    const auto text = std::to_string(seconds) + "." + body;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         digest, &length);
    std::string hex;
    for (unsigned int each = 0; each < length; ++each)
        hex += fmt::format("{:02x}", digest[each]);
    return hex;
}

Attempt post_signed(const Webhook& webhook, const std::string& id, const std::string& body, Instant at) {
    const auto transfer = begin_transfer(webhook.url, "http,https");
    auto* curl = transfer.get();
    const auto seconds = at.utc_ms / kSecondMs;
    Lines headers(nullptr, curl_slist_free_all);
    add_line(headers, "Content-Type: application/json");
    add_line(headers, "X-BDH-Id: " + id);
    add_line(headers, "X-BDH-Timestamp: " + std::to_string(seconds));
    add_line(headers, "X-BDH-Signature: sha256=" + signature_of(webhook.secret, seconds, body));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    return perform(transfer,
                   {[](long status) { return status >= 200 && status < 300; },
                    [](long status) { return status < 500 && status != kTooManyRequests && status != kRequestTimeout; }},
                   "HTTP");
}

}  // namespace outgoing
