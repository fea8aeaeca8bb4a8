// The server under measurement: the product as it is served, filled with learners, plus two routes to measure it against.
//   POST /api/v1/bench_appends  stores each event of the body as one row of an append-only table, through the same sockets,
//                               route table, JSON check, writer's queue and group commit; nobody is recognised, nothing marked
//   GET  /api/v1/bench_hello    a read route that says hello
#include "app/product.h"
#include "app/serve.h"
#include "province.h"
#include "workload.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>

namespace {

struct Append {
    std::vector<boost::json::object> events;
};
BOOST_DESCRIBE_STRUCT(Append, (), (events))
struct Appended {
    std::int64_t stored = 0;
};
BOOST_DESCRIBE_STRUCT(Appended, (), (stored))
Result<Appended> append(Context& context, const http::NoParams&, const Append& request) {
    for (const auto& event : request.events) {
        context.db.run("INSERT INTO bench_appends (id, event) VALUES ($1, $2)",
                       {context.fresh_id(), boost::json::serialize(event)});
    }
    return Appended{std::ssize(request.events)};
}

void add_routes(app::Product& product) {
    product.router.write("POST", "/api/v1/bench_appends",
                         {.name = "bench_append", .summary = "Stores.", .access = http::anyone()}, append);
    load::add_hello(product.router);
}

class ClockAhead final : public Clock {
public:
    Instant now() const override { return system_.now() + days * kDayMs; }
    std::int64_t days = 0;

private:
    SystemClock system_;
};

void write_lines(const std::string& file, const std::vector<std::string>& lines) {
    std::ofstream stream(file);
    for (const auto& line : lines)
        stream << line << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    std::string data;
    std::uint16_t port = 0;
    std::int64_t learners = 2000;
    load::Size province{.people = 0};
    CLI::App app{"The server under measurement"};
    app.add_option("--data", data)->required();
    app.add_option("--port", port)->required();
    app.add_option("--learners", learners, "Made when the data folder holds nobody yet");
    ClockAhead clock;
    app.add_option("--days-ahead", clock.days, "How far the clock is ahead of the system's");
    app.add_option("--province", province.people, "Instead of learners a province of so many people, for its officers");
    app.add_option("--units", province.units, "Of the province");
    CLI11_PARSE(app, argc, argv);
    auto settings = load::settings_for(data);
    settings.port = port;
    app::ServeHooks hooks;
    hooks.clock = &clock;
    hooks.ready = [&](app::Product& product) {
        add_routes(product);
        const auto cookies = settings.data_dir + "/cookies", officers = settings.data_dir + "/officers";
        if (std::filesystem::exists(cookies)) return;
        const bool is_province = std::filesystem::exists(officers);
        if (is_province || province.people > 0) {
            if (!is_province) load::fill_province(product, province);
            return write_lines(officers, {load::sign_in_officers(product)});  // of a kept province those before were locked
        }
        product.contexts->write([](Context& context) {
            context.db.run_script("CREATE TABLE bench_appends (id INTEGER PRIMARY KEY, event TEXT NOT NULL)");
            return true;
        });
        write_lines(settings.data_dir + "/course", load::course(product.services));
        write_lines(cookies, load::add_learners(product, learners));
    };
    return app::serve(settings, hooks);
}
