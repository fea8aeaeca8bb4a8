#include "photos/actions.h"

#include <algorithm>

#include "photos/store.h"
#include "tasks/rules.h"

namespace learning {
namespace {

constexpr std::int64_t kWaitingDays = 7;

Problem to_problem(photos::Refusal refusal) {
    switch (refusal) {
    case photos::Refusal::photo_too_large:
        return {ProblemKind::too_large, "photo_too_large", "Ảnh lớn quá 8 MB. Xin chụp lại với cỡ nhỏ hơn.", "/file"};
    case photos::Refusal::photo_type_unknown:
        return {ProblemKind::unsupported, "photo_type_unknown", "Tệp này không phải ảnh JPEG, PNG hay WebP.", "/file"};
    case photos::Refusal::photo_too_many_pixels:
        return {ProblemKind::too_large, "photo_too_many_pixels", "Khung ảnh lớn quá 25 triệu điểm. Xin chụp lại với cỡ nhỏ hơn.", "/file"};
    case photos::Refusal::photo_broken:
        return {ProblemKind::invalid, "photo_broken", "Ảnh này bị hỏng hoặc tải lên chưa hết. Xin chọn lại.", "/file"};
    }
    return {};
}

Problem no_such_photo() { return {ProblemKind::missing, "no_such_photo", "Không tìm thấy ảnh này."}; }

std::optional<Problem> refuse_task(Context& context, const std::string& task) {
    if (tasks::find_assignment(*curriculum::library(context), task)) return std::nullopt;
    return Problem{ProblemKind::missing, "no_such_lesson", "Không tìm thấy bài học này."};
}

// As many may wait as a submission holds, besides those it holds now: so all of them can be exchanged at once. The oldest
// makes room, since a device may have lost track of it.
void make_room(Context& context, AccountId account, const std::string& task) {
    auto waiting = store::photos_of(context.db, account, task);
    std::erase_if(waiting, [](const auto& photo) { return photo.handed_in; });
    for (std::size_t at = 0; at + photos::kPhotosMax <= waiting.size(); ++at) store::remove_photo(context.db, waiting[at].id);
}

std::optional<store::StoredPhoto> find_own(Context& context, AccountId account, PhotoId id) {
    auto photo = store::find_photo(context.db, id);
    if (photo && photo->account != account) photo.reset();
    return photo;
}

}  // namespace

Result<photos::Photo> prepare_photo(http::SlowContext& slow, const std::string& task, const std::string& bytes) {
    if (const auto refused = slow.read([&](Context& context) { return refuse_task(context, task); })) return *refused;
    auto prepared = photos::prepare(bytes);
    if (const auto* refusal = std::get_if<photos::Refusal>(&prepared)) return to_problem(*refusal);
    return std::get<photos::Photo>(std::move(prepared));
}

PhotoSeen keep_photo(Context& context, AccountId account, const std::string& task, const photos::Photo& photo,
                     const PhotoName& name) {
    make_room(context, account, task);
    const store::StoredPhoto stored{{context.fresh_id()}, account,       task,         false, photo.width, photo.height,
                                    name.device_no,       name.sequence, name.place};
    store::add_photo(context.db, stored, photo.jpeg, context.now);
    return PhotoSeen{stored.id, stored.width, stored.height};
}

Result<PhotoSeen> take_photo(http::SlowContext& slow, const std::string& task, const std::string& bytes) {
    const auto account = slow.actor().account;
    const auto photo = prepare_photo(slow, task, bytes);
    if (!photo) return photo.error();
    return slow.write([&](Context& context) -> Result<PhotoSeen> {
        context.db.lock("learner", account.value);
        return keep_photo(context, account, task, *photo, {});
    });
}

Result<std::string> my_photo(Context& context, AccountId account, PhotoId id) {
    if (!find_own(context, account, id)) return no_such_photo();
    return store::load_jpeg(context.db, id);
}

Result<http::NoContent> remove_my_photo(Context& context, AccountId account, PhotoId id) {
    context.db.lock("learner", account.value);
    const auto photo = find_own(context, account, id);
    if (!photo) return no_such_photo();
    // What a coach may have looked at changes only by handing in again.
    if (photo->handed_in)
        return Problem{ProblemKind::conflict, "photo_handed_in", "Ảnh này đã nộp. Muốn bỏ ảnh, xin nộp lại bài không có ảnh ấy."};
    store::remove_photo(context.db, id);
    return http::NoContent{};
}

std::int64_t forget_waiting_photos(Context& context) {
    return store::remove_waiting_photos(context.db, context.now + -kWaitingDays * kDayMs);
}

}  // namespace learning
