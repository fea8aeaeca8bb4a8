#include "ranking/rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace rewards::ranking {

bool is_ahead(const Standing& one, const Standing& other) {
    return std::tuple(other.points, one.reached_s, one.account) < std::tuple(one.points, other.reached_s, other.account);
}

Standing make_standing(AccountId account, std::int64_t points, Instant reached_at) {
    constexpr std::int64_t kMax = std::numeric_limits<std::uint32_t>::max();
    const auto seconds = (reached_at.utc_ms - kReachedSinceMs) / kSecondMs;
    return {account.value, static_cast<std::uint32_t>(std::clamp<std::int64_t>(points, 0, kMax)),
            static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, kMax))};
}

// The first leaf whose last standing is not ahead; the last leaf for what comes after everyone.
std::size_t Leaderboard::leaf_for(const Standing& standing) const {
    const auto found = std::lower_bound(lasts_.begin(), lasts_.end(), standing, is_ahead);
    const auto leaf = static_cast<std::size_t>(found - lasts_.begin());
    return leaf == leaves_.size() && leaf > 0 ? leaf - 1 : leaf;
}

void Leaderboard::insert(const Standing& standing) {
    if (leaves_.empty()) {
        leaves_.push_back({standing});
        lasts_.push_back(standing);
        counts_.push_back(1);
        size_ = 1;
        return;
    }
    const auto leaf = leaf_for(standing);
    auto& keys = leaves_[leaf];
    keys.insert(std::lower_bound(keys.begin(), keys.end(), standing, is_ahead), standing);
    lasts_[leaf] = keys.back();
    ++counts_[leaf];
    ++size_;
    if (keys.size() > leaf_max_) split(leaf);
}

void Leaderboard::split(std::size_t leaf) {
    auto& keys = leaves_[leaf];
    const auto middle = keys.begin() + static_cast<std::ptrdiff_t>(keys.size() / 2);
    std::vector<Standing> upper(middle, keys.end());
    keys.erase(middle, keys.end());
    keys.shrink_to_fit();
    lasts_[leaf] = keys.back();
    counts_[leaf] = static_cast<std::uint32_t>(keys.size());
    const auto next = static_cast<std::ptrdiff_t>(leaf + 1);
    lasts_.insert(lasts_.begin() + next, upper.back());
    counts_.insert(counts_.begin() + next, static_cast<std::uint32_t>(upper.size()));
    leaves_.insert(leaves_.begin() + next, std::move(upper));
}

bool Leaderboard::erase(const Standing& standing) {
    if (leaves_.empty()) return false;
    const auto leaf = leaf_for(standing);
    auto& keys = leaves_[leaf];
    const auto found = std::lower_bound(keys.begin(), keys.end(), standing, is_ahead);
    if (found == keys.end() || *found != standing) return false;
    keys.erase(found);
    --size_;
    --counts_[leaf];
    if (keys.empty()) {
        const auto at = static_cast<std::ptrdiff_t>(leaf);
        leaves_.erase(leaves_.begin() + at);
        lasts_.erase(lasts_.begin() + at);
        counts_.erase(counts_.begin() + at);
    } else {
        lasts_[leaf] = keys.back();
    }
    return true;
}

std::size_t Leaderboard::count_ahead(const Standing& standing) const {
    if (leaves_.empty()) return 0;
    const auto leaf = leaf_for(standing);
    const auto& keys = leaves_[leaf];
    const auto before = std::accumulate(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(leaf), std::size_t{0});
    return before + static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), standing, is_ahead) - keys.begin());
}

std::vector<Standing> Leaderboard::slice(std::size_t first, std::size_t count) const {
    std::vector<Standing> standings;
    if (first >= size_) return standings;
    count = std::min(count, size_ - first);
    standings.reserve(count);
    std::size_t leaf = 0;
    for (; first >= counts_[leaf]; ++leaf) first -= counts_[leaf];
    for (; standings.size() < count; ++leaf, first = 0) {
        const auto take = std::min<std::size_t>(count - standings.size(), counts_[leaf] - first);
        const auto from = leaves_[leaf].begin() + static_cast<std::ptrdiff_t>(first);
        standings.insert(standings.end(), from, from + static_cast<std::ptrdiff_t>(take));
    }
    return standings;
}

std::size_t Leaderboard::bytes() const {
    auto bytes = sizeof *this + leaves_.capacity() * sizeof(leaves_[0]) + lasts_.capacity() * sizeof(Standing) +
                 counts_.capacity() * sizeof(counts_[0]);
    for (const auto& keys : leaves_) bytes += keys.capacity() * sizeof(Standing);
    return bytes;
}

