#include "foundation/testing/product.h"
#include "public.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

using testing::IsEmpty;

namespace units {
namespace {

const Day kReform = *parse_day("2025-07-01");

const std::string kSmall =
    "code,parent_code,name,kind\n"
    "05551,19,Xã Kim Phượng,commune\n"  // before its parent: order does not matter
    "19,,Tỉnh Thái Nguyên,province\n"
    "05551.01,05551,Xóm Bản Kim,hamlet\n";

class UnitsImports : public testing_product::OnEveryEngine {
protected:
    ImportResult import(const std::string& csv, Day from = kReform) {
        ImportResult result;
        within([&](Context& context) { result = import_csv(context, csv, from); });
        return result;
    }
    std::string rows(const std::string& table) {
        std::string count;
        within([&](Context& context) { count = std::to_string(db::as_int(context.db.run("SELECT COUNT(*) FROM " + table)[0][0])); });
        return count;
    }
    std::shared_ptr<const Tree> tree() { return current(*product.services); }
};
BDH_ON_EVERY_ENGINE(UnitsImports);

TEST_P(UnitsImports, StoresTheTwoProvincesOfThePlans) {
    std::ifstream file(BDH_SOURCE_DIR "/plans/units/thai-nguyen-hai-phong.csv");
    std::stringstream csv;
    csv << file.rdbuf();
    const auto result = import(csv.str());
    EXPECT_THAT(result.problems, IsEmpty());
    EXPECT_EQ(result.added, 208);
    const auto units = tree();
    EXPECT_EQ(units->children(units->find("19")->id).size(), 92u);
    EXPECT_EQ(units->children(units->find("31")->id).size(), 114u);
    EXPECT_EQ(units->search("kim phuong thai nguyen", 5).front()->code, "05551");
    EXPECT_EQ(units->search("phuong hai duong", 5).front()->code, "10525");

    const auto again = import(csv.str());
    EXPECT_EQ(again.unchanged, 208);
    EXPECT_EQ(again.added + again.renamed + again.moved, 0);
    EXPECT_EQ(rows("units_units"), "208");
    EXPECT_EQ(rows("units_names"), "208");
}

TEST_P(UnitsImports, OutlivesARestart) {
    import(kSmall);
    product.restart();
    ASSERT_NE(tree()->find("05551.01"), nullptr);
    EXPECT_EQ(tree()->ancestors(tree()->find("05551.01")->id).size(), 2u);
}

TEST_P(UnitsImports, RenamesAndMovesFromTheDayGiven) {
    import(kSmall + "01879,19,Xã Cao Minh,commune\n");
    const auto day = kReform + 100;
    const auto result = import("code,parent_code,name,kind\n05551,19,Phường Kim Phượng,ward\n05551.01,01879,Xóm Bản Kim,hamlet\n", day);
    EXPECT_THAT(result.problems, IsEmpty());
    EXPECT_EQ(result.renamed, 1);
    EXPECT_EQ(result.moved, 1);
    EXPECT_EQ(tree()->find("05551")->kind, Kind::ward);
    EXPECT_TRUE(tree()->is_within(tree()->find("05551.01")->id, tree()->find("01879")->id));
    within([&](Context& context) {
        const auto before = as_of(context, day - 1);
        EXPECT_EQ(before->find("05551")->name, "Xã Kim Phượng");
        EXPECT_TRUE(before->is_within(before->find("05551.01")->id, before->find("05551")->id));
        EXPECT_EQ(as_of(context, kReform - 1)->find("05551"), nullptr);
    });
}

TEST_P(UnitsImports, StoresNothingWhenOneRowIsWrong) {
    const auto result = import(kSmall + "9,8,Xã Lạc,commune\n");
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_EQ(result.problems[0].line, 5);
    EXPECT_EQ(result.problems[0].code, "parent_unknown");
    EXPECT_EQ(rows("units_units"), "0");
    EXPECT_EQ(import("a,\"b").problems.at(0).code, "csv_quote_unclosed");
    EXPECT_EQ(import("\xFF\xFE").problems.at(0).code, "csv_not_utf8");
    EXPECT_EQ(import("").problems.at(0).code, "csv_empty");
    EXPECT_EQ(rows("units_units"), "0");
}

TEST_P(UnitsImports, RefusesToRewriteWhatHappenedLater) {
    import(kSmall);
    EXPECT_EQ(import(kSmall, kReform - 10).problems.at(0).code, "code_starts_later");
    import("code,parent_code,name,kind\n05551,19,Xã Kim Mới,commune\n", kReform + 10);
    EXPECT_EQ(import("code,parent_code,name,kind\n05551,19,Xã Kim Cũ,commune\n", kReform + 5).problems.at(0).code, "unit_changed_later");
}

TEST_P(UnitsImports, WaitsForADayThatIsStillToCome) {
    const auto tomorrow = day_of(product.clock.now()) + 1;
    import(kSmall, tomorrow);
    EXPECT_EQ(tree()->find("19"), nullptr);
    product.clock.advance_ms(kDayMs);
    product.scheduler->run_due(*product.contexts);
    EXPECT_NE(tree()->find("19"), nullptr);
    EXPECT_EQ(rows("units_closure"), "6");
}

}  // namespace
}  // namespace units
