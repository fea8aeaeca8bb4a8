#pragma once
// HTTP/1.1 over TCP (Boost.Beast). Coroutines live here and nowhere else: a connection reads a request, hands it to the
// application and waits for the reply. TLS, HTTP/2 and compression on the fly are the reverse proxy's work.
#include "foundation/http/message.h"

#include <functional>
#include <memory>
#include <string>

namespace http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 = any free port, see Server::port()
    int io_threads = 1;
    int connections_max = 20000;
    int header_timeout_ms = 15000;  // from the first byte wanted to the whole header
    int body_timeout_ms = 60000;
    int idle_timeout_ms = 75000;    // between two requests on one connection
    std::size_t header_max_bytes = 16 * 1024;
    std::size_t body_max_bytes = 12 * 1024 * 1024;  // routes have their own, lower limits
};

// What answers requests; must call back exactly once, on any thread.
using Application = std::function<void(std::shared_ptr<const Request>, std::function<void(LateReply)>)>;

class Server {
public:
    Server(ServerOptions options, Application application);
    ~Server();
    void start();
    // Takes no new connections, answers what was accepted, then closes; at most grace_ms long. For linger_ms connections
    // without a request stay open, so that it is the proxy that closes them: one that it uses meanwhile is answered and told
    // to close.
    void stop(int grace_ms = 10000, int linger_ms = 0);
    std::uint16_t port() const;
    int connection_count() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace http
