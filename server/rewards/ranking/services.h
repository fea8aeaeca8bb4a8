#pragma once
// All rankings in memory: a leaderboard for each unit that has learners, and each unit above it. Filled from places and
// totals at start, kept up to date after each commit. Every function may be called from any thread.
#include "ranking/rules.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <memory>
#include <shared_mutex>
#include <unordered_map>

namespace rewards::ranking {

// A board holds people with points; before their first point they are counted as learners only.
class Standings {
public:
    struct Seat {
        std::size_t position = 0;  // 1 is the best
        std::size_t of = 0;
    };
    struct View {
        std::size_t people_count = 0;
        std::optional<Seat> mine;
        std::int64_t my_points = 0;
        std::vector<Standing> top;
        std::vector<Standing> near;
        std::size_t near_first = 1;  // position of the first of near
    };
    struct Figures {
        std::int64_t points = 0;
        std::int64_t learners = 0;
    };

    // The units as they stand now. Cheap while nothing has changed; boards are made anew only when a unit with people has
    // moved or merged. Whoever asks or places people calls it first, since units change at midnight too.
    void follow(std::shared_ptr<const units::Tree> tree);

    void place(AccountId account, units::UnitId unit);
    // Points in the ledger never shrink, so of two updates that overtook each other the larger one is the later one.
    void raise_points(AccountId account, std::int64_t points, Instant reached_at);
    void set_points(AccountId account, std::int64_t points, Instant reached_at);
    void remove(AccountId account);

    bool is_placed(AccountId account) const;
    // Where this person would stand in that unit with that total.
    Seat seat_with(units::UnitId unit, AccountId account, std::int64_t points, Instant reached_at) const;
    units::UnitId unit_of(AccountId account) const;
    View view(units::UnitId unit, AccountId account) const;
    Figures figures(units::UnitId unit) const;
    std::size_t bytes() const;

private:
    struct Person {
        std::int64_t unit = 0;
        std::uint32_t points = 0;
        std::uint32_t reached_s = 0;
    };
    struct Board {
        Leaderboard people;
        Figures figures;
    };
    using Chain = std::vector<Board*>;

    std::vector<std::int64_t> path_of(std::int64_t unit) const;
    bool chains_still_hold() const;
    const Chain& chain_of(std::int64_t unit);
    void enter(const Chain& chain, std::int64_t account, const Person& person);
    void leave(const Chain& chain, std::int64_t account, const Person& person);
    void change_points(AccountId account, const Standing& to, bool only_up);

    mutable std::shared_mutex mutex_;
    std::shared_ptr<const units::Tree> tree_;
    boost::unordered_flat_map<std::int64_t, Person> people_;
    std::unordered_map<std::int64_t, Board> boards_;  // by unit
    std::unordered_map<std::int64_t, Chain> chains_;  // a person's unit and those above it
};

}  // namespace rewards::ranking
