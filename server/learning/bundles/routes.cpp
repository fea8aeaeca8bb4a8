#include "bundles/actions.h"
#include "foundation/http/router.h"

namespace learning {

namespace {

Result<BundlesOffered> get_bundles(Context& context, const http::NoParams&) {
    return offer_bundles(context, context.actor.account);
}

struct BundleParams {
    Text<1, 60> level_id;
    Text<64, 64> version;
};
BOOST_DESCRIBE_STRUCT(BundleParams, (), (level_id, version))

Result<http::Download> get_bundle(Context& context, const BundleParams& params) {
    const auto parcel = find_bundle(context, context.actor.account, params.level_id, params.version);
    if (!parcel) return parcel.error();
    http::Download download{"application/gzip", "", (*parcel)->bytes};
    download.etag = (*parcel)->version;
    return download;
}

}  // namespace

void add_bundle_routes(http::Router& router) {
    router.read(
        "GET", "/api/v1/bundles",
        {.name = "get_bundles", .summary = "The levels one should have on the device for days without network, with sizes."},
        get_bundles);
    router.read("GET", "/api/v1/bundles/{level_id}/{version}",
                {.name = "get_bundle",
                 .summary = "A level to learn without network: JSON in gzip; can be fetched in parts.",
                 .resumable = true},
                get_bundle);
}

}  // namespace learning
