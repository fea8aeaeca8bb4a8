#include "ranking/actions.h"

#include "ledger/store.h"
#include "ranking/services.h"
#include "scoring/rules.h"

#include <cmath>
#include <map>

namespace rewards {
namespace {

using ranking::Standings;

constexpr std::int64_t kLoadChunk = 5000;

Standings& standings_of(const Services& services) {
    auto& standings = services.get<Standings>();
    standings.follow(units::current(services));
    return standings;
}

Standings& standings_of(const Context& context) {
    return standings_of(context.services);
}

Problem no_place() {
    return {ProblemKind::missing, "no_place", "Bạn chưa thuộc đơn vị nào nên chưa có bảng xếp hạng.", "", 0};
}

std::vector<RankingRow> rows_of(Context& context, const std::vector<ranking::Standing>& standings, std::size_t first) {
    std::vector<AccountId> accounts;
    for (const auto& each : standings) accounts.push_back(AccountId{each.account});
    std::map<AccountId, std::string> names;
    for (auto& each : identity::public_names(context, accounts)) names[each.account] = std::move(each.name);

    std::vector<RankingRow> rows;
    for (const auto& each : standings) {
        const auto name = names.find(AccountId{each.account});
        rows.push_back({static_cast<std::int64_t>(first++), name == names.end() ? "Người học" : name->second, each.points,
                        AccountId{each.account} == context.actor.account});
    }
    return rows;
}

std::vector<ranking::UnitFigures> figures_below(Context& context, const units::Tree& tree, const units::Unit& parent) {
    const auto populations = units::child_populations(context, parent.id, std::nullopt, year_of(context.today()));
    std::vector<ranking::UnitFigures> figures;
    for (const auto* child : tree.children(parent.id)) {
        const auto seen = standings_of(context).figures(child->id);
        if (seen.learners == 0) continue;
        const auto people = populations.find(child->id);
        figures.push_back({child->id, seen.points, seen.learners,
                           people == populations.end() ? std::nullopt : std::optional(people->second.count)});
    }
    return figures;
}

// The child of the parent that this unit is or lies in; 0 when it lies elsewhere.
units::UnitId child_around(const units::Tree& tree, units::UnitId unit, units::UnitId parent) {
    const auto* own = tree.find(unit);
    while (own && own->parent != parent) own = tree.find(own->parent);
    return own ? own->id : units::UnitId{};
}

const units::Unit* find_parent(const units::Tree& tree, const std::optional<std::string>& code, units::UnitId mine) {
    if (code) return tree.find(*code);
    const auto* own = tree.find(mine);
    return own && own->parent ? tree.find(own->parent) : own;
}

}  // namespace

std::optional<Rank> rank_with(Context& context, AccountId account, std::int64_t points, Instant reached_at) {
    auto& standings = standings_of(context);
    const auto own = standings.unit_of(account);
    if (points <= 0 || !own) return std::nullopt;
    const auto scopes = ranking::scope_units(*units::current(context), own);
    const auto scope = ranking::nearest_scope(scopes, ranking::Scope::hamlet);
    if (!scope) return std::nullopt;
    const auto seat = standings.seat_with(scopes[static_cast<std::size_t>(*scope)], account, points, reached_at);
    return Rank{*scope, static_cast<std::int64_t>(seat.position), static_cast<std::int64_t>(seat.of)};
}

void raise_in_rankings(Context& context, AccountId account, std::int64_t points, Instant reached_at) {
    peers::tell(context, kPointsGrew, account.value);
    context.on_commit.push_back([&standings = standings_of(context), account, points, reached_at] {
        standings.raise_points(account, points, reached_at);
    });
}

void enter_rankings(Context& context, const identity::AccountJoined& joined) {
    peers::tell(context, kPlaceChanged, joined.account.value);
    context.on_commit.push_back(
        [&services = context.services, joined] { standings_of(services).place(joined.account, joined.unit); });
}

void move_in_rankings(Context& context, const identity::PlaceChanged& changed) {
    peers::tell(context, kPlaceChanged, changed.account.value);
    context.on_commit.push_back(
        [&services = context.services, changed] { standings_of(services).place(changed.account, changed.to); });
}

void leave_rankings(Context& context, const identity::AccountErased& erased) {
    peers::tell(context, kPlaceChanged, erased.account.value);
    context.on_commit.push_back(
        [&standings = standings_of(context), account = erased.account] { standings.remove(account); });
}

void load_rankings(Context& context) {
    // The units themselves may be on their way into memory in this very transaction: boards are made when it is over.
    auto& standings = context.services.get<Standings>();
    identity::each_place(context, [&](AccountId account, const identity::Place& place) { standings.place(account, place.unit); });
    AccountId after;
    for (auto size = kLoadChunk; size == kLoadChunk;) {
        const auto totals = store::load_totals_after(context.db, after, kLoadChunk);
        for (const auto& each : totals) {
            // The erased keep their totals, but have no place and no rank.
            if (standings.is_placed(each.account)) standings.raise_points(each.account, each.points, each.reached_at);
        }
        size = static_cast<std::int64_t>(totals.size());
        if (size > 0) after = totals.back().account;
    }
    context.on_commit.push_back([&services = context.services] { standings_of(services); });
}

void follow_points(Context& context, const std::set<std::int64_t>& accounts) {
    auto& standings = standings_of(context);
    for (const auto& each : store::load_totals_of(context.db, {accounts.begin(), accounts.end()})) {
        if (standings.is_placed(each.account)) standings.raise_points(each.account, each.points, each.reached_at);
    }
}

void follow_places(Context& context, const std::set<std::int64_t>& accounts) {
    auto& standings = standings_of(context);
    for (const auto number : accounts) {
        const AccountId account{number};
        const auto place = identity::primary_place(context, account);
        if (!place) {
            standings.remove(account);
            continue;
        }
        standings.place(account, place->unit);
        if (const auto totals = store::load_totals(context.db, account)) {
            standings.set_points(account, totals->points, totals->reached_at);
        }
    }
}

Result<PeopleRanking> rank_people(Context& context, ranking::Scope wished) {
    const auto me = context.actor.account;
    auto& standings = standings_of(context);
    const auto tree = units::current(context);
    const auto scopes = ranking::scope_units(*tree, standings.unit_of(me));
    const auto scope = ranking::nearest_scope(scopes, wished);
    if (!scope) return no_place();
    const auto* unit = tree->find(scopes[static_cast<std::size_t>(*scope)]);
    const auto view = standings.view(unit->id, me);

    PeopleRanking ranking;
    ranking.scope = *scope;
    ranking.unit = units::ref(*unit);
    ranking.people_count = static_cast<std::int64_t>(view.people_count);
    if (view.mine) ranking.mine = MyRank{static_cast<std::int64_t>(view.mine->position), view.my_points};
    ranking.top = rows_of(context, view.top, 1);
    ranking.near = rows_of(context, view.near, view.near_first);
    ranking.shown_note = "Bảng chỉ nêu những người đứng đầu và những người gần bạn. Họ tên chỉ hiện khi người đó đồng ý.";
    return ranking;
}

Result<UnitRanking> rank_units(Context& context, const std::optional<std::string>& parent_code) {
    const auto tree = units::current(context);
    const auto mine = standings_of(context).unit_of(context.actor.account);
    const auto* parent = find_parent(*tree, parent_code, mine);
    if (!parent) return parent_code ? Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này.", "/parent", 0} : no_place();

    const auto k = context.services.get<scoring::Scoring>().shrink_heads;
    const auto comparison = ranking::compare_units(figures_below(context, *tree, *parent), k);
    UnitRanking ranking{units::ref(*parent), ranking::formula_text(comparison, k, parent->name), {}};
    for (const auto at : ranking::shown_units(comparison, child_around(*tree, mine, parent->id))) {
        const auto& each = comparison.scores[at];
        ranking.rows.push_back({static_cast<std::int64_t>(at + 1), units::ref(*tree->find(each.figures.unit)),
                                std::round(each.score * 100) / 100, each.figures.learners, each.heads, each.figures.points});
    }
    return ranking;
}

}  // namespace rewards
