#pragma once
// Rankings, pure: the order of people in one unit, what of it is shown, and the comparison of units.
#include "public.h"
#include "units/public.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rewards::ranking {

// More points stand ahead; with equal points who had them earlier (to the second); then the smaller account id, so that
// the order is total. 16 bytes, because a province holds millions of them.
struct Standing {
    std::int64_t account = 0;
    std::uint32_t points = 0;
    std::uint32_t reached_s = 0;  // seconds since kReachedSince
    bool operator==(const Standing&) const = default;
};
bool is_ahead(const Standing& one, const Standing& other);

inline constexpr std::int64_t kReachedSinceMs = 1735689600000;  // 2025-01-01 UTC
Standing make_standing(AccountId account, std::int64_t points, Instant reached_at);

// People in order, as a vector of sorted leaves: a position is a sum of leaf counts and a binary search.
// Measured in ranking/rules_bench.cpp against a red-black tree with counts, which needs five times the memory.
class Leaderboard {
public:
    // 512 was measured; a test may want small leaves, so that they split and empty out often.
    explicit Leaderboard(std::size_t leaf_max = 512) : leaf_max_(leaf_max) {}

    void insert(const Standing& standing);
    // False when exactly this standing is not there.
    bool erase(const Standing& standing);
    std::size_t size() const { return size_; }
    // How many stand ahead of this one, be it there or not.
    std::size_t count_ahead(const Standing& standing) const;
    // From `first` (0 is the best), at most `count`.
    std::vector<Standing> slice(std::size_t first, std::size_t count) const;
    std::size_t bytes() const;

private:
    std::size_t leaf_for(const Standing& standing) const;
    void split(std::size_t leaf);

    std::vector<std::vector<Standing>> leaves_;  // none empty
    std::vector<Standing> lasts_;                // the last standing of each leaf
    std::vector<std::uint32_t> counts_;          // its size
    std::size_t size_ = 0;
    std::size_t leaf_max_;
};

// What is shown of a ranking of `size` people, as 1-based positions: the best ten, and around `mine` two above and one
// below. The very last is shown to nobody but themselves, or when there is only one.
struct Excerpt {
    std::size_t top_count = 0;
    std::size_t near_first = 1;
    std::size_t near_count = 0;
};
Excerpt excerpt_of(std::size_t size, std::optional<std::size_t> mine);

enum class Scope { hamlet, commune, province };
BOOST_DESCRIBE_ENUM(Scope, hamlet, commune, province)

// The unit each scope means for someone who belongs to `unit`; 0 where there is none. Outside of the territory, hamlet is
// the person's own unit below the top of the tree, province the top, commune the first one in between.
std::array<units::UnitId, 3> scope_units(const units::Tree& tree, units::UnitId unit);
// The scope asked for, or the next wider one the person has, or the widest.
std::optional<Scope> nearest_scope(const std::array<units::UnitId, 3>& units, Scope wished);

struct UnitFigures {
    units::UnitId unit;
    std::int64_t points = 0;
    std::int64_t learners = 0;
    std::optional<std::int64_t> population;
};
struct UnitScore {
    UnitFigures figures;
    std::int64_t heads = 0;
    double score = 0;
};
struct UnitComparison {
    std::vector<UnitScore> scores;  // best first
    bool by_population = false;     // else by learners
    double mean = 0;                // points per head over all of them
};
// score = (points + k × mean) / (heads + k): a small unit is drawn towards the mean until it has shown enough.
// Heads are people to be reached where every unit's number is known, else learners in all of them: a unit must not rise
// because its own number is missing. Units without learners are left out.
UnitComparison compare_units(std::vector<UnitFigures> figures, std::int64_t shrink_heads);
// The top half, rounded up; 0-based indexes, with mine added when it stands lower.
std::vector<std::size_t> shown_units(const UnitComparison& comparison, units::UnitId mine);
// The same in words, for the page.
std::string formula_text(const UnitComparison& comparison, std::int64_t shrink_heads, const std::string& parent_name);

}  // namespace rewards::ranking
