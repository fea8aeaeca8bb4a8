#include "reminders/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace campaign::reminders {
namespace {

const Day kDue = *parse_day("2026-11-20");

TEST(Reminders, ComeThreeDaysBeforeAndOnceAWeekAfter) {
    EXPECT_EQ(stage_of(kDue, kDue - 4), std::nullopt);
    EXPECT_EQ(stage_of(kDue, kDue - 3), "soon");
    EXPECT_EQ(stage_of(kDue, kDue), "soon");
    EXPECT_EQ(stage_of(kDue, kDue + 1), "late_0");
    EXPECT_EQ(stage_of(kDue, kDue + 7), "late_0");
    EXPECT_EQ(stage_of(kDue, kDue + 8), "late_1");
    EXPECT_EQ(stage_of(kDue, kDue + 56), "late_7");
    EXPECT_EQ(stage_of(kDue, kDue + 57), std::nullopt);
    EXPECT_FALSE(goes_up(kDue, kDue + 14));
    EXPECT_TRUE(goes_up(kDue, kDue + 15));
}

RC_GTEST_PROP(RemindersProperty, NobodyIsRemindedOfOneThingMoreThanNineTimes, ()) {
    std::set<std::string> stages;
    for (const auto day : *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-400, 400))) {
        if (const auto stage = stage_of(kDue, kDue + day)) stages.insert(*stage);
    }
    RC_ASSERT(stages.size() <= 9u);
}

TEST(Reminders, EveryTemplateReadsAndKnowsOnlyWhatIsFilledIn) {
    std::set<std::string> names;
    for (const auto& [name, text] : embedded_texts()) {
        names.insert(name);
        const auto words = read_template(text);
        ASSERT_TRUE(words) << name;
        const auto filled = fill(words->subject + words->text, {{"title", "a"}, {"plan", "b"}, {"unit", "c"}, {"due", "d"}, {"days", "e"}, {"link", "f"}});
        EXPECT_EQ(filled.find('{'), std::string::npos) << name << ": " << filled;
    }
    EXPECT_EQ(names, (std::set<std::string>{"report_late", "report_soon", "task_late", "task_soon"}));
}

TEST(Reminders, AValueIsNeverReadAsATemplate) {
    EXPECT_EQ(fill("{title} – {due}", {{"title", "{due}{x}"}, {"due", "ngày"}}), "{due}{x} – ngày");
    EXPECT_EQ(fill("mở { và {lạ}", {}), "mở { và {lạ}");
    EXPECT_EQ(shown(kDue), "20/11/2026");
}

TEST(Reminders, SendingIsTriedSixTimesEverMoreSeldom) {
    const Instant now{1'000'000};
    std::int64_t waited = 0;
    for (std::int64_t tries = 1; tries <= 5; ++tries) {
        const auto next = next_try(tries, now);
        ASSERT_TRUE(next);
        EXPECT_GT(*next - now, waited);
        waited = *next - now;
    }
    EXPECT_FALSE(next_try(6, now));
}

}  // namespace
}  // namespace campaign::reminders
