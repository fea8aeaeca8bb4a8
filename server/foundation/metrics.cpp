#include "foundation/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <vector>

namespace metrics {
namespace {

struct Figures {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter().Name("bdh_http_requests_total").Help("Requests answered").Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram().Name("bdh_http_request_seconds").Help("Time to answer").Register(registry);
    std::mutex mutex;
    std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> gauges;
};

Figures& figures() {
    static Figures made;
    return made;
}

}  // namespace

void count_request(const std::string& route, int status, double seconds) {
    static const prometheus::Histogram::BucketBoundaries kBuckets{0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
    auto& all = figures();
    all.requests.Add({{"route", route}, {"status", std::to_string(status)}}).Increment();
    all.seconds.Add({{"route", route}}, kBuckets).Observe(seconds);
}

void add_gauge(const std::string& name, const std::string& help, std::function<double()> read) {
    auto& all = figures();
    const std::lock_guard lock(all.mutex);
    auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(all.registry).Add({});
    all.gauges.emplace_back(&gauge, std::move(read));
}

std::string text() {
    auto& all = figures();
    const std::lock_guard lock(all.mutex);
    for (const auto& [gauge, read] : all.gauges) gauge->Set(read());
    return prometheus::TextSerializer().Serialize(all.registry.Collect());
}

}  // namespace metrics
