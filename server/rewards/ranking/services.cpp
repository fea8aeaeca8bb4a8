#include "ranking/services.h"

#include <algorithm>
#include <mutex>

namespace rewards::ranking {

void Standings::follow(std::shared_ptr<const units::Tree> tree) {
    {
        const std::shared_lock lock(mutex_);
        if (tree_ == tree) return;
    }
    const std::unique_lock lock(mutex_);
    tree_ = std::move(tree);
    if (chains_still_hold()) return;
    chains_.clear();
    boards_.clear();
    for (const auto& [account, person] : people_) enter(chain_of(person.unit), account, person);
}

// The boards that someone of this unit stands on, smallest unit first.
std::vector<std::int64_t> Standings::path_of(std::int64_t unit) const {
    std::vector<std::int64_t> path;
    // The id of a merged unit leads to its heir, so boards go by the id found.
    const auto* own = tree_ ? tree_->find(units::UnitId{unit}) : nullptr;
    if (!own) return path;
    path.push_back(own->id.value);
    for (const auto* above : tree_->ancestors(own->id)) path.push_back(above->id.value);
    return path;
}

bool Standings::chains_still_hold() const {
    return std::all_of(chains_.begin(), chains_.end(), [&](const auto& unit_and_chain) {
        const auto path = path_of(unit_and_chain.first);
        const auto& chain = unit_and_chain.second;
        return std::equal(path.begin(), path.end(), chain.begin(), chain.end(), [&](std::int64_t unit, const Board* board) {
            const auto found = boards_.find(unit);
            return found != boards_.end() && &found->second == board;
        });
    });
}

const Standings::Chain& Standings::chain_of(std::int64_t unit) {
    const auto found = chains_.find(unit);
    if (found != chains_.end()) return found->second;
    auto& chain = chains_[unit];
    for (const auto each : path_of(unit)) chain.push_back(&boards_[each]);
    return chain;
}

void Standings::enter(const Chain& chain, std::int64_t account, const Person& person) {
    for (auto* board : chain) {
        board->figures.points += person.points;
        ++board->figures.learners;
        if (person.points > 0) board->people.insert({account, person.points, person.reached_s});
    }
}

void Standings::leave(const Chain& chain, std::int64_t account, const Person& person) {
    for (auto* board : chain) {
        board->figures.points -= person.points;
        --board->figures.learners;
        if (person.points > 0) board->people.erase({account, person.points, person.reached_s});
    }
}

void Standings::place(AccountId account, units::UnitId unit) {
    const std::unique_lock lock(mutex_);
    auto& person = people_[account.value];
    if (person.unit == unit.value) return;
    leave(chain_of(person.unit), account.value, person);
    person.unit = unit.value;
    enter(chain_of(person.unit), account.value, person);
}

void Standings::change_points(AccountId account, const Standing& to, bool only_up) {
    const std::unique_lock lock(mutex_);
    auto& person = people_[account.value];
    if (only_up && to.points <= person.points) return;
    const Standing from{account.value, person.points, person.reached_s};
    person.points = to.points;
    person.reached_s = to.reached_s;
    const auto chain = chains_.find(person.unit);
    if (chain == chains_.end()) return;
    for (auto* board : chain->second) {
        board->figures.points += std::int64_t{to.points} - from.points;
        if (from.points > 0) board->people.erase(from);
        if (to.points > 0) board->people.insert(to);
    }
}

void Standings::raise_points(AccountId account, std::int64_t points, Instant reached_at) {
    change_points(account, make_standing(account, points, reached_at), true);
}

void Standings::set_points(AccountId account, std::int64_t points, Instant reached_at) {
    change_points(account, make_standing(account, points, reached_at), false);
}

void Standings::remove(AccountId account) {
    const std::unique_lock lock(mutex_);
    const auto found = people_.find(account.value);
    if (found == people_.end()) return;
    if (const auto chain = chains_.find(found->second.unit); chain != chains_.end()) {
        leave(chain->second, account.value, found->second);
    }
    people_.erase(found);
}

bool Standings::is_placed(AccountId account) const {
    return unit_of(account).value != 0;
}

units::UnitId Standings::unit_of(AccountId account) const {
    const std::shared_lock lock(mutex_);
    const auto found = people_.find(account.value);
    return found == people_.end() ? units::UnitId{} : units::UnitId{found->second.unit};
}

Standings::Seat Standings::seat_with(units::UnitId unit, AccountId account, std::int64_t points, Instant reached_at) const {
    const std::shared_lock lock(mutex_);
    const auto board = boards_.find(unit.value);
    if (board == boards_.end()) return {1, 1};
    const auto& people = board->second.people;
    auto position = people.count_ahead(make_standing(account, points, reached_at)) + 1;
    auto of = people.size() + 1;
    const auto known = people_.find(account.value);
    if (known != people_.end() && known->second.points > 0) {
        const Standing now{account.value, known->second.points, known->second.reached_s};
        --of;
        if (is_ahead(now, make_standing(account, points, reached_at))) --position;
    }
    return {position, of};
}

Standings::View Standings::view(units::UnitId unit, AccountId account) const {
    const std::shared_lock lock(mutex_);
    View view;
    const auto board = boards_.find(unit.value);
    if (board == boards_.end()) return view;
    const auto& people = board->second.people;
    view.people_count = people.size();
    const auto known = people_.find(account.value);
    if (known != people_.end() && known->second.points > 0) {
        const Standing mine{account.value, known->second.points, known->second.reached_s};
        const auto ahead = people.count_ahead(mine);
        const auto found = people.slice(ahead, 1);
        if (!found.empty() && found[0] == mine) view.mine = Seat{ahead + 1, people.size()};
        view.my_points = known->second.points;
    }
    const auto excerpt = excerpt_of(people.size(), view.mine ? std::optional(view.mine->position) : std::nullopt);
    view.top = people.slice(0, excerpt.top_count);
    view.near_first = excerpt.near_first;
    view.near = people.slice(excerpt.near_first - 1, excerpt.near_count);
    return view;
}

Standings::Figures Standings::figures(units::UnitId unit) const {
    const std::shared_lock lock(mutex_);
    const auto board = boards_.find(unit.value);
    return board == boards_.end() ? Figures{} : board->second.figures;
}

std::size_t Standings::bytes() const {
    const std::shared_lock lock(mutex_);
    // One slot and one byte of metadata for each place in the table; nodes of the two small maps are left out.
    auto bytes = people_.bucket_count() * (sizeof(std::pair<std::int64_t, Person>) + 1);
    for (const auto& [unit, board] : boards_) bytes += sizeof board + board.people.bytes();
    return bytes;
}

}  // namespace rewards::ranking
