#pragma once
#include "foundation/http/message.h"
#include "foundation/settings.h"
#include "foundation/time.h"

#include <functional>
#include <optional>

namespace app {

class Product;

// What a caller adds around serving; each may be empty.
struct ServeHooks {
    const Clock* clock = nullptr;         // in place of the system's
    std::function<void(Product&)> ready;  // before the first request is taken
    std::function<std::optional<http::Reply>(const http::Request&)> answer_first;
    std::function<void()> stopping;       // before the product goes
};

// Serves until SIGTERM or SIGINT, then finishes what it accepted. Returns the exit code.
int serve(const Settings& settings, const ServeHooks& hooks = {});

}  // namespace app
