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
// One's own.
Result<std::string> my_photo(Context& context, AccountId account, PhotoId id);
Result<http::NoContent> remove_my_photo(Context& context, AccountId account, PhotoId id);
std::int64_t forget_waiting_photos(Context& context);

}  // namespace learning
