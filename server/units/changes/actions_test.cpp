#include "changes/actions.h"

#include "foundation/testing/product.h"

#include <gmock/gmock.h>

#include <thread>

namespace units {
namespace {

const Day kReform = *parse_day("2025-07-01");

class UnitsChanges : public testing_product::OnEveryEngine {
protected:
    UnitsChanges() {
        within([&](Context& context) {
            province = *add_unit(context, "19", "", "Tỉnh Thái Nguyên", Kind::province, kReform);
            kim_phuong = *add_unit(context, "05551", "19", "Xã  Kim Phượng", Kind::commune, kReform);
        });
    }
    std::string refusal_of(const std::string& code, const std::string& parent, const std::string& name, Kind kind, Day from = kReform) {
        std::string refusal;
        product.contexts->write([&](Context& context) {
            const auto added = add_unit(context, code, parent, name, kind, from);
            refusal = added ? "" : added.error().code;
            return added.has_value();
        });
        return refusal;
    }
    std::shared_ptr<const Tree> tree() { return current(*product.services); }
    UnitId province, kim_phuong;
};
BDH_ON_EVERY_ENGINE(UnitsChanges);

TEST_P(UnitsChanges, ShowsANewUnitOnceItIsCommitted) {
    EXPECT_EQ(tree()->find("05551")->name, "Xã Kim Phượng");
    EXPECT_EQ(refusal_of("05551.01", "05551", "Xóm Bản Kim", Kind::hamlet), "");
    EXPECT_TRUE(tree()->is_within(tree()->find("05551.01")->id, province));
    product.contexts->write([](Context& context) {
        EXPECT_TRUE(add_unit(context, "05551.02", "05551", "Xóm Hai", Kind::hamlet, kReform));
        return false;
    });
    EXPECT_EQ(tree()->find("05551.02"), nullptr);
}

TEST_P(UnitsChanges, RefusesWhatCannotStand) {
    EXPECT_EQ(refusal_of("05551", "19", "Xã Khác", Kind::commune), "code_taken");
    EXPECT_EQ(refusal_of("05551", "19", "Xã Khác", Kind::commune, kReform - 5), "code_taken");
    EXPECT_EQ(refusal_of("0 5", "19", "Xã Khác", Kind::commune), "code_malformed");
    EXPECT_EQ(refusal_of("05", "19", " ", Kind::commune), "name_empty");
    EXPECT_EQ(refusal_of("05", "20", "Xã Khác", Kind::commune), "no_such_unit");
    EXPECT_EQ(refusal_of("05", "19", "Xã Khác", Kind::commune, kReform - 1), "no_such_unit");
    EXPECT_EQ(refusal_of("05", "05551", "Xã Khác", Kind::commune), "parent_kind_wrong");
    EXPECT_EQ(refusal_of("05", "", "Xã Khác", Kind::commune), "parent_kind_wrong");
    auto parent = std::string("19");
    std::string last;
    for (int depth = 0; depth < 12 && last.empty(); ++depth) {
        const auto code = "d" + std::to_string(depth);
        last = refusal_of(code, parent, "Phòng", Kind::department);
        parent = code;
    }
    EXPECT_EQ(last, "too_deep");
    EXPECT_EQ(parent, "d9");
}

TEST_P(UnitsChanges, KeepsSeveralTreesApart) {
    EXPECT_EQ(refusal_of("THADS", "", "Thi hành án dân sự tỉnh", Kind::department), "");
    EXPECT_EQ(refusal_of("THADS.1", "THADS", "Văn phòng", Kind::office), "");
    EXPECT_EQ(tree()->roots().size(), 2u);
    EXPECT_FALSE(tree()->is_within(tree()->find("THADS.1")->id, province));
}

TEST_P(UnitsChanges, GivesTheLatestPopulationKnownByThen) {
    within([&](Context& context) {
        set_population(context, kim_phuong, std::nullopt, {9000, 2024, "Niên giám 2024"});
        set_population(context, kim_phuong, std::nullopt, {9100, 2026, "Báo cáo xã 2026"});
        set_population(context, kim_phuong, TargetGroup::official, {40, 2026, "Danh sách biên chế"});
        set_population(context, kim_phuong, TargetGroup::official, {41, 2026, "Danh sách biên chế, sửa"});
        EXPECT_EQ(population(context, kim_phuong, std::nullopt, 2023), std::nullopt);
        EXPECT_EQ(population(context, kim_phuong, std::nullopt, 2025)->count, 9000);
        EXPECT_EQ(population(context, kim_phuong, std::nullopt, 2030)->source, "Báo cáo xã 2026");
        EXPECT_EQ(population(context, kim_phuong, TargetGroup::official, 2026)->count, 41);
        EXPECT_EQ(population(context, kim_phuong, TargetGroup::student, 2026), std::nullopt);
        EXPECT_EQ(child_populations(context, province, std::nullopt, 2026).at(kim_phuong).count, 9100);
        EXPECT_TRUE(child_populations(context, kim_phuong, std::nullopt, 2026).empty());
    });
}

TEST_P(UnitsChanges, ListsEachSubtreeForReports) {
    refusal_of("05551.01", "05551", "Xóm Bản Kim", Kind::hamlet);
    within([&](Context& context) {
        const auto count = [&](UnitId ancestor) {
            return db::as_int(context.db.run(R"sql(SELECT COUNT(*) FROM units_report_closure WHERE ancestor_id = $1)sql", {ancestor.value})[0][0]);
        };
        EXPECT_EQ(count(province), 3);
        EXPECT_EQ(count(kim_phuong), 2);
    });
}

TEST_P(UnitsChanges, ManyWritersAtOnceLoseNothing) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int index = 0; index < 10; ++index) {
                refusal_of("h" + std::to_string(thread * 10 + index), "05551", "Xóm", Kind::hamlet);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(tree()->children(kim_phuong).size(), 40u);
}

}  // namespace
}  // namespace units
