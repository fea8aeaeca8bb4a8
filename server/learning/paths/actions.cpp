#include "paths/actions.h"

#include "paths/store.h"

namespace learning {

Result<ChosenLevel> choose_level(Context& context, AccountId account, const std::string& level_id) {
    if (!curriculum::library(context)->level(level_id))
        return Problem{ProblemKind::missing, "no_such_level", "Không tìm thấy bậc học này.", "/level_id"};
    context.db.lock("learner", account.value);
    store::choose_level(context.db, account, level_id, context.now);
    return ChosenLevel{level_id};
}

std::shared_ptr<const paths::Path> KeptPaths::find(const std::shared_ptr<const curriculum::Library>& library,
                                                   const std::optional<std::string>& level_id) {
    const std::lock_guard guard(mutex_);
    if (library_ != library) kept_.clear();
    library_ = library;
    // A level that is gone is no choice: only those of the library are kept apart.
    const bool is_there = level_id && library->level(*level_id);
    auto& path = kept_[is_there ? *level_id : ""];
    if (!path) {
        auto stretches = paths::path_from(*library, level_id);
        auto lessons = paths::in_order(stretches);
        path = std::make_shared<const paths::Path>(paths::Path{std::move(stretches), std::move(lessons)});
    }
    return path;
}

std::shared_ptr<const paths::Path> path_of(Context& context, AccountId account, const std::shared_ptr<const curriculum::Library>& library) {
    return context.services.get<KeptPaths>().find(library, store::chosen_level(context.db, account));
}

}  // namespace learning
