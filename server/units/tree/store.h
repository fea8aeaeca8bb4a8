#pragma once
// Today's trees, kept in memory for all requests. Changes arrive after their commit, on whatever thread committed, and
// perhaps out of order; the revision they were made at says which is newer.
#include "tree/rules.h"

#include <map>
#include <mutex>

namespace units {

class CurrentTree {
public:
    std::shared_ptr<const Tree> get();
    Day day();
    // The highest revision known to be committed; one beyond it may be of a transaction that is undone.
    std::int64_t committed_revision();

    void replace(std::shared_ptr<const Forest> forest, std::int64_t revision, Day day);
    // Many new units in a row cost one rebuilding, when the trees are next asked for.
    void add(const Unit& unit, std::int64_t revision);

private:
    struct Waiting {
        Unit unit;
        std::int64_t revision = 0;
    };
    std::mutex mutex_;
    std::shared_ptr<const Forest> forest_ = std::make_shared<const Forest>(std::vector<Unit>{});
    std::int64_t revision_ = 0;
    std::int64_t committed_revision_ = 0;  // of revision_ and of all that was added since
    Day day_;
    std::vector<Waiting> waiting_;
};

// Trees of other days, as a few of them were last asked for. Whoever asks names the revision that the tables have, so that
// no server keeps what another has changed, and only committed ones are kept: after one that was undone the next change has
// its number.
class PastTrees {
public:
    std::shared_ptr<const Forest> find(std::int64_t revision, Day day);
    void keep(std::int64_t revision, Day day, std::shared_ptr<const Forest> forest);

private:
    static constexpr std::size_t kKeptMax = 40;
    std::mutex mutex_;
    std::int64_t revision_ = 0;
    std::map<Day, std::shared_ptr<const Forest>> kept_;
};

}  // namespace units
