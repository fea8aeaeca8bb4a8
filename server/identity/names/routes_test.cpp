// The words under which people are found come, change and go with them.
#include "names/actions.h"
#include "routes_test.h"

#include <gmock/gmock.h>

namespace identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NameWords : public identity_test::IdentityTest {
protected:
    std::vector<std::string> words() {
        std::vector<std::string> words;
        within([&](Context& context) {
            for (const auto& row : context.db.run("SELECT word FROM identity_name_words ORDER BY word")) words.push_back(db::as_text(row[0]));
        });
        return words;
    }
};
BDH_ON_EVERY_ENGINE(NameWords);

TEST_P(NameWords, FollowWhoeverJoinsChangesTheirNameOrLeaves) {
    const auto lan = join();
    ASSERT_EQ(lan.status, 201) << lan.raw;
    EXPECT_THAT(words(), ElementsAre("0912345678", "lan", "nguyen", "thi"));
    ASSERT_EQ(call("PATCH", "/api/v1/me", boost::json::object{{"full_name", "Nguyễn Thị Hoa"}}, lan.cookie).status, 200);
    EXPECT_THAT(words(), ElementsAre("0912345678", "hoa", "nguyen", "thi"));
    ASSERT_EQ(call("POST", "/api/v1/me/deletion", boost::json::object{{"password", identity_test::kPassword}}, lan.cookie).status, 200);
    EXPECT_THAT(words(), IsEmpty());
}

TEST_P(NameWords, OfThoseWhoWereThereBeforeAreFoundAtTheNextStart) {
    add_member("minh.tv", "05551.01");
    within([](Context& context) { context.db.run("DELETE FROM identity_name_words"); });
    product.restart();
    EXPECT_THAT(words(), ElementsAre("minh", "tran", "tv", "van"));
    product.restart();
    EXPECT_THAT(words(), ElementsAre("minh", "tran", "tv", "van"));
}

TEST_P(NameWords, OfThoseWhomAnOlderServerAddedAreFoundTheNextNight) {
    const auto minh = add_member("minh.tv", "05551.01");
    add_member("lan", "05551.01");
    within([&](Context& context) { context.db.run("DELETE FROM identity_name_words WHERE account_id = $1", {minh.id.value}); });
    EXPECT_THAT(words(), ElementsAre("lan", "minh", "tran", "van"));
    fill_missing_words(*product.contexts);
    EXPECT_EQ(words().size(), 8u);
    fill_missing_words(*product.contexts);
    EXPECT_EQ(words().size(), 8u);
}

}  // namespace
}  // namespace identity
