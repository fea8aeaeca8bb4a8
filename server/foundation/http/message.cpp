#include "foundation/http/message.h"

#include "foundation/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace http {
namespace {

int status_of(ProblemKind kind) {
    switch (kind) {
    case ProblemKind::invalid: return 400;
    case ProblemKind::unauthenticated: return 401;
    case ProblemKind::forbidden: return 403;
    case ProblemKind::missing: return 404;
    case ProblemKind::conflict: return 409;
    case ProblemKind::too_large: return 413;
    case ProblemKind::unsupported: return 415;
    case ProblemKind::too_many: return 429;
    case ProblemKind::busy: return 503;
    }
    return 500;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& each) { return each.first == name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    std::optional<std::string> found;
    for (const auto& [header, value] : headers) {
        if (header != "cookie") continue;
        for (std::string_view rest = value; !rest.empty();) {
            const auto end = std::min(rest.find(';'), rest.size());
            const auto pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            if (found) return std::nullopt;
            found = std::string(pair.substr(equals + 1));
        }
    }
    return found;
}

LateReply written_already(Reply reply) {
    return [kept = std::make_shared<Reply>(std::move(reply))] { return std::move(*kept); };
}

Reply json_reply(int status, std::string body) { return {status, "application/json", std::move(body), {}}; }

Reply to_reply(const Problem& problem, std::string_view request_id) {
    const int status = status_of(problem.kind);
    boost::json::object body{{"title", problem.text},
                             {"status", status},
                             {"code", problem.code},
                             {"field", problem.field.empty() ? boost::json::value(nullptr) : boost::json::value(problem.field)},
                             {"request_id", request_id}};
    auto reply = json_reply(status, {});
    if (problem.retry_after_s > 0) {
        body["retry_after_s"] = problem.retry_after_s;
        reply.headers.emplace_back("Retry-After", std::to_string(problem.retry_after_s));
    }
    reply.content_type = "application/problem+json";
    reply.body = boost::json::serialize(body);
    return reply;
}

std::string to_header(const Cookie& cookie) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie.name, cookie.value, cookie.max_age_s,
                       cookie.secure ? "; Secure" : "");
}

std::optional<std::string> decode_percent(std::string_view encoded, bool plus_is_space) {
    std::string output;
    output.reserve(encoded.size());
    for (std::size_t place = 0; place < encoded.size(); ++place) {
        if (encoded[place] == '+' && plus_is_space) {
            output += ' ';
        } else if (encoded[place] != '%') {
            output += encoded[place];
        } else {
            if (place + 2 >= encoded.size()) return std::nullopt;
            const int high = hex_value(encoded[place + 1]), low = hex_value(encoded[place + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            output += static_cast<char>(high * 16 + low);
            place += 2;
        }
    }
    if (!text::is_valid_utf8(output) || output.find('\0') != std::string::npos) return std::nullopt;
    return output;
}

std::optional<Target> parse_target(std::string_view target) {
    const auto mark = std::min(target.find('?'), target.size());
    auto path = decode_percent(target.substr(0, mark), false);
    if (!path || path->empty() || path->front() != '/') return std::nullopt;
    Target parsed{std::move(*path), {}};
    for (auto rest = target.substr(std::min(mark + 1, target.size())); !rest.empty();) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decode_percent(pair.substr(0, equals), true);
        auto value = decode_percent(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value || !parsed.query.emplace(std::move(*name), std::move(*value)).second) return std::nullopt;
    }
    return parsed;
}

}  // namespace http
