#include "foundation/log.h"

#include <boost/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace logging {
namespace {

spdlog::logger& logger() {
    static const auto made = [] {
        auto fresh = spdlog::stderr_logger_mt("bdh");
        fresh->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
        return fresh;
    }();
    return *made;
}

void write(spdlog::level::level_enum level, std::string_view event, std::initializer_list<Field> fields) {
    if (!logger().should_log(level)) return;
    boost::json::object line{{"event", event}};
    for (const auto& field : fields) {
        std::visit([&](const auto& value) { line[field.name] = value; }, field.value);
    }
    const auto text = boost::json::serialize(line);
    logger().log(level, "{}", std::string_view(text).substr(1, text.size() - 2));
}

}  // namespace

void set_level(const std::string& level) { logger().set_level(spdlog::level::from_str(level)); }
bool info_is_on() { return logger().should_log(spdlog::level::info); }
void info(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::info, event, fields); }
void warn(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::warn, event, fields); }
void error(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::err, event, fields); }

}  // namespace logging
