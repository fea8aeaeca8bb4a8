// Photos of what a learner made: uploaded one by one, then handed in together with the task's text.
#pragma once

#include "foundation/http/router.h"
#include "photos/rules.h"
#include "public.h"

namespace learning {

struct PhotoSeen {
    PhotoId id;
    std::int64_t width = 0;
    std::int64_t height = 0;
};
BOOST_DESCRIBE_STRUCT(PhotoSeen, (), (id, width, height))

// Until it is handed in nobody but its owner sees it, and it is forgotten after a week.
Result<PhotoSeen> take_photo(http::SlowContext& slow, const std::string& task, const std::string& bytes);
// Its two halves, for who keeps a photo for somebody or under a name of its own. The first takes long.
Result<photos::Photo> prepare_photo(http::SlowContext& slow, const std::string& task, const std::string& bytes);
struct PhotoName {
    std::int64_t device_no = 0;
    std::int64_t sequence = 0;
    std::int64_t place = 0;
};
// The learner's lock is held.
PhotoSeen keep_photo(Context& context, AccountId account, const std::string& task, const photos::Photo& photo, const PhotoName& name);
// One's own.
Result<std::string> my_photo(Context& context, AccountId account, PhotoId id);
Result<http::NoContent> remove_my_photo(Context& context, AccountId account, PhotoId id);
std::int64_t forget_waiting_photos(Context& context);

}  // namespace learning
