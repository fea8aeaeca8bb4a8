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

std::vector<paths::Stretch> path_of(Context& context, AccountId account, const curriculum::Library& library) {
    return paths::path_from(library, store::chosen_level(context.db, account));
}

}  // namespace learning
