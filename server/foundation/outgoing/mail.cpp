#include "foundation/outgoing/mail.h"

#include "foundation/outgoing/transfer.h"

#include <openssl/evp.h>

#include <algorithm>
#include <ctime>

namespace outgoing {
namespace {

std::string to_base64(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // OpenSSL ends it with a zero
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string to_date(Instant at) {
    const std::time_t seconds = at.utc_ms / kSecondMs;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
    return text;
}

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

struct Mime {
    explicit Mime(const Transfer& transfer) : root(curl_mime_init(transfer.get()), curl_mime_free) {}
    std::unique_ptr<curl_mime, decltype(&curl_mime_free)> root;
};

}  // namespace

bool is_address(const std::string& text) {
    const auto at = text.find('@');
    if (text.size() > 254 || at == 0 || at == std::string::npos || text.find('@', at + 1) != std::string::npos) return false;
    const auto domain = text.substr(at + 1);
    if (domain.find('.') == std::string::npos || domain.front() == '.' || domain.back() == '.') return false;
    return std::all_of(text.begin(), text.end(), [](unsigned char each) {
        return each > ' ' && each < 0x7F && std::string_view("<>()[],;:\\\"").find(static_cast<char>(each)) == std::string_view::npos;
    });
}

std::string encoded_header(const std::string& text) {
    constexpr std::size_t kBytesMax = 42;  // 56 letters of base64 and 12 around them: within the 75 of an encoded word
    std::string encoded;
    for (std::size_t from = 0; from < text.size();) {
        auto to = std::min(text.size(), from + kBytesMax);
        while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80U)
            --to;
        if (!encoded.empty()) encoded += "\r\n ";
        encoded += "=?UTF-8?B?" + to_base64(text.substr(from, to - from)) + "?=";
        from = to;
    }
    return encoded;
}

Attempt send_mail(const MailServer& server, const Mail& mail) {
    const auto transfer = begin_transfer(server.url, "smtp,smtps");
    auto* curl = transfer.get();
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(server.password.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (!server.user.empty()) curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    if (!server.password.empty()) curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
    Lines to(nullptr, curl_slist_free_all);
    add_line(to, "<" + mail.to + ">");
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());

    Lines headers(nullptr, curl_slist_free_all);
    add_line(headers, "Date: " + to_date(mail.at));
    add_line(headers, "From: " + encoded_header("Bình Dân Học") + " <" + server.from + ">");
    add_line(headers, "To: <" + mail.to + ">");
    add_line(headers, "Subject: " + encoded_header(mail.subject));
    add_line(headers, "Message-ID: <" + mail.id + "@" + domain_of(server.from) + ">");
    add_line(headers, "Auto-Submitted: auto-generated");  // RFC 3834: no vacation replies, please
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());

    const Mime mime(transfer);
    auto* part = curl_mime_addpart(mime.root.get());
    curl_mime_data(part, mail.text.data(), mail.text.size());
    curl_mime_type(part, "text/plain; charset=utf-8");
    curl_mime_encoder(part, "base64");
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.root.get());
    return perform(transfer, {[](long status) { return status < 400; }, [](long status) { return status >= 500; }}, "SMTP");
}

}  // namespace outgoing
