// Bundles for days without network: which ones this person should have, and their bytes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bundles/rules.h"
#include "foundation/result.h"
#include "public.h"

namespace learning {

struct BundleOffered {
    std::string level_id;
    std::int64_t level = 1;
    std::string title;
    std::string version;  // SHA-256 of the bytes
    std::int64_t size_bytes = 0;
    std::int64_t lessons_count = 0;
};
BOOST_DESCRIBE_STRUCT(BundleOffered, (), (level_id, level, title, version, size_bytes, lessons_count))

struct BundlesOffered {
    std::vector<BundleOffered> bundles;  // the one being learnt first
    std::int64_t size_bytes = 0;         // of all
};
BOOST_DESCRIBE_STRUCT(BundlesOffered, (), (bundles, size_bytes))
BundlesOffered offer_bundles(Context& context, AccountId account);

Result<std::shared_ptr<const bundles::Parcel>> find_bundle(Context& context, AccountId account, const std::string& level_id,
                                                           const std::string& version);

}  // namespace learning
