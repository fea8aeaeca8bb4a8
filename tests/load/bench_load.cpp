// A load generator for one server on this machine: keep-alive connections, each a learner of its own, each sending its next
// request when the last one is answered (closed loop), or at a fixed total rate (--rate). Prints one JSON object.
#include <CLI/CLI.hpp>
#include <boost/asio.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <random>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

struct Options {
    int port = 8080;
    int connections = 64;
    double seconds = 5;
    double warm_up_s = 1;
    int batch = 1;
    double rate = 0;  // requests a second over all connections; 0 = as fast as answers come
    std::string path;  // GET this; without it POST answers
    std::string cookies_file;
    std::string items_file;  // one JSON object a line: {"item", "item_version", "response"}
};

struct Measured {
    std::vector<double> ms;
    std::int64_t refused = 0;  // events a server did not take
    std::int64_t failed = 0;   // requests answered with another status than 200
    std::string first_failure;
};

std::vector<std::string> read_lines(const std::string& file) {
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

std::string uuid(std::mt19937_64& dice) {
    return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", dice() & 0xffffffff, dice() & 0xffff, dice() & 0xfff,
                       dice() & 0xfff, dice() & 0xffffffffffff);
}

class Connection {
public:
    Connection(const Options& options, std::string cookie, const std::vector<std::string>& items, std::uint64_t seed)
        : options_(options), cookie_(std::move(cookie)), items_(items), dice_(seed), device_(uuid(dice_)) {}

    awaitable<void> run(Clock::time_point start, Clock::time_point end, Measured& measured) {
        tcp::socket socket(co_await asio::this_coro::executor);
        co_await socket.async_connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(options_.port)}, asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        const auto pace = options_.rate > 0 ? std::chrono::duration<double>(options_.connections / options_.rate) : std::chrono::duration<double>(0);
        asio::steady_timer timer(socket.get_executor());
        // Spread the first requests over one interval, then keep to the schedule even when an answer is late, so that
        // waiting is counted (no coordinated omission).
        auto due = Clock::now() + std::chrono::duration_cast<Clock::duration>(pace * (static_cast<double>(dice_() % 1000) / 1000));
        while (Clock::now() < end) {
            if (options_.rate > 0) {
                timer.expires_at(due);
                co_await timer.async_wait(asio::use_awaitable);
            } else {
                due = Clock::now();
            }
            const auto asked = due;
            if (options_.rate > 0) due += std::chrono::duration_cast<Clock::duration>(pace);
            const auto request = next_request();
            co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
            co_await read_reply(socket);
            const auto now = Clock::now();
            if (asked < start || now > end) continue;
            measured.ms.push_back(std::chrono::duration<double, std::milli>(now - asked).count());
            note(measured);
        }
    }

private:
    std::string next_request() {
        if (!options_.path.empty()) {
            return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\r\n", options_.path, cookie_);
        }
        std::string body = "{\"events\":[";
        const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        for (int index = 0; index < options_.batch; ++index) {
            const auto& item = items_[dice_() % items_.size()];
            body += fmt::format("{}{{\"device\":\"{}\",\"sequence\":{},\"context\":\"lesson\",\"answered_at\":{},\"took_ms\":4000,{}",
                                index ? "," : "", device_, ++sequence_, now_ms, std::string_view(item).substr(1));
        }
        body += "]}";
        return fmt::format("POST /api/v1/answers HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                           cookie_, body.size(), body);
    }

    awaitable<void> read_reply(tcp::socket& socket) {
        buffer_.clear();
        const auto head = co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer_), "\r\n\r\n", asio::use_awaitable);
        const auto at = buffer_.find("Content-Length: ");
        const std::size_t length = at == std::string::npos || at > head ? 0 : std::stoul(buffer_.substr(at + 16, 12));
        if (buffer_.size() < head + length) {
            co_await asio::async_read(socket, asio::dynamic_buffer(buffer_), asio::transfer_exactly(head + length - buffer_.size()), asio::use_awaitable);
        }
    }

    void note(Measured& measured) const {
        if (buffer_.compare(9, 3, "200") != 0) {
            ++measured.failed;
            if (measured.first_failure.empty()) measured.first_failure = buffer_.substr(0, 600);
        }
        for (auto at = buffer_.find("\"refused\""); at != std::string::npos; at = buffer_.find("\"refused\"", at + 1)) ++measured.refused;
    }

    const Options& options_;
    std::string cookie_;
    const std::vector<std::string>& items_;
    std::mt19937_64 dice_;
    std::string device_;
    std::int64_t sequence_ = 0;
    std::string buffer_;
};

double percentile(std::vector<double>& sorted, double share) {
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Load generator"};
    app.add_option("--port", options.port)->required();
    app.add_option("--connections", options.connections);
    app.add_option("--seconds", options.seconds);
    app.add_option("--batch", options.batch);
    app.add_option("--rate", options.rate);
    app.add_option("--path", options.path);
    app.add_option("--cookies", options.cookies_file)->required();
    app.add_option("--items", options.items_file);
    CLI11_PARSE(app, argc, argv);

    const auto cookies = read_lines(options.cookies_file);
    const auto items = options.items_file.empty() ? std::vector<std::string>{} : read_lines(options.items_file);
    asio::io_context io(1);
    Measured measured;
    const auto start = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.warm_up_s));
    const auto end = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    std::vector<std::unique_ptr<Connection>> connections;
    for (int index = 0; index < options.connections; ++index) {
        connections.push_back(std::make_unique<Connection>(options, cookies[static_cast<std::size_t>(index) % cookies.size()], items,
                                                           static_cast<std::uint64_t>(std::random_device{}()) + static_cast<std::uint64_t>(index)));
        asio::co_spawn(io, connections.back()->run(start, end, measured), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    }
    io.run();
    std::sort(measured.ms.begin(), measured.ms.end());
    const auto requests = static_cast<double>(measured.ms.size());
    std::cout << boost::json::serialize(boost::json::object{{"requests_per_s", requests / options.seconds},
                                                            {"answers_per_s", options.path.empty() ? requests * options.batch / options.seconds : 0},
                                                            {"p50_ms", percentile(measured.ms, 0.5)},
                                                            {"p99_ms", percentile(measured.ms, 0.99)},
                                                            {"max_ms", measured.ms.empty() ? 0 : measured.ms.back()},
                                                            {"refused", measured.refused},
                                                            {"failed", measured.failed},
                                                            {"first_failure", measured.first_failure}})
              << '\n';
    return measured.failed ? 1 : 0;
}
