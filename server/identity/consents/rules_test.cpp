#include "consents/rules.h"

#include <gtest/gtest.h>

namespace {

using namespace identity;

ConsentAnswer yes(Purpose purpose) { return {purpose, {consent_text(purpose).version}}; }

TEST(ConsentRules, NeedsLearningAndNothingElse) {
    EXPECT_EQ(refuse_consents({yes(Purpose::learning)}), std::nullopt);
    EXPECT_EQ(refuse_consents({}), ConsentRefusal::consent_required);
    EXPECT_EQ(refuse_consents({yes(Purpose::research), yes(Purpose::notifications)}), ConsentRefusal::consent_required);
}

TEST(ConsentRules, TakesAYesOnlyToTheTextInForce) {
    EXPECT_EQ(refuse_consents({yes(Purpose::learning), {Purpose::research, {"2001-01"}}}), ConsentRefusal::consent_text_changed);
    EXPECT_EQ(refuse_consent_change(Purpose::research, "2001-01", true), ConsentRefusal::consent_text_changed);
    EXPECT_EQ(refuse_consent_change(Purpose::research, "2001-01", false), std::nullopt);  // a no needs no text
}

TEST(ConsentRules, HasOneTextForEachPurposeAndOneRequired) {
    int required = 0;
    for (const auto purpose : {Purpose::learning, Purpose::ranking_name, Purpose::research, Purpose::notifications}) {
        EXPECT_FALSE(consent_text(purpose).text.empty());
        required += consent_text(purpose).required;
    }
    EXPECT_EQ(required, 1);
    EXPECT_EQ(refuse_consent_change(Purpose::learning, "", false), ConsentRefusal::consent_required);
}

}  // namespace
