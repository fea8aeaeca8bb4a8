#include "number/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

using marking::number::is_close;
using marking::number::read;

TEST(MarkingNumber, ReadsVietnameseAndPlainForms) {
    for (const auto& [text, value] : std::vector<std::pair<std::string, double>>{
             {"1.234,5", 1234.5}, {"1234.5", 1234.5}, {"1234,5", 1234.5}, {"1 234,5", 1234.5}, {"1,234.5", 1234.5},
             {"1\u00A0234,5", 1234.5}, {"1.234.567", 1234567}, {"1,234,567.25", 1234567.25}, {"12 345 678", 12345678},
             {"0", 0}, {"007", 7}, {"3,14", 3.14}, {"3.14", 3.14}, {"0,5", 0.5}, {" 42 ", 42}, {"42.", 42}}) {
        EXPECT_EQ(read(text, ""), value) << text;
    }
}

TEST(MarkingNumber, ReadsOnePointAsThousandsWhenItCan) {
    EXPECT_EQ(read("1.234", ""), 1234);
    EXPECT_EQ(read("123.456", ""), 123456);
    EXPECT_EQ(read("0.125", ""), 0.125);
    EXPECT_EQ(read("1234.567", ""), 1234.567);
    EXPECT_EQ(read("1.2345", ""), 1.2345);
    EXPECT_EQ(read("1 234.567", ""), 1234.567);
}

TEST(MarkingNumber, ReadsOneCommaAsDecimal) { EXPECT_EQ(read("1,234", ""), 1.234); }

TEST(MarkingNumber, ReadsSigns) {
    EXPECT_EQ(read("-5", ""), -5);
    EXPECT_EQ(read("−5,5", ""), -5.5);  // U+2212
    EXPECT_EQ(read("- 5", ""), -5);
    EXPECT_EQ(read("+5", ""), 5);
    EXPECT_EQ(read("-1.234,5", ""), -1234.5);
}

TEST(MarkingNumber, TakesTheItemsUnitAndNoOther) {
    EXPECT_EQ(read("50%", "%"), 50);
    EXPECT_EQ(read("50 %", "%"), 50);
    EXPECT_EQ(read("50", "%"), 50);
    EXPECT_EQ(read("1.500 ĐỒNG", "đồng"), 1500);
    EXPECT_EQ(read("50%", ""), std::nullopt);
    EXPECT_EQ(read("5 kg", "g"), std::nullopt);
    EXPECT_EQ(read("kg", "kg"), std::nullopt);
}

TEST(MarkingNumber, RefusesWhatIsNoNumber) {
    for (const std::string text :
         {"", " ", "-", "+", "abc", "NaN", "inf", "-inf", "1e5", "0x10", "1.2.3", "1,2,3", "1.23.456", "1234.567.890",
          "1.234,5,6", "1,234.5.6", "1..234", "1 23", "12 34,5", "--5", "5-", "1 2", ",5", "1.234 567", "5 . 5",
          "1234567890123456", "99999999999999999999999999", "\xFF", "١٢"}) {
        EXPECT_EQ(read(text, ""), std::nullopt) << text;
    }
}

TEST(MarkingNumber, DropsDigitsPastTheFifteenth) {
    EXPECT_EQ(read("3.14159265358979323846", ""), 3.14159265358979);
    EXPECT_EQ(read("123456789012345,9", ""), 123456789012345);
}

TEST(MarkingNumber, ComparesWithinTheTolerance) {
    EXPECT_TRUE(is_close(1.1, 1.0, 0.1));
    EXPECT_TRUE(is_close(0.3, 0.1 + 0.2, 0));
    EXPECT_FALSE(is_close(1.11, 1.0, 0.1));
    EXPECT_FALSE(is_close(123456789012346, 123456789012345, 0));
    EXPECT_FALSE(is_close(1e-15, 0, 0));
    EXPECT_TRUE(is_close(0, -0.0, 0));
}

// strtod rounds correctly, so it is the oracle for plain decimals.
RC_GTEST_PROP(MarkingNumber, ReadsTheNearestDouble, ()) {
    const auto whole = *rc::gen::inRange<std::int64_t>(1000, 100000000);
    const auto fraction = *rc::gen::inRange<int>(0, 1000000);
    const bool negative = *rc::gen::arbitrary<bool>();
    const auto text = (negative ? "-" : "") + std::to_string(whole) + "." + std::to_string(fraction);
    RC_ASSERT(read(text, "") == std::strtod(text.c_str(), nullptr));
}

RC_GTEST_PROP(MarkingNumber, NeverReadsAnythingButFiniteNumbers, ()) {
    const auto digits = rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789.,-+ eEnaif%")));
    const auto text = *rc::gen::oneOf(digits, rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    const auto value = read(text, "%");
    if (value) RC_ASSERT(std::isfinite(*value) && std::fabs(*value) < 1e15);
}
