#include "foundation/http/server.h"

#include "foundation/log.h"
#include "foundation/random.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <linux/filter.h>

#include <atomic>
#include <iterator>
#include <thread>

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::ip::tcp;
using Stream = beast::tcp_stream;
using Parser = beast::http::request_parser<beast::http::string_body>;

std::string lower(std::string_view text) {
    std::string output(text);
    for (auto& letter : output) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return output;
}

std::string fresh_request_id() {
    static std::atomic<std::uint64_t> counter{0};
    static const std::string start = SystemRandom().token(4);
    return start + "-" + std::to_string(++counter);
}

std::shared_ptr<Request> take_request(Parser& parser, const tcp::endpoint& remote) {
    auto request = std::make_shared<Request>();
    auto& message = parser.get();
    request->method = std::string(message.method_string());
    request->target = std::string(message.target());
    for (const auto& field : message) request->headers.emplace_back(lower(field.name_string()), std::string(field.value()));
    request->body = std::move(message.body());
    request->id = fresh_request_id();
    request->remote_address = remote.address().to_string();
    request->from_loopback = remote.address().is_loopback();
    // Behind a proxy on this machine the caller is whom the proxy names, and nobody there is "loopback".
    if (const auto forwarded = request->header("x-forwarded-for"); request->from_loopback && !forwarded.empty()) {
        const auto last = forwarded.substr(forwarded.rfind(',') + 1);
        request->remote_address = std::string(last.substr(std::min(last.find_first_not_of(' '), last.size())));
        request->from_loopback = false;
    }
    return request;
}

beast::http::response<beast::http::string_body> to_message(Reply reply, const Request& request, bool keep_alive) {
    beast::http::response<beast::http::string_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(reply.status));
    if (!reply.content_type.empty()) message.set(beast::http::field::content_type, reply.content_type);
    message.set("X-Request-Id", request.id);
    for (const auto& [name, value] : reply.headers) message.insert(name, value);
    if (message.find(beast::http::field::cache_control) == message.end()) message.set(beast::http::field::cache_control, "no-store");
    message.keep_alive(keep_alive);
    if (reply.status == 204 || reply.status == 304) return message;
    message.content_length(reply.body.size());
    if (request.method != "HEAD") message.body() = std::move(reply.body);
    return message;
}

}  // namespace

struct Server::Parts {
    ServerOptions options;
    Application application;
    asio::io_context io;
    tcp::acceptor acceptor{io};
    std::vector<std::thread> threads;
    std::atomic<int> connections{0};
    std::atomic<int> working{0};  // requests taken and not yet answered in full
    std::atomic<bool> stopping{false};  // no new connections, and the last request on each
    std::atomic<bool> closing{false};   // no new requests either

    // Starts the application and resumes the waiting connection with the reply, on the connection's executor.
    struct Initiation {
        Parts* parts;
        std::shared_ptr<const Request> request;
        asio::any_io_executor executor;

        template <class Handler>
        void operator()(Handler&& handler) {
            auto kept = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
            parts->application(request, [kept, executor = executor](LateReply write) {
                asio::post(executor, [kept, write = std::move(write)] { (*kept)(write()); });
            });
        }
    };

