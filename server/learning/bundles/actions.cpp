#include "bundles/actions.h"

#include "bundles/services.h"
#include "identity/public.h"
#include "paths/actions.h"
#include "progress/store.h"

namespace learning {
namespace {

units::TargetGroup group_of(Context& context, AccountId account) {
    const auto place = identity::primary_place(context, account);
    return place ? place->group : units::TargetGroup::citizen;
}

}  // namespace

BundlesOffered offer_bundles(Context& context, AccountId account) {
    const auto library = curriculum::library(context);
    std::vector<std::string> begun, completed;
    for (const auto& [id, state] : store::load_lessons(context.db, account)) {
        begun.push_back(id);
        if (state.completed_at) completed.push_back(id);
    }
    const auto path = path_of(context, account, library)->lessons;
    const auto group = group_of(context, account);
    BundlesOffered offered;
    for (const auto* level : bundles::levels_to_keep(*library, path, begun, completed)) {
        const auto parcel = context.services.get<BundleShelf>().parcel(library, *level, group);
        const auto size = static_cast<std::int64_t>(parcel->bytes.size());
        offered.bundles.push_back(
            {level->id, level->number, level->title, parcel->version, size, static_cast<std::int64_t>(level->lesson_ids.size())});
        offered.size_bytes += size;
    }
    return offered;
}

Result<std::shared_ptr<const bundles::Parcel>> find_bundle(Context& context, AccountId account, const std::string& level_id,
                                                           const std::string& version) {
    const auto library = curriculum::library(context);
    const auto* level = library->level(level_id);
    if (!level) return Problem{ProblemKind::missing, "no_such_level", "Không tìm thấy bậc học này."};
    auto parcel = context.services.get<BundleShelf>().parcel(library, *level, group_of(context, account));
    if (parcel->version != version)
        return Problem{ProblemKind::missing, "bundle_outdated", "Gói bài học này đã có bản mới. Xin tải lại từ đầu."};
    return parcel;
}

}  // namespace learning
