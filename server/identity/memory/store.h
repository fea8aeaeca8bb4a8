#pragma once
// What identity keeps in memory.
#include "public.h"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace identity {

// What of the settings identity needs.
struct Site {
    std::string public_url;  // without a slash at the end
    bool secure_cookies = false;
    bool demo = false;  // invented people only: their officers need no second factor
    std::string data_dir;
};

// When each session was last used. Requests that read cannot write, so the times live here and a job writes them to the
// table. After a restart the table's time holds, which is never later than the true one: a lock may come early, never late.
class LastSeen {
public:
    void touch(std::int64_t session, Instant stored, Instant now, bool is_privileged);
    Instant latest(std::int64_t session, Instant stored) const;

    struct Entry {
        std::int64_t session = 0;
        Instant seen;
    };
    // What should be written now: privileged sessions always, others once they run hours ahead of the table.
    std::vector<Entry> take_due(Instant now);

private:
    struct Times {
        Instant seen;
        Instant stored;
        bool is_privileged = false;
    };
    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, Times> times_;
};

}  // namespace identity