    awaitable<Reply> answer(std::shared_ptr<const Request> request) {
        const auto executor = co_await asio::this_coro::executor;
        Initiation initiation{this, std::move(request), executor};
        co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Reply)>(std::move(initiation), asio::use_awaitable);
    }

    awaitable<bool> send(Stream& stream, Reply reply, const Request& request, bool keep_alive) {
        auto message = to_message(std::move(reply), request, keep_alive);
        boost::system::error_code error;
        stream.expires_after(std::chrono::milliseconds(options.body_timeout_ms));
        co_await beast::http::async_write(stream, message, asio::redirect_error(asio::use_awaitable, error));
        co_return !error && keep_alive;
    }

    // A request that cannot even be read is refused in the same form as any other.
    static std::optional<Problem> problem_of(const boost::system::error_code& error) {
        using Reason = beast::http::error;
        if (error == Reason::body_limit) return Problem{ProblemKind::too_large, "body_too_large", "Dữ liệu gửi lên lớn quá mức cho phép."};
        if (error == Reason::header_limit) return Problem{ProblemKind::too_large, "header_too_large", "Phần đầu của yêu cầu quá dài."};
        if (error.category() == beast::http::make_error_code(Reason::bad_method).category() && error != Reason::end_of_stream) {
            return Problem{ProblemKind::invalid, "http_malformed", "Yêu cầu không đúng dạng HTTP."};
        }
        return std::nullopt;
    }

    awaitable<bool> serve_one(Stream& stream, beast::flat_buffer& buffer, const tcp::endpoint& remote) {
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(options.header_max_bytes));
        parser.body_limit(options.body_max_bytes);
        boost::system::error_code error;
        if (buffer.size() == 0) {  // wait for the next request without holding a parser's time against it
            stream.expires_after(std::chrono::milliseconds(options.idle_timeout_ms));
            const auto room = buffer.prepare(4096);
            const auto count = co_await stream.async_read_some(room, asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return false;
            buffer.commit(count);
        }
        if (closing) co_return false;
        ++working;
        stream.expires_after(std::chrono::milliseconds(options.header_timeout_ms));
        co_await beast::http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            stream.expires_after(std::chrono::milliseconds(options.body_timeout_ms));
            if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
                beast::http::response<beast::http::empty_body> go_on(beast::http::status::continue_, 11);
                co_await beast::http::async_write(stream, go_on, asio::redirect_error(asio::use_awaitable, error));
            }
            co_await beast::http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
        }
        bool goes_on = false;
        if (error) {
            if (const auto problem = problem_of(error)) {
                Request unread;
                unread.id = fresh_request_id();
                co_await send(stream, to_reply(*problem, unread.id), unread, false);
            }
        } else {
            const bool keep_alive = parser.get().keep_alive() && !stopping;
            const std::shared_ptr<const Request> request = take_request(parser, remote);
            stream.expires_never();
            auto reply = co_await answer(request);
            goes_on = co_await send(stream, std::move(reply), *request, keep_alive && !stopping);
        }
        --working;
        co_return goes_on;
    }

    awaitable<void> serve(tcp::socket socket) {
        Stream stream(std::move(socket));
        boost::system::error_code ignored;
        stream.socket().set_option(tcp::no_delay(true), ignored);
        const auto remote = stream.socket().remote_endpoint(ignored);
        beast::flat_buffer buffer;
        try {
            while (co_await serve_one(stream, buffer, remote)) {
            }
        } catch (const std::exception& failure) {
            logging::error("connection_failed", {{"what", failure.what()}});
        }
        stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        --connections;
    }

    awaitable<void> accept() {
        while (!stopping) {
            boost::system::error_code error;
            auto socket = co_await acceptor.async_accept(io, asio::redirect_error(asio::use_awaitable, error));
            if (error && stopping) co_return;
            if (error) {  // out of file descriptors, most likely: let some go first
                asio::steady_timer pause(io, std::chrono::milliseconds(50));
                co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
                continue;
            }
            if (connections >= options.connections_max) continue;  // closing at once tells the client to come back
            ++connections;
            asio::co_spawn(asio::make_strand(io), serve(std::move(socket)), asio::detached);
        }
    }
};

Server::Server(ServerOptions options, Application application) : parts_(std::make_unique<Parts>()) {
    parts_->options = std::move(options);
    parts_->application = std::move(application);
}

Server::~Server() { stop(0); }

void Server::start() {
    auto& parts = *parts_;
    const tcp::endpoint endpoint(asio::ip::make_address(parts.options.address), parts.options.port);
    parts.acceptor.open(endpoint.protocol());
    parts.acceptor.set_option(asio::socket_base::reuse_address(true));
    boost::system::error_code refusal;
    parts.acceptor.bind(endpoint, refusal);
    if (!refusal) parts.acceptor.listen(4096, refusal);
    if (refusal) {
        throw std::runtime_error(
            fmt::format("cannot listen on {} port {}: {}", parts.options.address, parts.options.port, refusal.message()));
    }
    asio::co_spawn(parts.io, parts.accept(), asio::detached);
    for (int index = 0; index < parts.options.io_threads; ++index) {
        parts.threads.emplace_back([&parts] { parts.io.run(); });
    }
}

namespace {

// Linux offers no way to stop listening without resetting those who connected a moment ago and wait to be accepted. So new
// connections are first kept from beginning: a filter drops their first packet (SYN, no ACK), and the client, which tries
// again after a second, is refused then and asks another server.
void drop_new_connections(tcp::acceptor& acceptor) {
    sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),  // flags of the TCP header, where such a filter begins to read
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(code)), code};
    setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

constexpr int kAcceptLastMs = 100;

}  // namespace

void Server::stop(int grace_ms, int linger_ms) {
    auto& parts = *parts_;
    if (parts.stopping) return;
    if (linger_ms > 0) {
        drop_new_connections(parts.acceptor);
        std::this_thread::sleep_for(std::chrono::milliseconds(kAcceptLastMs));
    }
    parts.stopping = true;
    asio::post(parts.io, [&parts] {
        boost::system::error_code ignored;
        parts.acceptor.close(ignored);
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto lingers_to = begun + std::chrono::milliseconds(linger_ms);
    while (parts.connections > 0 && std::chrono::steady_clock::now() < lingers_to) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    parts.closing = true;
    const auto deadline = begun + std::chrono::milliseconds(linger_ms + grace_ms);
    while (parts.working > 0 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    parts.io.stop();
    for (auto& thread : parts.threads) thread.join();
    parts.threads.clear();
}

std::uint16_t Server::port() const { return parts_->acceptor.local_endpoint().port(); }
int Server::connection_count() const { return parts_->connections; }

}  // namespace http
