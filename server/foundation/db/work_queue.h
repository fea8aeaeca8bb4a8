#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace db {

// A bounded queue between request threads and database threads.
template <class Item>
class WorkQueue {
public:
    explicit WorkQueue(std::size_t size_max) : size_max_(size_max) {}

    bool push(Item item) {
        {
            const std::lock_guard lock(mutex_);
            if (closed_ || items_.size() >= size_max_) return false;
            items_.push_back(std::move(item));
        }
        ready_.notify_one();
        return true;
    }

    // Waits for at least one item and takes up to count_max; empty once closed and drained.
    std::vector<Item> take(std::size_t count_max) {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return closed_ || !items_.empty(); });
        std::vector<Item> taken;
        while (!items_.empty() && taken.size() < count_max) {
            taken.push_back(std::move(items_.front()));
            items_.pop_front();
        }
        return taken;
    }

    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Item> items_;
    std::size_t size_max_;
    bool closed_ = false;
};

}  // namespace db
