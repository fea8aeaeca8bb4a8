#pragma once
// A request and a reply as the router sees them, free of sockets.
#include "foundation/result.h"

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

struct Request {
    std::string method;
    std::string target;  // path and query as received
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string remote_address;
    bool from_loopback = false;
    std::string id;  // of this request, for logs and problem replies

    // The first header of that (lower-case) name, or "".
    std::string_view header(std::string_view name) const;
    // The value of a cookie (RFC 6265, 4.2), or nothing when it is absent or was sent twice.
    std::optional<std::string> cookie(std::string_view name) const;
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// A reply still to be written, on the thread that sends it: the one that did the work may be the store's only writer. It
// throws nothing and is called once.
using LateReply = std::function<Reply()>;
LateReply written_already(Reply reply);

// The only place where a Problem becomes an HTTP status (problem details: RFC 9457).
Reply to_reply(const Problem& problem, std::string_view request_id);
Reply json_reply(int status, std::string body);

struct Cookie {
    std::string name;
    std::string value;
    std::int64_t max_age_s = 0;  // 0 removes it
    bool secure = false;
};
std::string to_header(const Cookie& cookie);

// Percent-decoding; nothing when it is malformed or not UTF-8. plus_is_space for query strings.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);

struct Target {
    std::string path;
    std::map<std::string, std::string> query;
};
// Splits and decodes; refuses malformed escapes and a parameter given twice.
std::optional<Target> parse_target(std::string_view target);

struct Upload {
    std::string file_name;
    std::string content_type;
    std::string bytes;
    std::map<std::string, std::string> fields;  // the other parts of the form
};
// multipart/form-data (RFC 7578) with exactly one file.
Result<Upload> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace http
