#pragma once
// The built web app, held in memory: few megabytes, answered without touching the disk. Precompressed neighbours
// (name.br, name.gz) are chosen by Accept-Encoding; ETags are content hashes.
#include "foundation/http/message.h"

#include <map>
#include <optional>
#include <string>

namespace http {

class StaticFiles {
public:
    // folder "" = none. csp.txt beside index.html, when there, is the Content-Security-Policy the build asks for.
    explicit StaticFiles(const std::string& folder);

    // A file, or the app's page for any other address a person may open; nothing for what is not GET or HEAD.
    std::optional<Reply> find(const Request& request) const;

    const std::string& content_security_policy() const { return content_security_policy_; }

private:
    struct File {
        std::string content_type;
        std::string etag;
        bool immutable = false;
        std::map<std::string, std::string> bodies;  // by encoding: "", "gzip", "br"
    };
    Reply reply_with(const File& file, const Request& request) const;

    std::map<std::string, File> files_;
    std::string content_security_policy_;
};

}  // namespace http
