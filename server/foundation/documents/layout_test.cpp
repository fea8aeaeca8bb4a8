#include "foundation/documents/layout.h"

#include "foundation/documents/embedded_layouts.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace documents;

std::string yaml_of(const std::string& name) {
    for (const auto& [known, yaml] : embedded_layouts()) {
        if (known == name) return yaml;
    }
    return {};
}

// The first problem of the file after one change.
std::string problem_after(const std::string& from, const std::string& to) {
    auto yaml = yaml_of("nghi-dinh-30");
    const auto at = yaml.find(from);
    if (at == std::string::npos) return "nothing to change";
    yaml.replace(at, from.size(), to);
    const auto file = read_layout("layout", yaml);
    if (file.mistakes.empty()) return {};
    return std::to_string(file.mistakes[0].line) + ": " + file.mistakes[0].message;
}

TEST(DocumentsLayout, KnowsBothFamilies) {
    EXPECT_EQ(layout_names(), (std::vector<std::string>{"nghi-dinh-30", "van-ban-dang"}));
    EXPECT_EQ(find_layout("bao-cao"), nullptr);
}

// Nghị định 30/2020/NĐ-CP, Phụ lục I: the ranges it gives.
TEST(DocumentsLayout, StaysInsideTheDecreesRanges) {
    const auto& layout = *find_layout("nghi-dinh-30");
    EXPECT_EQ(layout.font, "Times New Roman");
    EXPECT_EQ(layout.page.width_mm, 210);
    EXPECT_EQ(layout.page.height_mm, 297);
    const auto within = [](double value, double min, double max) { return value >= min && value <= max; };
    EXPECT_TRUE(within(layout.page.top_mm, 20, 25) && within(layout.page.bottom_mm, 20, 25));
    EXPECT_TRUE(within(layout.page.left_mm, 30, 35) && within(layout.page.right_mm, 15, 20));
    const auto expect = [&](Role role, double min, double max, bool bold, bool italic, bool caps) {
        const auto& style = layout.style(role);
        EXPECT_TRUE(within(style.size_pt, min, max)) << style.label;
        EXPECT_EQ(style.bold, bold) << style.label;
        EXPECT_EQ(style.italic, italic) << style.label;
        EXPECT_EQ(style.caps, caps) << style.label;
    };
    expect(Role::state_name, 12, 13, true, false, true);
    expect(Role::motto, 13, 14, true, false, false);
    expect(Role::superior_body, 12, 13, false, false, true);
    expect(Role::issuing_body, 12, 13, true, false, true);
    expect(Role::number, 13, 13, false, false, false);
    expect(Role::place_and_date, 13, 14, false, true, false);
    expect(Role::kind, 13, 14, true, false, true);
    expect(Role::summary, 13, 14, true, false, false);
    expect(Role::basis, 13, 14, false, true, false);
    expect(Role::body, 13, 14, false, false, false);
    expect(Role::heading_1, 13, 14, true, false, true);
    expect(Role::heading_2, 13, 14, true, false, false);
    expect(Role::heading_3, 13, 14, false, false, false);
    expect(Role::capacity, 13, 14, true, false, true);
    expect(Role::signer, 13, 14, true, false, false);
    expect(Role::addressees, 13, 14, false, false, false);
    expect(Role::recipients_head, 12, 12, true, true, false);
    expect(Role::recipients, 11, 11, false, false, false);
    expect(Role::appendix_name, 14, 14, true, false, false);
    expect(Role::appendix_title, 13, 14, true, false, true);
    expect(Role::appendix_reference, 13, 14, false, true, false);
    expect(Role::page_number, 13, 14, false, false, false);
    const auto& body = layout.style(Role::body);
    EXPECT_EQ(body.align, Align::both);
    EXPECT_TRUE(body.first_line_mm == 10 || body.first_line_mm == 12.7);
    EXPECT_GE(body.after_pt + body.before_pt, 6);
    EXPECT_TRUE(within(body.line, 1, 1.5));
    EXPECT_EQ(layout.state_rule_percent, 100);
    EXPECT_TRUE(within(layout.issuing_rule_percent, 34, 50) && within(layout.summary_rule_percent, 34, 50));
}

TEST(DocumentsLayout, SaysWhatIsNotKnownOfPartyDocuments) {
    const auto& layout = *find_layout("van-ban-dang");
    EXPECT_FALSE(layout.verified);
    EXPECT_FALSE(layout.known.empty());
    EXPECT_FALSE(layout.unknown.empty());
    EXPECT_NE(warning_of(layout).find("lề trang"), std::string::npos);
    EXPECT_EQ(warning_of(*find_layout("nghi-dinh-30")), "");
}

TEST(DocumentsLayout, NamesStylesOnce) {
    for (const auto& name : layout_names()) {
        std::set<std::string> labels;
        for (const auto& style : find_layout(name)->styles)
            EXPECT_TRUE(labels.insert(style.label).second) << name << ": " << style.label;
    }
}

TEST(DocumentsLayout, TellsMistakesWithTheirLine) {
    EXPECT_EQ(problem_after("verified: true", "verified: maybe"), "6: field 'verified' must be yes or no");
    EXPECT_EQ(problem_after("left_mm: 30", "left_mm: wide"), "20: field 'left_mm' must be a number such as 1234.5");
    EXPECT_EQ(problem_after("left_mm: 30", "left_mm: nan"), "20: 'left_mm' must be a number from 10 to 50");
    EXPECT_EQ(problem_after("font: ", "fount: "), "3: field 'font' is missing");
    EXPECT_NE(problem_after("align: both", "align: justify").find("'align' is"), std::string::npos);
    EXPECT_NE(problem_after("date_beside: number", "date_beside: nothing").find("'date_beside' is"), std::string::npos);
    EXPECT_NE(problem_after("  signer:", "  signers:").find("field 'signer' is missing"), std::string::npos);
    EXPECT_NE(problem_after("  left_mm: 30", "  left_mm: 30\n  leftmost_mm: 3").find("unknown field 'leftmost_mm'"), std::string::npos);
    EXPECT_FALSE(read_layout("layout", "").mistakes.empty());
    EXPECT_FALSE(read_layout("layout", "[1, 2").mistakes.empty());
    EXPECT_FALSE(read_layout("layout", "layout: 1").mistakes.empty());
}

}  // namespace
