#include "naming/rules.h"

#include "foundation/testing/product.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

using testing::ElementsAre;

namespace units {
namespace {

const Day kReform = *parse_day("2025-07-01");
const Day kLater = *parse_day("2026-01-01");

// What a tree says, for comparing two of them.
std::set<std::string> picture(const Tree& tree) {
    std::set<std::string> lines;
    for (const auto* root : tree.roots()) {
        for (const auto id : tree.subtree(root->id)) {
            const auto* unit = tree.find(id);
            lines.insert(std::to_string(id.value) + "|" + unit->code + "|" + unit->name + "|" +
                         std::to_string(static_cast<int>(unit->kind)) + "|" + std::to_string(unit->parent.value));
        }
    }
    return lines;
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
}

class UnitsReforms : public testing_product::OnEveryEngine {
protected:
    UnitsReforms() {
        within([&](Context& context) {
            province = *add_unit(context, "19", "", "Tỉnh Thái Nguyên", Kind::province, kReform);
            kim_phuong = *add_unit(context, "05551", "19", "Xã Kim Phượng", Kind::commune, kReform);
            cao_minh = *add_unit(context, "01879", "19", "Xã Cao Minh", Kind::commune, kReform);
            ban_kim = *add_unit(context, "05551.01", "05551", "Xóm Bản Kim", Kind::hamlet, kReform);
            ban_cao = *add_unit(context, "01879.01", "01879", "Thôn Bản Cao", Kind::hamlet, kReform);
        });
    }
    std::shared_ptr<const Tree> tree() { return current(*product.services); }
    template <class Work>
    std::string refusal_of(Work work) {
        std::string refusal;
        product.contexts->write([&](Context& context) {
            const auto result = work(context);
            refusal = code_of(result);
            return result.has_value();
        });
        return refusal;
    }
    std::string merge(const std::vector<std::string>& codes, const NewUnit& into, Day day) {
        return refusal_of([&](Context& context) { return merge_units(context, codes, into, day); });
    }
    std::string split(const std::string& code, const std::vector<Part>& parts, Day day) {
        return refusal_of([&](Context& context) { return split_unit(context, code, parts, day); });
    }
    std::string rename(const std::string& code, const std::string& name, Kind kind, Day day) {
        return refusal_of([&](Context& context) { return rename_unit(context, code, name, kind, day); });
    }
    std::vector<std::string> lineage() {
        std::vector<std::string> lines;
        within([&](Context& context) {
            for (const auto& row : context.db.run(R"sql(SELECT kind, day FROM units_successions ORDER BY day, from_unit, to_unit)sql")) {
                lines.push_back(db::as_text(row[0]) + " " + to_text({db::as_int(row[1])}));
            }
        });
        return lines;
    }
    UnitId province, kim_phuong, cao_minh, ban_kim, ban_cao;
};
BDH_ON_EVERY_ENGINE(UnitsReforms);

TEST_P(UnitsReforms, AMergerTakesOverPeopleHamletsAndNumbers) {
    within([&](Context& context) {
        set_population(context, kim_phuong, std::nullopt, {9000, 2025, "Niên giám"});
        set_population(context, cao_minh, std::nullopt, {4000, 2025, "Niên giám"});
        set_population(context, cao_minh, TargetGroup::official, {30, 2025, "Danh sách"});
    });
    EXPECT_EQ(merge({"05551", "01879"}, {"05551", "Phường Kim Minh", Kind::ward, "19"}, kLater), "");
    const auto* merged = tree()->find("05551");
    EXPECT_EQ(merged->name, "Phường Kim Minh");
    EXPECT_NE(merged->id, kim_phuong);
    EXPECT_EQ(tree()->find("01879"), nullptr);
    EXPECT_TRUE(tree()->is_within(ban_kim, merged->id));
    EXPECT_TRUE(tree()->is_within(ban_cao, merged->id));
    // Whoever still holds the old ids is led to the new unit.
    EXPECT_EQ(tree()->find(cao_minh), merged);
    EXPECT_TRUE(tree()->is_within(kim_phuong, province));
    EXPECT_THAT(lineage(), ElementsAre("merge 2026-01-01", "merge 2026-01-01"));
    within([&](Context& context) {
        EXPECT_EQ(population(context, merged->id, std::nullopt, 2026)->count, 13000);
        EXPECT_EQ(population(context, merged->id, std::nullopt, 2026)->source, "Cộng các đơn vị hợp nhất; Niên giám");
        EXPECT_EQ(population(context, merged->id, TargetGroup::official, 2026), std::nullopt);
        const auto closure = context.db.run(R"sql(SELECT unit_id FROM units_report_closure WHERE ancestor_id = $1)sql", {merged->id.value});
        EXPECT_EQ(closure.size(), 5u);  // itself, two hamlets, two communes that were
    });
    product.restart();
    EXPECT_EQ(tree()->find(cao_minh)->code, "05551");
}

TEST_P(UnitsReforms, DaysBeforeAMergerStayAsTheyWere) {
    std::set<std::string> before;
    within([&](Context& context) { before = picture(*as_of(context, kLater - 1)); });
    merge({"05551", "01879"}, {"05600", "Xã Kim Minh", Kind::commune, "19"}, kLater);
    within([&](Context& context) {
        EXPECT_EQ(picture(*as_of(context, kLater - 1)), before);
        EXPECT_EQ(as_of(context, kLater - 1)->find("05551")->id, kim_phuong);
        EXPECT_EQ(as_of(context, kLater)->find("05551"), nullptr);
    });
}

TEST_P(UnitsReforms, ASplitPlacesEveryHamlet) {
    EXPECT_EQ(split("05551", {{"05551", "Xã Kim", Kind::commune, {}}, {"05552", "Xã Phượng", Kind::commune, {}}}, kLater), "child_left_over");
    EXPECT_EQ(split("05551", {{"05551", "Xã Kim", Kind::commune, {"01879.01"}}, {"05552", "Xã Phượng", Kind::commune, {}}}, kLater),
              "child_not_of_unit");
    EXPECT_EQ(split("05551", {{"05551", "Xã Kim", Kind::commune, {"05551.01"}}, {"05552", "Xã Phượng", Kind::commune, {"05551.01"}}}, kLater),
              "child_not_of_unit");
    EXPECT_EQ(split("05551", {{"05551", "Xã Kim", Kind::commune, {}}, {"05552", "Xã Phượng", Kind::commune, {"05551.01"}}}, kLater), "");
    EXPECT_EQ(tree()->ancestors(ban_kim).front()->name, "Xã Phượng");
    EXPECT_THAT(lineage(), ElementsAre("split 2026-01-01", "split 2026-01-01"));
    // Nobody knows to which part the people of the old commune belong: until they are placed they count in the province.
    EXPECT_EQ(tree()->find(kim_phuong)->id, province);
}

TEST_P(UnitsReforms, ARenamedUnitStaysItself) {
    EXPECT_EQ(rename("05551", "Phường  Kim Phượng", Kind::ward, kLater), "");
    EXPECT_EQ(tree()->find(kim_phuong)->name, "Phường Kim Phượng");
    EXPECT_EQ(rename("05551", "Phường Phượng", Kind::ward, kLater), "");  // a correction on the same day
    EXPECT_EQ(tree()->find(kim_phuong)->name, "Phường Phượng");
    EXPECT_THAT(lineage(), ElementsAre("rename 2026-01-01"));
    within([&](Context& context) { EXPECT_EQ(as_of(context, kLater - 1)->find("05551")->name, "Xã Kim Phượng"); });
}

TEST_P(UnitsReforms, RefusesWhatMakesNoSense) {
    const NewUnit into{"05600", "Xã Kim Minh", Kind::commune, "19"};
    EXPECT_EQ(merge({"05551", "05551"}, into, kLater), "too_few_units");
    EXPECT_EQ(merge({"05551"}, into, kLater), "too_few_units");
    EXPECT_EQ(merge({"05551", "x"}, into, kLater), "no_such_unit");
    EXPECT_EQ(merge({"05551", "01879"}, into, kReform), "day_too_early");
    EXPECT_EQ(merge({"05551", "01879"}, {"19", "Xã", Kind::commune, "19"}, kLater), "code_taken");
    EXPECT_EQ(merge({"05551", "01879"}, {"05600", "", Kind::commune, "19"}, kLater), "name_empty");
    EXPECT_EQ(merge({"05551", "01879"}, {"05600", "Xã", Kind::commune, ""}, kLater), "parent_kind_wrong");
    EXPECT_EQ(merge({"05551", "01879"}, {"05600", "Phòng", Kind::department, "05551.01"}, kLater), "parent_kind_wrong");
    EXPECT_EQ(split("05551", {{"05551", "Xã Kim", Kind::commune, {"05551.01"}}}, kLater), "too_few_units");
    EXPECT_EQ(split("x", {}, kLater), "no_such_unit");
    EXPECT_EQ(rename("05551", "Thôn Kim", Kind::hamlet, kLater), "parent_kind_wrong");
    EXPECT_EQ(rename("05551", "Xã Kim", Kind::commune, kLater), "");
    EXPECT_EQ(rename("05551", "Xã Phượng", Kind::commune, kLater - 1), "day_too_early");
    EXPECT_EQ(lineage().size(), 1u);
}

TEST_P(UnitsReforms, WillNotHangAUnitBelowItself) {
    within([&](Context& context) {
        for (const auto* code : {"a", "b", "c"}) {
            ASSERT_TRUE(add_unit(context, code, code[0] == 'b' ? "a" : "", "Phòng", Kind::department, kReform));
        }
    });
    EXPECT_EQ(merge({"a", "c"}, {"d", "Phòng", Kind::department, "b"}, kLater), "parent_within");
}

TEST_P(UnitsReforms, ARetiredUnitIsAnnounced) {
    std::vector<std::string> heard;
    product.bus->in_transaction<UnitRetired>(
        [&](Context&, const UnitRetired& event) { heard.push_back(to_text(event.day) + (event.heir ? "" : " nowhere")); });
    merge({"05551", "01879"}, {"05600", "Xã Kim Minh", Kind::commune, "19"}, kLater);
    EXPECT_THAT(heard, ElementsAre("2026-01-01", "2026-01-01"));
}

// Some reform among the departments that stand today; what makes no sense is refused and changes nothing.
void reform_something(Context& context, const std::vector<std::string>& codes, Day day) {
    const auto one = *rc::gen::elementOf(codes), other = *rc::gen::elementOf(codes), fresh = *rc::gen::elementOf(codes);
    switch (*rc::gen::inRange(0, 4)) {
    case 0: (void)rename_unit(context, one, "Phòng " + other, Kind::department, day); break;
    case 1: (void)merge_units(context, {one, other}, {fresh, "Phòng gộp", Kind::department, *rc::gen::elementOf(codes)}, day); break;
    case 2: {
        std::vector<std::string> children;
        const auto tree = as_of(context, day);
        if (const auto* unit = tree->find(one)) {
            for (const auto* child : tree->children(unit->id)) children.push_back(child->code);
        }
        (void)split_unit(context, one, {{other, "Phần một", Kind::department, children}, {fresh, "Phần hai", Kind::department, {}}}, day);
        break;
    }
    default: (void)add_unit(context, one, *rc::gen::elementOf(codes), "Phòng mới", Kind::department, day);
    }
}

TEST_P(UnitsReforms, NoReformEverChangesADayBeforeIt) {
    const std::vector<std::string> codes = {"a", "b", "c", "d", "e", "f", "g", "h"};
    const bool holds = rc::check("as_of stays for earlier days", [&] {
        // Undone at the end, so that the rounds do not slow one another down.
        product.contexts->write([&](Context& context) {
            for (std::size_t index = 0; index < 5; ++index) {
                RC_ASSERT(add_unit(context, codes[index], index < 2 ? "" : codes[index - 2], "Phòng", Kind::department, kReform).has_value());
            }
            std::map<Day, std::set<std::string>> seen;
            auto day = kReform;
            const auto steps = *rc::gen::inRange(1, 7);
            for (int step = 0; step < steps; ++step) {
                day = day + *rc::gen::inRange(1, 3);
                seen[day - 1] = picture(*as_of(context, day - 1));
                reform_something(context, codes, day);
                for (const auto& [earlier, as_it_was] : seen) RC_ASSERT(picture(*as_of(context, earlier)) == as_it_was);
            }
            return false;
        });
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace units
