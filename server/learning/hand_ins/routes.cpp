#include "foundation/http/router.h"
#include "hand_ins/actions.h"

namespace learning {
namespace {

struct HandInRequest {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    Text<1, 60> task;
    Text<0, kTaskTextMax> text;
    List<bool, 20> checks;
    List<PhotoId, photos::kPhotosMax> photos;
    Instant handed_in_at;
    std::optional<hand_ins::SeenSent> seen;  // where the task stood on the learner's screen
    Instant sent_at;                         // what the device's clock shows
};
BOOST_DESCRIBE_STRUCT(HandInRequest, (), (device, sequence, task, text, checks, photos, handed_in_at, seen, sent_at))

struct HandInReply {
    HandInReceipt receipt;
    boost::json::object effects;
};
BOOST_DESCRIBE_STRUCT(HandInReply, (), (receipt, effects))

Result<HandInReply> post_hand_in(Context& context, const http::NoParams&, const HandInRequest& request) {
    HandInEntry entry{request.device, request.sequence, {request.task, request.text, request.checks.values, request.photos.values, {}},
                      hand_ins::seen_of(request.seen), request.handed_in_at};
    auto taken = take_hand_in(context, context.actor.account, entry, request.sent_at);
    if (!taken) return taken.error();
    return HandInReply{std::move(taken->receipt), context.effects};
}

struct EntryParams {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
};
BOOST_DESCRIBE_STRUCT(EntryParams, (), (device, sequence))
struct PhotosArrived {
    std::vector<PhotoArrived> photos;
};
BOOST_DESCRIBE_STRUCT(PhotosArrived, (), (photos))

Result<PhotosArrived> get_photos(Context& context, const EntryParams& params) {
    return PhotosArrived{photos_of_entry(context, context.actor.account, params.device, params.sequence)};
}

struct PhotoParams {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    Whole<1, photos::kPhotosMax> place;
    Text<1, 60> task;
};
BOOST_DESCRIBE_STRUCT(PhotoParams, (), (device, sequence, place, task))

Result<PhotoSeen> put_photo(http::SlowContext& slow, const PhotoParams& params, const http::Upload& upload) {
    return take_photo_of_entry(slow, slow.actor().account, params.task, {params.device, params.sequence, params.place}, upload.bytes);
}

}  // namespace

void add_hand_in_routes(http::Router& router) {
    router.write("POST", "/api/v1/me/hand_ins",
                 {.name = "post_hand_in",
                  .summary = "A task as an entry of a device's log, its photos sent before; counts once however often it comes."},
                 post_hand_in);
    router.slow("PUT", "/api/v1/me/hand_in_photos/{device}/{sequence}/{place}",
                {.name = "put_hand_in_photo",
                 .summary = "A photo of an entry of a device's log, as for post_task_photo; kept once however often it comes.",
                 .body_max_bytes = photos::kUploadBytesMax + 64 * 1024},
                put_photo);
    router.read("GET", "/api/v1/me/hand_in_photos/{device}/{sequence}",
                {.name = "list_hand_in_photos", .summary = "Which photos of an entry have arrived; asked after a lost reply."}, get_photos);
}

}  // namespace learning
