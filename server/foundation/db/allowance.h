#pragma once
#include "foundation/db/connection.h"

#include <atomic>
#include <optional>

namespace db {

// How long a connection may go on reading, and whether it was told to end; what both engines look at.
class Allowance {
public:
    void begin(std::chrono::milliseconds time_max) {
        ends_at_.reset();
        if (time_max.count() > 0) ends_at_ = std::chrono::steady_clock::now() + time_max;
    }
    void interrupt() { is_interrupted_ = true; }  // from any thread

    bool is_over() const { return is_interrupted_ || (ends_at_ && std::chrono::steady_clock::now() >= *ends_at_); }
    // Whether a statement that ended early may have ended because of this.
    bool is_limited() const { return is_interrupted_ || ends_at_; }
    void check(std::string_view sql) const {
        if (is_over()) throw Interrupted("interrupted before: " + std::string(sql.substr(0, 200)));
    }

private:
    std::atomic<bool> is_interrupted_{false};
    std::optional<std::chrono::steady_clock::time_point> ends_at_;
};

}  // namespace db
