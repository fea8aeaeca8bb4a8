#include "routes_test.h"

#include <gmock/gmock.h>

using testing::HasSubstr;
using testing::SizeIs;

namespace campaign {
namespace {

class ImportRoutes : public CampaignOnEveryEngine {
protected:
    ImportRoutes() { plan = publish_cao_minh(); }
    // A target of the plan whose number is typed, for hamlets.
    std::string typed_target() {
        const auto targets = get("01879.01/" + plan + "/targets", officer);
        for (const auto& each : targets.body.at("own").at("targets").as_array()) {
            const std::string id(each.at("target_id").as_string());
            const auto tried = upload("01879/" + plan + "/value_imports", "Đơn vị,Chỉ tiêu,Số đạt\n01879.01," + id + ",1\n", officer);
            if (tried.status == 200 && tried.body.at("rows_wrong").as_int64() == 0) return id;
        }
        throw std::runtime_error("no target is typed: " + targets.raw);
    }
    std::int64_t count(const std::string& table) {
        std::int64_t rows = 0;
        within([&](Context& context) { rows = db::as_int(context.db.run("SELECT COUNT(*) FROM " + table)[0][0]); });
        return rows;
    }
    std::string plan;
};
BDH_ON_EVERY_ENGINE(ImportRoutes);

TEST_P(ImportRoutes, NumbersOfManyUnitsAreShownThenStoredOnce) {
    const auto id = typed_target();
    const auto file = "Tổng hợp của xã\n\nĐơn vị,Chỉ tiêu,Số đạt,Ngày\n01879.01," + id + ",1,20/11/2026\nThôn Khuổi Nộc," + id + ",1,2026-11-20\n";
    const auto shown = upload("01879/" + plan + "/value_imports", file, officer);
    ASSERT_EQ(shown.status, 200) << shown.raw;
    EXPECT_EQ(shown.body.at("rows_new").as_int64(), 2) << shown.raw;
    EXPECT_FALSE(shown.body.at("stored").as_bool());
    EXPECT_EQ(count("campaign_values"), 0);
    EXPECT_EQ(count("campaign_evidence"), 0);
    const auto stored = upload("01879/" + plan + "/value_imports?dry_run=false", file, officer);
    EXPECT_TRUE(stored.body.at("stored").as_bool()) << stored.raw;
    EXPECT_EQ(count("campaign_values"), 2);
    const auto proof = std::to_string(stored.body.at("evidence_id").as_int64());
    EXPECT_EQ(call("GET", "/api/v1/units/01879/evidence/" + proof, nullptr, officer).raw, file);
    const auto again = upload("01879/" + plan + "/value_imports?dry_run=false", file, officer);
    EXPECT_EQ(again.body.at("rows_unchanged").as_int64(), 2) << again.raw;
    EXPECT_EQ(count("campaign_values"), 2);
    EXPECT_EQ(upload("01879/" + plan + "/value_imports", file, hamlet_officer).status, 403);
}

TEST_P(ImportRoutes, OneWrongRowAndNothingIsStored) {
    const auto id = typed_target();
    const auto wrong = upload("01879/" + plan + "/value_imports?dry_run=false",
                              "Đơn vị;Chỉ tiêu;Số đạt;Ngày\n01879.01;" + id + ";1;20/11/2026\n05551;" + id + ";1;\nThôn Nà Ca;lạ;1;\n"
                              "Thôn Nà Ca;" + id + ";=1+1;32/13/2026\nThôn Nà Ca;" + id + ";;\n01879.02;" + id + ";1;2030-01-01\n",
                              officer);
    ASSERT_EQ(wrong.status, 200) << wrong.raw;
    EXPECT_EQ(wrong.body.at("rows_wrong").as_int64(), 5) << wrong.raw;
    EXPECT_FALSE(wrong.body.at("stored").as_bool());
    EXPECT_EQ(count("campaign_values"), 0);
    EXPECT_EQ(count("campaign_evidence"), 0);
    EXPECT_EQ(wrong.body.at("rows").at(0).at("line").as_int64(), 3);
    EXPECT_EQ(wrong.body.at("rows").at(0).at("problems").at(0).at("code").as_string(), "unit_unknown");
    for (const auto* code : {"no_such_target", "number_invalid", "day_invalid", "number_missing", "day_in_future"}) EXPECT_THAT(wrong.raw, HasSubstr(code));
    EXPECT_EQ(upload("01879/" + plan + "/value_imports", "Tên\nx\n", officer).code(), "columns_missing");
    EXPECT_EQ(upload("01879/" + plan + "/value_imports", "PK\x03\x04 broken", officer).status / 100, 4);
}

TEST_P(ImportRoutes, ThePopulationRegisterComesInEveryEncoding) {
    const auto read = [&](const std::string& file, const char* encoding, const char* dry_run) {
        const auto reply = upload(std::string("01879/population_imports?dry_run=") + dry_run, file, officer);
        EXPECT_EQ(reply.status, 200) << reply.raw;
        EXPECT_EQ(reply.body.at("encoding").as_string(), encoding) << reply.raw;
        EXPECT_EQ(reply.body.at("rows_wrong").as_int64(), 0) << reply.raw;
        return reply.body;
    };
    // TCVN3, as bytes.
    const std::string tcvn3 = "\xA7\xAC" "n v\xDE,Nh\xE3m,S\xE8 ng\xAD\xEA" "i,N\xA8m,Ngu\xE5n\nTh\xABn N\xB5 Ca,Ng\xAD\xEA" "i d\xA9n,412,2026,C\xABng an x\xB7\n"
                              "Th\xABn Khu\xE6i N\xE9" "c,Ng\xAD\xEA" "i d\xA9n,1.088,2026,C\xABng an x\xB7\n";
    EXPECT_EQ(read(tcvn3, "tcvn3", "false").at("rows_new").as_int64(), 2);
    within([&](Context& context) {
        const auto known = units::population(context, unit("01879.02"), units::TargetGroup::citizen, 2026);
        ASSERT_TRUE(known);
        EXPECT_EQ(known->count, 1088);
        EXPECT_EQ(known->source, "Công an xã");
    });
    const auto shown = upload("01879/population_imports", tcvn3, officer);
    EXPECT_EQ(shown.body.at("rows_repaired").as_int64(), 2) << shown.raw;
    const auto& repair = shown.body.at("rows").at(0).at("repair");
    EXPECT_EQ(repair.at("kind").as_string(), "tcvn3");
    EXPECT_EQ(repair.at("after").as_string(), "Thôn Nà Ca");
    EXPECT_NE(repair.at("before"), repair.at("after"));
    const auto pieces = upload("01879/population_imports", "Đơn vị,Nhóm,Số người\nThôn Na\u0300 Ca,,9\nThôn Khuổi Nộc,,9\n", officer);
    EXPECT_EQ(pieces.body.at("rows_repaired").as_int64(), 1) << pieces.raw;
    EXPECT_EQ(pieces.body.at("rows").at(0).at("repair").at("kind").as_string(), "composed");
    EXPECT_TRUE(pieces.body.at("rows").at(1).at("repair").is_null());
    // The same list in VNI within UTF-8, and in Unicode in pieces: nothing new.
    EXPECT_EQ(read("Ñôn vò,Nhoùm,Soá ngöôøi,Naêm,Nguoàn\nThoân Naø Ca,Ngöôøi daân,412,2026,Coâng an xaõ\n", "vni", "false").at("rows_unchanged").as_int64(), 1);
    EXPECT_EQ(read("Đơn vị,Nhóm,Số người,Năm,Nguồn\nThôn Na\u0300 Ca,Người dân,412,2026,Công an xã\n", "unicode", "false").at("rows_unchanged").as_int64(), 1);
    EXPECT_EQ(read("Đơn vị,Nhóm,Số người,Năm,Nguồn\nThôn Nà Ca,Người dân,413,2026,Công an xã\n", "unicode", "true").at("rows_new").as_int64(), 1);
    within([&](Context& context) { EXPECT_EQ(units::population(context, unit("01879.01"), units::TargetGroup::citizen, 2026)->count, 412); });
}

}  // namespace
}  // namespace campaign
