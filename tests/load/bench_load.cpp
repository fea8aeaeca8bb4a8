// A load generator for one server on this machine: keep-alive connections, each speaking for some learners in turn and sending
// its next request when the last one is answered (closed loop), or at a fixed total rate (--rate). Prints one JSON object.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/asio.hpp>
#include <boost/json.hpp>

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
    double rate = 0;                         // requests a second over all connections; 0 = as fast as answers come
    std::string path;                        // GET this; without it POST answers
    std::string target = "/api/v1/answers";  // where to POST
    std::string body_file;                   // POST this; every %n in it becomes a number that was not used before
    bool any_status = false;                 // whatever comes back is an answer: for refused sign-ins
    std::string cookies_file;
    std::string course_file;  // one JSON object a line: {"item", "item_version", "response"}; each learner walks through it
    std::int64_t days_ahead = 0;  // of the system, as the server's clock may be
    std::int64_t first_sequence = 1;  // of every learner: where the last run has left off
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

class Connection {
public:
    struct Learner {
        std::size_t number;
        std::string cookie;
        std::int64_t sequence;
    };

    Connection(const Options& options, std::vector<Learner> learners, const std::vector<std::string>& course, std::string body)
        : options_(options),
          learners_(std::move(learners)),
          course_(course),
          body_(std::move(body)),
          dice_(learners_.at(0).number + static_cast<std::size_t>(options.first_sequence) * 1000),
          turn_(dice_() % learners_.size()) {}  // of a million not always the same few

    std::int64_t next_sequence() const {
        return std::max_element(learners_.begin(), learners_.end(),
                                [](const Learner& one, const Learner& other) { return one.sequence < other.sequence; })
            ->sequence;
    }

    awaitable<void> run(Clock::time_point start, Clock::time_point end, Measured& measured) {
        tcp::socket socket(co_await asio::this_coro::executor);
        co_await socket.async_connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(options_.port)},
                                      asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        const auto pace = options_.rate > 0 ? std::chrono::duration<double>(options_.connections / options_.rate)
                                            : std::chrono::duration<double>(0);
        asio::steady_timer timer(socket.get_executor());
        // Spread the first requests over one interval, then keep to the schedule even when an answer is late, so that
        // waiting is counted (no coordinated omission).
        auto due =
            Clock::now() + std::chrono::duration_cast<Clock::duration>(pace * (static_cast<double>(dice_() % 1000) / 1000));
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
        auto& learner = learners_[turn_++ % learners_.size()];
        if (!options_.path.empty()) {
            return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\r\n", options_.path, learner.cookie);
        }
        const auto body = body_.empty() ? answers_of(learner) : numbered_body();
        return fmt::format(
            "POST {} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
            options_.target, learner.cookie, body.size(), body);
    }

    std::string numbered_body() {
        auto body = body_;
        const auto number = fmt::format("{}x{}", learners_[0].number, dice_() % 1000000000);
        for (auto at = body.find("%n"); at != std::string::npos; at = body.find("%n"))
            body.replace(at, 2, number);
        return body;
    }

    std::string answers_of(Learner& learner) const {
        std::string body = "{\"events\":[";
        const auto now_ms =
            std::chrono::duration_cast<std::chrono::milliseconds>((std::chrono::system_clock::now() + std::chrono::hours(24 * options_.days_ahead)).time_since_epoch()).count();
        for (int index = 0; index < options_.batch; ++index, ++learner.sequence) {
            const auto step = static_cast<std::size_t>(learner.sequence - 1);
            body += fmt::format(
                "{}{{\"device\":\"00000000-0000-4000-8000-{:012x}\",\"sequence\":{},\"context\":\"{}\",\"answered_at\":{},\"took_"
                "ms\":4000,{}",
                index ? "," : "", learner.number, learner.sequence, step < course_.size() ? "lesson" : "review", now_ms,
                std::string_view(course_[step % course_.size()]).substr(1));
        }
        return body + "]}";
    }

    awaitable<void> read_reply(tcp::socket& socket) {
        buffer_.clear();
        const auto head = co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer_), "\r\n\r\n", asio::use_awaitable);
        const auto at = buffer_.find("Content-Length: ");
        const std::size_t length = at == std::string::npos || at > head ? 0 : std::stoul(buffer_.substr(at + 16, 12));
        if (buffer_.size() < head + length) {
            co_await asio::async_read(socket, asio::dynamic_buffer(buffer_),
                                      asio::transfer_exactly(head + length - buffer_.size()), asio::use_awaitable);
        }
    }

    void note(Measured& measured) const {
        if (!options_.any_status && buffer_.compare(9, 3, "200") != 0) {
            ++measured.failed;
            if (measured.first_failure.empty()) measured.first_failure = buffer_.substr(0, 600);
        }
        if (!options_.path.empty()) return;  // searching a long page costs as much as a short request
        for (auto at = buffer_.find("\"refused\""); at != std::string::npos; at = buffer_.find("\"refused\"", at + 1))
            ++measured.refused;
    }

    const Options& options_;
    std::vector<Learner> learners_;
    const std::vector<std::string>& course_;
    std::string body_;
    std::mt19937_64 dice_;
    std::size_t turn_;
    std::string buffer_;
};

double percentile(std::vector<double>& sorted, double share) {
    return sorted.empty()
               ? 0
               : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
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
    app.add_option("--target", options.target);
    app.add_option("--body", options.body_file);
    app.add_flag("--any-status", options.any_status);
    app.add_option("--cookies", options.cookies_file)->required();
    app.add_option("--course", options.course_file);
    app.add_option("--first-sequence", options.first_sequence);
    app.add_option("--days-ahead", options.days_ahead);
    CLI11_PARSE(app, argc, argv);

    const auto cookies = read_lines(options.cookies_file);
    const auto course = options.course_file.empty() ? std::vector<std::string>{} : read_lines(options.course_file);
    const auto body = options.body_file.empty() ? std::string() : read_lines(options.body_file).at(0);
    asio::io_context io(1);
    Measured measured;
    const auto start =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.warm_up_s));
    const auto end = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    std::vector<std::unique_ptr<Connection>> connections;
    const auto count = std::min(static_cast<std::size_t>(options.connections), cookies.size());
    for (std::size_t index = 0; index < count; ++index) {
        std::vector<Connection::Learner> learners;
        for (auto at = index; at < cookies.size(); at += count)
            learners.push_back({at, cookies[at], options.first_sequence});
        connections.push_back(std::make_unique<Connection>(options, std::move(learners), course, body));
        asio::co_spawn(io, connections.back()->run(start, end, measured), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    }
    io.run();
    std::sort(measured.ms.begin(), measured.ms.end());
    const auto requests = static_cast<double>(measured.ms.size());
    std::int64_t next_sequence = 0;
    for (const auto& each : connections)
        next_sequence = std::max(next_sequence, each->next_sequence());
    std::cout << boost::json::serialize(
                     boost::json::object{{"requests_per_s", requests / options.seconds},
                                         {"answers_per_s", options.path.empty() ? requests * options.batch / options.seconds : 0},
                                         {"p50_ms", percentile(measured.ms, 0.5)},
                                         {"p99_ms", percentile(measured.ms, 0.99)},
                                         {"max_ms", measured.ms.empty() ? 0 : measured.ms.back()},
                                         {"next_sequence", next_sequence},
                                         {"refused", measured.refused},
                                         {"failed", measured.failed},
                                         {"first_failure", measured.first_failure}})
              << '\n';
    return measured.failed ? 1 : 0;
}
