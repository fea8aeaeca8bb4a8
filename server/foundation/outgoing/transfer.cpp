#include "foundation/outgoing/transfer.h"

#include <stdexcept>

namespace outgoing {
namespace {

constexpr long kConnectMs = 3000;
constexpr long kWholeMs = 8000;

std::size_t pass_over(char*, std::size_t size, std::size_t count, void*) { return size * count; }

void start_curl_once() {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

// The connection was never there, or was given up before anything of ours went over it.
bool is_before_sending(CURLcode code) {
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED || code == CURLE_LOGIN_DENIED ||
           code == CURLE_COULDNT_RESOLVE_PROXY;
}

}  // namespace

Transfer begin_transfer(const std::string& url, const char* protocols) {
    start_curl_once();
    Transfer transfer(curl_easy_init(), curl_easy_cleanup);
    if (!transfer) throw std::runtime_error("libcurl has no memory");
    curl_easy_setopt(transfer.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(transfer.get(), CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(transfer.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(transfer.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(transfer.get(), CURLOPT_TIMEOUT_MS, kWholeMs);
    curl_easy_setopt(transfer.get(), CURLOPT_WRITEFUNCTION, pass_over);
    return transfer;
}

void add_line(Lines& lines, const std::string& line) {
    auto* longer = curl_slist_append(lines.get(), line.c_str());
    if (!longer) throw std::runtime_error("libcurl has no memory");
    static_cast<void>(lines.release());
    lines.reset(longer);
}

Attempt perform(const Transfer& transfer, const Verdict& verdict, const char* scheme) {
    const auto code = curl_easy_perform(transfer.get());
    long status = 0;
    curl_easy_getinfo(transfer.get(), CURLINFO_RESPONSE_CODE, &status);
    const auto said = std::string(scheme) + " " + std::to_string(status);
    if (code == CURLE_OK && verdict.is_good(status)) return {Outcome::sent, said};
    if (status >= 400) return {verdict.is_final(status) ? Outcome::refused : Outcome::unreachable, said};
    if (code == CURLE_OK) return {Outcome::refused, said};
    double connected_s = 0;
    curl_easy_getinfo(transfer.get(), CURLINFO_CONNECT_TIME, &connected_s);
    const bool never_there = is_before_sending(code) || (code == CURLE_OPERATION_TIMEDOUT && connected_s == 0);
    return {never_there ? Outcome::unreachable : Outcome::unclear, curl_easy_strerror(code)};
}

}  // namespace outgoing
