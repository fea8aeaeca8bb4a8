#include "passwords/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace {

using namespace identity;

TEST(PasswordRules, CountsCharactersNotBytes) {
    EXPECT_EQ(refuse_password("đẹpđẽ", "lan.nt"), PasswordRefusal::password_too_short);
    EXPECT_EQ(refuse_password("đẹpđẽ ơi", "lan.nt"), std::nullopt);
    EXPECT_EQ(refuse_password(std::string(129, 'a') + "b", "lan.nt"), PasswordRefusal::password_too_long);
}

TEST(PasswordRules, RefusesWhatEverybodyTriesFirst) {
    for (const auto* password : {"12345678", "123456789", "98765432", "67890123", "11111111", "aaaaaaaaaa", "matkhau123", "MatKhau123",
                                 "anhyeuem", "binhdanhoc", "thainguyen", "lan.nguyen", "lan.nguyenlan.nguyen", "LAN.Nguyen"}) {
        EXPECT_EQ(refuse_password(password, "lan.nguyen"), PasswordRefusal::password_too_common) << password;
    }
    EXPECT_EQ(refuse_password("0912345678", "0912345678"), PasswordRefusal::password_too_common);
    for (const auto* password : {"chè xanh thơm ngát", "12340987", "trờimưato"}) EXPECT_EQ(refuse_password(password, "lan.nguyen"), std::nullopt) << password;
}

RC_GTEST_PROP(PasswordRules, EveryResetCodeHasSixDigits, (std::uint32_t number)) {
    const auto code = make_reset_code(number);
    RC_ASSERT(code.size() == 6u);
    RC_ASSERT(std::all_of(code.begin(), code.end(), [](char letter) { return letter >= '0' && letter <= '9'; }));
    RC_ASSERT(normalise_code(code) == code);
}

TEST(PasswordRules, ReadsACodeHoweverItIsTyped) {
    EXPECT_EQ(normalise_code(" k7m2-q9px "), "K7M2Q9PX");
    EXPECT_EQ(normalise_code("483 920"), "483920");
    for (const char letter : kCodeAlphabet) EXPECT_EQ(std::string_view("0O1IL5S2Z8B").find(letter), std::string_view::npos) << letter;
}

}  // namespace
