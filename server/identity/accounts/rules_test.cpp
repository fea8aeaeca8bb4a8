#include "accounts/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace identity;

TEST(LoginRules, FoldsEveryWritingOfAMobileNumberIntoOne) {
    for (const auto* typed : {"0912345678", "0912 345 678", "0912.345.678", "(0912) 345-678", "+84912345678", "+84 912 345 678",
                              "84912345678", "0084912345678", "  0912345678  "}) {
        EXPECT_EQ(normalise_login(typed), "0912345678") << typed;
    }
}

TEST(LoginRules, RefusesNumbersThatAreNoMobileNumber) {
    for (const auto* typed : {"091234567", "09123456789", "0112345678", "0212345678", "12345678", "+1912345678", "+849123456789", "0000000000"}) {
        EXPECT_EQ(normalise_login(typed), std::nullopt) << typed;
    }
}

TEST(LoginRules, LowersUserNamesAndRefusesWhatIsNone) {
    EXPECT_EQ(normalise_login("Lan.NT"), "lan.nt");
    EXPECT_EQ(normalise_login("co-hoa_5"), "co-hoa_5");
    for (const auto* typed : {"", "ab", "lan nt", "lân", "lan@nt", "a234567890123456789012345678901234567890x", "__.", "lan\nnt", "<b>lan"}) {
        EXPECT_EQ(normalise_login(typed), std::nullopt) << typed;
    }
}

RC_GTEST_PROP(LoginRules, NormalisingTwiceChangesNothing, (const std::string& typed)) {
    const auto once = normalise_login(typed);
    if (!once) return;
    RC_ASSERT(normalise_login(*once) == once);
}

TEST(NameRules, TakesNamesOfAllPeoplesOfTheCountry) {
    for (const auto* name : {"Nguyễn Thị Lan", "Hoàng Ươm", "Y Bhiok Niê", "K'Brôi", "Lò Thị Hặc", "Đặng Văn Ngọc-Minh", "Nguyễn T. Hoa", "李小龙"}) {
        EXPECT_EQ(normalise_full_name(name), name) << name;
    }
    EXPECT_EQ(normalise_full_name("  Nguyễn   Thị\tLan "), "Nguyễn Thị Lan");
    EXPECT_EQ(normalise_full_name("K’Brôi"), "K'Brôi");
}

TEST(NameRules, RefusesWhatIsNoName) {
    for (const auto* name : {"", " ", "A", "Lan 2", "<script>", "-- --", "Lan;Hoa", "0912345678", "Lan🙂", "=1+1"}) {
        EXPECT_EQ(normalise_full_name(name), std::nullopt) << name;
    }
    EXPECT_EQ(normalise_full_name(std::string(81, 'a')), std::nullopt);
}

TEST(NameRules, AllowsNumbersInNicknamesOnly) {
    EXPECT_EQ(normalise_nickname("Lá chè 482"), "Lá chè 482");
    EXPECT_EQ(normalise_nickname("...."), std::nullopt);
    EXPECT_EQ(normalise_nickname("một biệt danh dài quá hai mươi bốn chữ"), std::nullopt);
}

RC_GTEST_PROP(NameRules, EveryDrawnNicknameIsOneThatMayBeChosen, (std::uint32_t word, std::uint32_t number)) {
    const auto nickname = make_nickname(word, number);
    RC_ASSERT(normalise_nickname(nickname) == nickname);
}

TEST(AgeRules, CountsWhoeverTurnsSixteenThisYearAsNotYetGrown) {
    EXPECT_FALSE(is_surely_grown(2011, 2026));
    EXPECT_FALSE(is_surely_grown(2010, 2026));  // fifteen until the birthday
    EXPECT_TRUE(is_surely_grown(2009, 2026));
}

TEST(AgeRules, RefusesYearsNobodyLearningHereWasBornIn) {
    EXPECT_TRUE(is_birth_year(1968, 2026));
    EXPECT_FALSE(is_birth_year(68, 2026));
    EXPECT_FALSE(is_birth_year(1905, 2026));
    EXPECT_FALSE(is_birth_year(2027, 2026));
    EXPECT_FALSE(is_birth_year(2024, 2026));
}

TEST(GreetingRules, UsesTheGivenNameWhichStandsLast) {
    EXPECT_EQ(greeting_name(AddressForm::bac, "Nguyễn Thị Hoa"), "bác Hoa");
    EXPECT_EQ(greeting_name(AddressForm::ban, "Lan"), "bạn Lan");
}

TEST(LoginRules, MakesAUserNameFromANameForWhoHasNoPhone) {
    EXPECT_EQ(make_login("Nguyễn Thị Lan", 1), "lan.nt");
    EXPECT_EQ(make_login("Đặng Văn Đức", 3), "duc.dv3");
    EXPECT_EQ(make_login("An", 1), "an11");
    EXPECT_EQ(make_login("李小龙", 1), "hocvien");
}

RC_GTEST_PROP(LoginRules, EveryMadeUserNameIsAUserName, (const std::string& name)) {
    const auto attempt = *rc::gen::inRange(1, 500);
    const auto login = make_login(name, attempt);
    RC_ASSERT(normalise_login(login) == login);
}

}  // namespace
