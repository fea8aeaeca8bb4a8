#include "workload.h"

#include "curriculum/public.h"
#include "foundation/log.h"
#include "identity/public.h"
#include "marking/public.h"
#include "units/public.h"

#include <fmt/format.h>

#include <filesystem>

namespace load {
namespace {

struct HelloParams {
    std::optional<Whole<1, 1'000'000>> letters;
};
BOOST_DESCRIBE_STRUCT(HelloParams, (), (letters))

struct Hello {
    std::string hello;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (hello))

Result<Hello> hello(Context&, const HelloParams& params) {
    if (!params.letters) return Hello{"xin chào"};
    return Hello{std::string(static_cast<std::size_t>(params.letters->value), 'a')};
}

constexpr int kHamlets = 20;
constexpr std::int64_t kAtOnce = 5000;

void add_units(Context& context) {
    const auto since = context.today() - 100;
    ensure(units::add_unit(context, "19", "", "Tỉnh Thái Nguyên", units::Kind::province, since).has_value(), "a unit");
    ensure(units::add_unit(context, "05551", "19", "Xã Kim Phượng", units::Kind::commune, since).has_value(), "a unit");
    for (int number = 1; number <= kHamlets; ++number) {
        const auto code = fmt::format("05551.{:02}", number);
        ensure(units::add_unit(context, code, "05551", fmt::format("Xóm {}", number), units::Kind::hamlet, since).has_value(),
               "a unit");
    }
}

// A response of the right form that is not fully right; the solution where none of the usual ones will do.
marking::Response wrong_response(const curriculum::Item& item) {
    const auto solution = curriculum::solution(item);
    for (const marking::Response& each :
         {marking::Response{"a"}, marking::Response{"b"}, marking::Response{"c"}, marking::Response{"1"}}) {
        if (!marking::refuse_response(item.key, each) && marking::mark(item.key, each).score_permille < 1000) return each;
    }
    return solution;
}

}  // namespace

Settings settings_for(const std::string& folder) {
    Settings settings;
    settings.data_dir = folder;
    settings.packs = {"packs/binh-dan-hoc-ai"};
    settings.frameworks_dir = "packs/frameworks";
    settings.public_url = "http://localhost";
    settings.log_level = "warn";
    logging::set_level(settings.log_level);
    std::filesystem::create_directories(folder);
    return settings;
}

void add_hello(http::Router& router) {
    router.read("GET", "/api/v1/bench_hello", {.name = "bench_hello", .summary = "Greets.", .access = http::anyone()}, hello);
}

std::vector<std::string> add_learners(app::Product& product, std::int64_t count) {
    product.contexts->write([](Context& context) {
        add_units(context);
        return true;
    });
    std::vector<std::string> cookies;
    while (std::ssize(cookies) < count) {
        product.contexts->write([&](Context& context) {
            const auto tree = units::current(context);
            for (std::int64_t added = 0; added < kAtOnce && std::ssize(cookies) < count; ++added) {
                const auto number = cookies.size() + 1;
                const auto* unit = tree->find(std::string_view(fmt::format("05551.{:02}", number % kHamlets + 1)));
                const auto id = identity::add_account(context, {.full_name = "Người học",
                                                                .login = fmt::format("hocvien{:07}", number),
                                                                .birth_year = 1980,
                                                                .unit = unit->id});
                cookies.push_back(identity::start_session(context, id));
            }
            return true;
        });
    }
    return cookies;
}

std::vector<std::string> course(const Services& services) {
    const auto library = curriculum::library(services);
    std::vector<std::string> lines;
    for (const auto* lesson : library->in_order()) {
        for (const auto& id : lesson->item_ids) {
            const auto* item = library->item(id);
            const auto response = lines.size() % 5 == 4 ? wrong_response(*item) : curriculum::solution(*item);
            lines.push_back(boost::json::serialize(
                boost::json::object{{"item", id}, {"item_version", item->version}, {"response", http::to_json(response)}}));
        }
    }
    return lines;
}

std::string body_of(const std::vector<std::string>& course, std::int64_t learner, std::int64_t sequence, int count,
                    std::int64_t now_ms) {
    std::string body = "{\"events\":[";
    for (int index = 0; index < count; ++index, ++sequence) {
        const auto step = static_cast<std::size_t>(sequence - 1);
        body += fmt::format(
            "{}{{\"device\":\"00000000-0000-4000-8000-{:012x}\",\"sequence\":{},\"context\":\"{}\",\"answered_at\":{},\"took_"
            "ms\":4000,{}",
            index ? "," : "", learner, sequence, step < course.size() ? "lesson" : "review", now_ms,
            std::string_view(course[step % course.size()]).substr(1));
    }
    return body + "]}";
}

}  // namespace load
