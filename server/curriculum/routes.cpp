#include "actions.h"
#include "foundation/http/router.h"
#include "public.h"

namespace curriculum {
namespace {

struct PictureParams {
    Text<1, 60> pack;
    Text<1, 20> version;
    Text<1, 60> level;
    Text<1, 80> name;
};
BOOST_DESCRIBE_STRUCT(PictureParams, (), (pack, version, level, name))

Result<http::Download> get_picture(Context& context, const PictureParams& params) {
    const auto picture =
        find_picture(context, "/pack/" + *params.pack + "/" + *params.version + "/images/" + *params.level + "/" + *params.name);
    if (!picture) return picture.error();
    // The version stands in the address, so what it names never changes.
    return http::Download{picture->content_type, "", picture->bytes, "public, max-age=31536000, immutable"};
}

}  // namespace

void add_routes(http::Router& router) {
    router.read("GET", "/pack/{pack}/{version}/images/{level}/{name}",
                {.name = "get_picture", .summary = "A picture of a lesson.", .access = http::anyone()}, get_picture);
}

}  // namespace curriculum
