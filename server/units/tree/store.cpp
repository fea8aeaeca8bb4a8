#include "tree/store.h"

#include <algorithm>

namespace units {

std::shared_ptr<const Tree> CurrentTree::get() {
    const std::lock_guard guard(mutex_);
    if (!waiting_.empty()) {
        auto units = forest_->units();
        for (auto& each : waiting_) units.push_back(std::move(each.unit));
        waiting_.clear();
        forest_ = std::make_shared<const Forest>(std::move(units), forest_->heirs());
    }
    return forest_;
}

Day CurrentTree::day() {
    const std::lock_guard guard(mutex_);
    return day_;
}

std::int64_t CurrentTree::committed_revision() {
    const std::lock_guard guard(mutex_);
    return committed_revision_;
}

void CurrentTree::replace(std::shared_ptr<const Forest> forest, std::int64_t revision, Day day) {
    const std::lock_guard guard(mutex_);
    committed_revision_ = std::max(committed_revision_, revision);
    if (revision < revision_ || (revision == revision_ && day < day_)) return;
    forest_ = std::move(forest);
    revision_ = revision;
    day_ = day;
    std::erase_if(waiting_, [&](const Waiting& each) { return each.revision <= revision; });
}

void CurrentTree::add(const Unit& unit, std::int64_t revision) {
    const std::lock_guard guard(mutex_);
    committed_revision_ = std::max(committed_revision_, revision);
    if (revision > revision_) waiting_.push_back({unit, revision});
}

std::shared_ptr<const Forest> PastTrees::find(std::int64_t revision, Day day) {
    const std::lock_guard guard(mutex_);
    const auto found = kept_.find(day);
    return revision == revision_ && found != kept_.end() ? found->second : nullptr;
}

void PastTrees::keep(std::int64_t revision, Day day, std::shared_ptr<const Forest> forest) {
    const std::lock_guard guard(mutex_);
    if (revision < revision_) return;
    if (revision > revision_ || kept_.size() >= kKeptMax) kept_.clear();
    revision_ = revision;
    kept_[day] = std::move(forest);
}

}  // namespace units
