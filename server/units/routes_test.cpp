#include "public.h"

#include "foundation/testing/product.h"

#include <gmock/gmock.h>

namespace units {
namespace {

using testing::ElementsAre;

class UnitsRoutes : public testing_product::OnEveryEngine {
protected:
    UnitsRoutes() {
        within([](Context& context) {
            const auto result = import_csv(context,
                                           "code,parent_code,name,kind\n19,,Tỉnh Thái Nguyên,province\n05551,19,Xã Kim Phượng,commune\n"
                                           "01879,19,Xã Cao Minh,commune\n05551.01,05551,Xóm Bản Kim,hamlet\n",
                                           context.today());
            ASSERT_TRUE(result.problems.empty());
        });
    }
    std::vector<std::string> found(const std::string& query) {
        std::vector<std::string> codes;
        const auto reply = call("GET", "/api/v1/units/search?q=" + query);
        EXPECT_EQ(reply.status, 200);
        for (const auto& unit : reply.body.at("units").as_array()) codes.emplace_back(unit.at("code").as_string());
        return codes;
    }
};
BDH_ON_EVERY_ENGINE(UnitsRoutes);

TEST_P(UnitsRoutes, FindsUnitsWithTheirPath) {
    const auto reply = call("GET", "/api/v1/units/search?q=kim%20phuong&limit=1");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(boost::json::serialize(reply.body),
              R"({"units":[{"code":"05551","name":"Xã Kim Phượng","kind":"commune","path":["Tỉnh Thái Nguyên"]}]})");
    EXPECT_THAT(found("x%C3%A3+Kim+Ph%C6%B0%E1%BB%A3ng"), ElementsAre("05551", "05551.01"));
    EXPECT_THAT(found("thai+nguyen"), ElementsAre("01879", "05551", "05551.01"));  // but not the province
    EXPECT_THAT(found("khong+co"), ElementsAre());
}

TEST_P(UnitsRoutes, ShowsAUnitAndWhatIsBelow) {
    const auto reply = call("GET", "/api/v1/units/05551");
    EXPECT_EQ(boost::json::serialize(reply.body),
              R"({"code":"05551","name":"Xã Kim Phượng","kind":"commune","path":["Tỉnh Thái Nguyên"],)"
              R"("children":[{"code":"05551.01","name":"Xóm Bản Kim","kind":"hamlet"}]})");
    EXPECT_EQ(call("GET", "/api/v1/units/05551.01").body.at("children").as_array().size(), 0u);
}

TEST_P(UnitsRoutes, RefusesBadQuestions) {
    EXPECT_EQ(call("GET", "/api/v1/units/99999").status, 404);
    EXPECT_EQ(call("GET", "/api/v1/units/99999").code(), "no_such_unit");
    EXPECT_EQ(call("GET", "/api/v1/units/" + std::string(33, '1')).status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search").status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search?q=").status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search?q=a&limit=0").status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search?q=a&limit=x").status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search?q=" + std::string(101, 'a')).status, 400);
    EXPECT_EQ(call("GET", "/api/v1/units/search?q=%FF").status, 400);
    EXPECT_THAT(found("%3F!"), ElementsAre());
}

}  // namespace
}  // namespace units
