#include "hand_ins/rules.h"

#include <gtest/gtest.h>

namespace {

using namespace learning::hand_ins;
using learning::tasks::State;

constexpr Instant at(std::int64_t ms) { return {ms}; }

TEST(HandInRules, TakesTheFirstOne) { EXPECT_EQ(outcome_of(at(5), {}, {}), Outcome::takes_its_place); }

TEST(HandInRules, LetsTheLaterOfTwoDevicesStand) {
    EXPECT_EQ(outcome_of(at(5), {}, Seen{at(9), State::handed_in}), Outcome::is_older);
    EXPECT_EQ(outcome_of(at(9), {}, Seen{at(5), State::handed_in}), Outcome::takes_its_place);
    EXPECT_EQ(outcome_of(at(9), {}, Seen{at(5), State::returned}), Outcome::takes_its_place);
}

TEST(HandInRules, BelievesWhoSawWhatStandsRatherThanTheirClock) {
    EXPECT_EQ(outcome_of(at(5), Seen{at(9), State::returned}, Seen{at(9), State::returned}), Outcome::takes_its_place);
    EXPECT_EQ(outcome_of(at(5), Seen{at(8), State::returned}, Seen{at(9), State::returned}), Outcome::is_older);
}

TEST(HandInRules, UndoesNoAcceptanceThatTheLearnerDidNotKnowOf) {
    EXPECT_EQ(outcome_of(at(9), {}, Seen{at(5), State::accepted}), Outcome::accepted_unknowingly);
    EXPECT_EQ(outcome_of(at(9), Seen{at(5), State::handed_in}, Seen{at(5), State::accepted}), Outcome::accepted_unknowingly);
    EXPECT_EQ(outcome_of(at(9), Seen{at(5), State::accepted}, Seen{at(5), State::accepted}), Outcome::takes_its_place);
}

}  // namespace
