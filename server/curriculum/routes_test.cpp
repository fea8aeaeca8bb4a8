#include <gtest/gtest.h>

#include "foundation/testing/product.h"
#include "public.h"

using CurriculumRoutes = testing_product::OnEveryEngine;

TEST_P(CurriculumRoutes, ServePicturesToBeKeptForEver) {
    const auto library = curriculum::library(*product.services);
    ASSERT_FALSE(library->pictures.empty());
    const auto& [address, picture] = *library->pictures.begin();
    const auto reply = call("GET", address);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.raw, picture.bytes);
}

TEST_P(CurriculumRoutes, KnowNoOtherPicture) {
    for (const auto* address :
         {"/pack/x/y/images/level-1/a.svg", "/pack/binh-dan-hoc-ai/2026.11.1/images/level-1/..%2Flevel.yaml"}) {
        const auto reply = call("GET", address);
        EXPECT_EQ(reply.status, 404) << address;
    }
}

BDH_ON_EVERY_ENGINE(CurriculumRoutes);
