#include "foundation/http/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

enum class Colour { green, amber };
BOOST_DESCRIBE_ENUM(Colour, green, amber)

struct Leaf {
    Text<1, 5> name;
    Whole<0, 10> count;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (name, count))

struct Branch {
    Colour colour = Colour::green;
    List<Leaf, 2> leaves;
    std::optional<std::string> note;
    Day day;
    bool cut = false;
};
BOOST_DESCRIBE_STRUCT(Branch, (), (colour, leaves, note, day, cut))

Problem refusal_of(std::string_view text) {
    const auto parsed = http::parse_json(text);
    if (!parsed) return parsed.error();
    const auto read = http::read<Branch>(*parsed);
    EXPECT_FALSE(read.has_value()) << text;
    return read ? Problem{} : read.error();
}

constexpr auto kGood = R"({"colour":"amber","leaves":[{"name":"chè","count":3}],"day":"2026-11-22","cut":true})";

}  // namespace

TEST(Json, ReadsWhatItDescribes) {
    const auto branch = http::read<Branch>(*http::parse_json(kGood));
    ASSERT_TRUE(branch) << branch.error().code;
    EXPECT_EQ(branch->colour, Colour::amber);
    EXPECT_EQ(branch->leaves.values.at(0).name.value, "chè");
    EXPECT_EQ(branch->note, std::nullopt);
    EXPECT_EQ(http::read<Branch>(http::to_json(*branch))->leaves.size(), 1u);
}

TEST(Json, PointsAtTheFieldThatIsWrong) {
    struct Case {
        const char* text;
        const char* code;
        const char* field;
    };
    for (const auto& [text, code, field] : {
             Case{R"({"colour":"red","leaves":[],"day":"2026-11-22","cut":true})", "field_not_allowed", "/colour"},
             Case{R"({"colour":"green","leaves":[{"name":"chè","count":11}],"day":"2026-11-22","cut":true})", "field_out_of_range", "/leaves/0/count"},
             Case{R"({"colour":"green","leaves":[{"name":"","count":1}],"day":"2026-11-22","cut":true})", "field_empty", "/leaves/0/name"},
             Case{R"({"colour":"green","leaves":[{"name":"bạch đàn","count":1}],"day":"2026-11-22","cut":true})", "field_too_long", "/leaves/0/name"},
             Case{R"({"colour":"green","leaves":[{"name":"a","count":1.5}],"day":"2026-11-22","cut":true})", "field_type", "/leaves/0/count"},
             Case{R"({"colour":"green","leaves":[],"day":"2026-02-30","cut":true})", "field_type", "/day"},
             Case{R"({"colour":"green","leaves":[],"day":"2026-11-22"})", "field_missing", "/cut"},
             Case{R"({"colour":"green","leaves":[],"day":"2026-11-22","cut":1})", "field_type", "/cut"},
             Case{R"({"colour":"green","leaves":[],"day":"2026-11-22","cut":true,"x":1})", "field_unknown", "/x"},
             Case{R"({"colour":"green","leaves":[1,2,3],"day":"2026-11-22","cut":true})", "field_too_long", "/leaves"},
             Case{R"({"colour":"green","leaves":[],"note":"a\u0000b","day":"2026-11-22","cut":true})", "text_not_clean", "/note"},
             Case{"[]", "field_type", ""},
         }) {
        const auto refusal = refusal_of(text);
        EXPECT_EQ(refusal.code, code) << text;
        EXPECT_EQ(refusal.field, field) << text;
    }
}

TEST(Json, RefusesDuplicateKeysAtAnyDepth) {
    EXPECT_EQ(http::parse_json(R"({"a":1,"a":2})").error().code, "json_duplicate_key");
    EXPECT_EQ(http::parse_json(R"([{"b":{"a":1,"\u0061":2}}])").error().code, "json_duplicate_key");
    EXPECT_TRUE(http::parse_json(R"([{"a":1},{"a":2}])"));
}

TEST(Json, RefusesWhatIsNotOneDocument) {
    for (const char* text : {"", "{", "{}{}", "nul", "{\"a\":01}", "\"\xff\"", "{\"a\":1,}"}) {
        EXPECT_EQ(http::parse_json(text).error().code, "json_malformed") << text;
    }
    EXPECT_EQ(http::parse_json(std::string(40, '[') + std::string(40, ']')).error().code, "json_malformed");
}

TEST(Json, MakesTextNfc) {
    const auto read = http::read<Leaf>(*http::parse_json("{\"name\":\"che\xCC\x80\",\"count\":0}"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name.value, "chè");
}

TEST(Json, DescribesItselfAsASchema) {
    http::Schemas schemas;
    EXPECT_EQ(http::Shape<Branch>::schema(schemas).at("$ref").as_string(), "#/components/schemas/Branch");
    const auto& branch = schemas.components.at("Branch").as_object();
    EXPECT_EQ(branch.at("required").as_array().size(), 4u);
    EXPECT_EQ(schemas.components.at("Leaf").at("properties").at("name").at("maxLength").to_number<int>(), 5);
}

RC_GTEST_PROP(Json, NeverFailsOtherThanByRefusing, (const std::string& bytes)) {
    const auto parsed = http::parse_json(bytes);
    if (parsed) (void)http::read<Branch>(*parsed);
}

RC_GTEST_PROP(Json, WritesAnyTextSoThatItReadsBack, (const std::vector<std::uint8_t>& bytes)) {
    std::string text;
    for (const auto byte : bytes) text += static_cast<char>(byte & 0x7f);
    text += "\"\\\n\x01 chè";
    RC_ASSERT(boost::json::parse(http::to_json_text(text)) == boost::json::value(text));
}

RC_GTEST_PROP(Json, WritesAnyNumberSoThatItReadsBack, (double number, std::int64_t whole)) {
    RC_PRE(std::isfinite(number));
    // Boost.JSON reads the last digit of a double inexactly.
    RC_ASSERT(std::stod(http::to_json_text(number)) == number);
    RC_ASSERT(boost::json::parse(http::to_json_text(whole)).as_int64() == whole);
}
