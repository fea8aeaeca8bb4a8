#include "foundation/http/router.h"
#include "photos/actions.h"

namespace learning {
namespace {

struct TaskParams {
    Text<1, 60> id;
};
BOOST_DESCRIBE_STRUCT(TaskParams, (), (id))

struct PhotoParams {
    PhotoId photo_id;
};
BOOST_DESCRIBE_STRUCT(PhotoParams, (), (photo_id))

Result<http::Created<PhotoSeen>> post_photo(http::SlowContext& slow, const TaskParams& params, const http::Upload& upload) {
    const auto taken = take_photo(slow, params.id, upload.bytes);
    if (!taken) return taken.error();
    return http::Created<PhotoSeen>{*taken};
}

Result<http::Download> get_my_photo(Context& context, const PhotoParams& params) {
    auto jpeg = my_photo(context, context.actor.account, params.photo_id);
    if (!jpeg) return jpeg.error();
    return http::Download{"image/jpeg", {}, std::move(*jpeg), "private, no-store"};
}

Result<http::NoContent> delete_my_photo(Context& context, const PhotoParams& params) {
    return remove_my_photo(context, context.actor.account, params.photo_id);
}

}  // namespace

void add_photo_routes(http::Router& router) {
    router.slow("POST", "/api/v1/lessons/{id}/task_photos",
                {.name = "post_task_photo",
                 .summary = "Upload a JPEG, PNG or WebP of at most 8 MB for a task; it is kept as a small JPEG without metadata.",
                 .body_max_bytes = photos::kUploadBytesMax + 64 * 1024},
                post_photo);
    router.read("GET", "/api/v1/me/task_photos/{photo_id}", {.name = "get_my_task_photo", .summary = "A photo of one's own, as JPEG."},
                get_my_photo);
    router.write("DELETE", "/api/v1/me/task_photos/{photo_id}",
                 {.name = "delete_my_task_photo", .summary = "Remove a photo that was uploaded but not yet handed in."}, delete_my_photo);
}

}  // namespace learning
