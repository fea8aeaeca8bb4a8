#include "foundation/http/router.h"
#include "parcels/actions.h"

namespace learning {
namespace {

// A thousand answers and about ten photos, in base64 twice.
constexpr std::size_t kParcelCharactersMax = 8'000'000;

struct ParcelRequest {
    Text<1, kParcelCharactersMax> parcel;
};
BOOST_DESCRIBE_STRUCT(ParcelRequest, (), (parcel))

Result<http::Created<DeviceKeySeen>> post_device_key(Context& context, const http::NoParams&, const DeviceKeyRequest& request) {
    const auto seen = make_key_known(context, context.actor.account, request);
    if (!seen) return seen.error();
    return http::Created<DeviceKeySeen>{*seen};
}

Result<ParcelTaken> post_parcel(http::SlowContext& slow, const http::NoParams&, const ParcelRequest& request) {
    return take_parcel(slow, request.parcel);
}

}  // namespace

void add_parcel_routes(http::Router& router) {
    router.write("POST", "/api/v1/me/device_keys",
                 {.name = "post_device_key",
                  .summary = "Make a device's public key known, so that it may seal answers for others to carry."},
                 post_device_key);
    router.slow("POST", "/api/v1/parcels",
                {.name = "post_parcel",
                 .summary = "Pass on what another device sealed; gives its receipt, which only that device can read.",
                 .body_max_bytes = kParcelCharactersMax + 1024},
                post_parcel);
}

}  // namespace learning