Excerpt excerpt_of(std::size_t size, std::optional<std::size_t> mine) {
    constexpr std::size_t kTop = 10;
    Excerpt excerpt;
    excerpt.top_count = size <= 1 ? size : std::min(kTop, size - 1);
    if (!mine) return excerpt;
    excerpt.near_first = *mine > 2 ? *mine - 2 : 1;
    const auto near_last = *mine + 1 < size ? *mine + 1 : *mine;
    excerpt.near_count = near_last - excerpt.near_first + 1;
    return excerpt;
}

std::array<units::UnitId, 3> scope_units(const units::Tree& tree, units::UnitId unit) {
    std::array<units::UnitId, 3> scopes{};
    const auto* own = tree.find(unit);
    if (!own) return scopes;
    auto chain = tree.ancestors(own->id);
    chain.insert(chain.begin(), own);
    const auto* top = chain.back();
    scopes[2] = top->id;
    for (const auto* each : chain) {
        const bool is_middle = each->kind == units::Kind::commune || each->kind == units::Kind::ward ||
                               each->kind == units::Kind::special_zone;
        if (is_middle && each != top && !scopes[1]) scopes[1] = each->id;
    }
    if (!scopes[1] && chain.size() > 2) scopes[1] = chain[1]->id;
    if (own != top && own->id != scopes[1]) scopes[0] = own->id;
    return scopes;
}

std::optional<Scope> nearest_scope(const std::array<units::UnitId, 3>& units, Scope wished) {
    for (auto at = static_cast<std::size_t>(wished); at < units.size(); ++at) {
        if (units[at]) return static_cast<Scope>(at);
    }
    return std::nullopt;
}

UnitComparison compare_units(std::vector<UnitFigures> figures, std::int64_t shrink_heads) {
    UnitComparison comparison;
    std::erase_if(figures, [](const UnitFigures& each) { return each.learners <= 0; });
    comparison.by_population = std::all_of(figures.begin(), figures.end(), [](const UnitFigures& each) {
        return each.population && *each.population > 0;
    });
    double points = 0;
    double heads = 0;
    for (const auto& each : figures) {
        // More learners than a counted population means the count is old; nobody scores for heads that are not counted.
        const auto own = comparison.by_population ? std::max(*each.population, each.learners) : each.learners;
        comparison.scores.push_back({each, own, 0});
        points += static_cast<double>(each.points);
        heads += static_cast<double>(own);
    }
    comparison.mean = heads > 0 ? points / heads : 0;
    const auto k = static_cast<double>(shrink_heads);
    for (auto& each : comparison.scores) {
        each.score = (static_cast<double>(each.figures.points) + k * comparison.mean) / (static_cast<double>(each.heads) + k);
    }
    std::sort(comparison.scores.begin(), comparison.scores.end(), [](const UnitScore& one, const UnitScore& other) {
        return std::tuple(other.score, other.figures.points, one.figures.unit) <
               std::tuple(one.score, one.figures.points, other.figures.unit);
    });
    return comparison;
}

std::vector<std::size_t> shown_units(const UnitComparison& comparison, units::UnitId mine) {
    std::vector<std::size_t> shown((comparison.scores.size() + 1) / 2);
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    for (auto at = shown.size(); at < comparison.scores.size(); ++at) {
        if (comparison.scores[at].figures.unit == mine) {
            shown.push_back(at);
            break;
        }
    }
    return shown;
}

std::string formula_text(const UnitComparison& comparison, std::int64_t shrink_heads, const std::string& parent_name) {
    const auto k = std::to_string(shrink_heads);
    // Decimal comma, one digit: "3,2".
    const auto tenths = std::llround(comparison.mean * 10);
    const auto mean = std::to_string(tenths / 10) + "," + std::to_string(tenths % 10);
    const std::string heads = comparison.by_population
                                  ? "số người cần phổ cập của đơn vị"
                                  : "số người của đơn vị đã tham gia học (vì chưa đủ số liệu dân số của mọi đơn vị)";
    return "Điểm xếp hạng = (tổng điểm + " + k + " × m) ÷ (số người + " + k + "). Số người là " + heads + ". m = " + mean +
           " là điểm bình quân một người, tính chung các đơn vị thuộc " + parent_name +
           ". Cách tính này giúp đơn vị ít người không lên hay xuống hạng chỉ vì một vài người.";
}

}  // namespace rewards::ranking
