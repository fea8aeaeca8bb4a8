#pragma once
// Prometheus figures of this process; text() is what GET /metrics shows to the loopback address.
#include <functional>
#include <string>

namespace metrics {

void count_request(const std::string& route, int status, double seconds);
// A figure read at the moment of asking (queue lengths, people in memory).
void add_gauge(const std::string& name, const std::string& help, std::function<double()> read);
std::string text();

}  // namespace metrics
