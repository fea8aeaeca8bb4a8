#pragma once
// A province of communes of hamlets, without a database, for the tests and benchmarks of the rankings in memory.
#include "units/public.h"

namespace rewards_test {

class PlainTree final : public units::Tree {
public:
    PlainTree(int communes, int hamlets_each) {
        add(1, 0, units::Kind::province);
        for (int commune = 0; commune < communes; ++commune) {
            const auto id = add(next_++, 1, units::Kind::commune);
            for (int hamlet = 0; hamlet < hamlets_each; ++hamlet) hamlets_.push_back(units::UnitId{add(next_++, id, units::Kind::hamlet)});
        }
    }
    // The hamlet moves under another commune.
    void move(units::UnitId hamlet, units::UnitId commune) { units_[static_cast<std::size_t>(hamlet.value) - 1].parent = commune; }
    const std::vector<units::UnitId>& hamlets() const { return hamlets_; }

    const units::Unit* find(units::UnitId id) const override {
        const auto at = static_cast<std::size_t>(id.value);
        return id.value > 0 && at <= units_.size() ? &units_[at - 1] : nullptr;
    }
    std::vector<const units::Unit*> ancestors(units::UnitId id) const override {
        std::vector<const units::Unit*> above;
        for (const auto* unit = find(id); unit && (unit = find(unit->parent));) above.push_back(unit);
        return above;
    }
    const units::Unit* find(std::string_view) const override { return nullptr; }
    std::vector<const units::Unit*> children(units::UnitId) const override { return {}; }
    bool is_within(units::UnitId, units::UnitId) const override { return false; }
    std::vector<units::UnitId> subtree(units::UnitId) const override { return {}; }
    std::vector<const units::Unit*> search(std::string_view, std::size_t, units::SearchIn) const override { return {}; }
    std::vector<const units::Unit*> roots() const override { return {}; }

private:
    std::int64_t add(std::int64_t id, std::int64_t parent, units::Kind kind) {
        units_.push_back({units::UnitId{id}, std::to_string(id), "", kind, units::UnitId{parent}});
        return id;
    }
    std::vector<units::Unit> units_;
    std::vector<units::UnitId> hamlets_;
    std::int64_t next_ = 2;
};

}  // namespace rewards_test
