#include "foundation/http/static_files.h"

#include "foundation/random.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace http {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

std::string type_of(const std::string& path) {
    static const std::map<std::string, std::string> kTypes{
        {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"}, {".png", "image/png"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"},
        {".wasm", "application/wasm"}, {".txt", "text/plain; charset=utf-8"}, {".webp", "image/webp"}};
    const auto found = kTypes.find(std::filesystem::path(path).extension().string());
    return found == kTypes.end() ? "application/octet-stream" : found->second;
}

// Whether the encoding is offered and not refused with q=0 (RFC 9110, 12.5.3).
bool accepts(std::string_view header, std::string_view encoding) {
    for (auto rest = header; !rest.empty();) {
        const auto end = std::min(rest.find(','), rest.size());
        auto each = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (!each.empty() && each.front() == ' ') each.remove_prefix(1);
        if (!each.starts_with(encoding)) continue;
        const auto after = each.substr(encoding.size());
        if (after.empty() || after.front() == ' ') return true;
        if (after.front() == ';') return after.find("q=0") == std::string_view::npos || after.find("q=0.") != std::string_view::npos;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(const std::string& folder) {
    if (folder.empty()) return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        auto name = "/" + std::filesystem::relative(entry.path(), folder).generic_string();
        std::string encoding;
        if (name.ends_with(".br")) encoding = "br", name.resize(name.size() - 3);
        else if (name.ends_with(".gz")) encoding = "gzip", name.resize(name.size() - 3);
        auto& file = files_[name];
        auto body = read_file(entry.path());
        if (encoding.empty()) {
            file.content_type = type_of(name);
            file.etag = "\"" + hash_hex(body).substr(0, 20);
            file.immutable = name.find("/immutable/") != std::string::npos;
        }
        file.bodies[encoding] = std::move(body);
    }
    std::erase_if(files_, [](const auto& each) { return !each.second.bodies.contains(""); });
    if (const auto csp = files_.find("/csp.txt"); csp != files_.end()) {
        content_security_policy_ = csp->second.bodies.at("");
        while (!content_security_policy_.empty() && content_security_policy_.back() == '\n') content_security_policy_.pop_back();
        files_.erase(csp);
    }
}

Reply StaticFiles::reply_with(const File& file, const Request& request) const {
    const auto accepted = request.header("accept-encoding");
    std::string encoding;
    for (const char* candidate : {"br", "gzip"}) {
        if (encoding.empty() && file.bodies.contains(candidate) && accepts(accepted, candidate)) encoding = candidate;
    }
    const auto etag = file.etag + (encoding.empty() ? "\"" : "-" + encoding + "\"");
    Reply reply{200, file.content_type, {}, {}};
    reply.headers.emplace_back("ETag", etag);
    reply.headers.emplace_back("Vary", "Accept-Encoding");
    reply.headers.emplace_back("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match").find(etag) != std::string_view::npos) {
        reply.status = 304;
        return reply;
    }
    if (!encoding.empty()) reply.headers.emplace_back("Content-Encoding", encoding);
    reply.body = file.bodies.at(encoding);
    return reply;
}

std::optional<Reply> StaticFiles::find(const Request& request) const {
    if (files_.empty() || (request.method != "GET" && request.method != "HEAD")) return std::nullopt;
    const auto target = parse_target(request.target);
    if (!target) return std::nullopt;
    auto path = target->path;
    if (const auto file = files_.find(path); file != files_.end()) return reply_with(file->second, request);
    // A path with an extension names a file that is not there; anything else is a page of the app. An extension has a
    // letter in it: "/don-vi/05551.03" is a hamlet's page.
    const auto extension = std::filesystem::path(path).extension().string();
    if (std::any_of(extension.begin(), extension.end(), [](unsigned char each) { return std::isalpha(each); })) return std::nullopt;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    for (const auto& candidate : {path + ".html", path + "/index.html", std::string("/index.html")}) {
        if (const auto page = files_.find(candidate); page != files_.end()) return reply_with(page->second, request);
    }
    return std::nullopt;
}

}  // namespace http
