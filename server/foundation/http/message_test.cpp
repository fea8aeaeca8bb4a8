#include "foundation/http/message.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using http::parse_multipart;
using http::parse_target;

TEST(Message, SplitsATarget) {
    const auto target = parse_target("/api/v1/units/search?q=kim%20ph%C6%B0%E1%BB%A3ng+a&limit=3");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v1/units/search");
    EXPECT_EQ(target->query.at("q"), "kim phượng a");
    EXPECT_EQ(target->query.at("limit"), "3");
}

TEST(Message, RefusesMalformedTargets) {
    for (const char* target : {"", "x", "/%", "/%2", "/%zz", "/?a=1&a=2", "/%ff", "/%00"}) EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Message, ReadsOneCookieAmongOthers) {
    http::Request request;
    request.headers = {{"cookie", "a=1; bdh_session=abc; b=2"}};
    EXPECT_EQ(request.cookie("bdh_session"), "abc");
    EXPECT_EQ(request.cookie("c"), std::nullopt);
}

TEST(Message, TakesNoCookieThatWasSentTwice) {
    http::Request request;
    request.headers = {{"cookie", "bdh_session=abc"}, {"cookie", "bdh_session=def"}};
    EXPECT_EQ(request.cookie("bdh_session"), std::nullopt);
}

TEST(Message, ReadsAFileAndItsFields) {
    const std::string body =
        "--X\r\nContent-Disposition: form-data; name=\"target_group\"\r\n\r\nofficial\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"danh sách.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n--X--\r\n";
    const auto upload = parse_multipart("multipart/form-data; boundary=X", body);
    ASSERT_TRUE(upload) << upload.error().code;
    EXPECT_EQ(upload->file_name, "danh sách.csv");
    EXPECT_EQ(upload->bytes, "a,b\r\n1,2\r\n");
    EXPECT_EQ(upload->fields.at("target_group"), "official");
}

TEST(Message, RefusesBrokenForms) {
    const std::string file = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n";
    EXPECT_EQ(parse_multipart("application/json", "{}").error().code, "upload_expected");
    EXPECT_EQ(parse_multipart("multipart/form-data", file + "--X--").error().code, "upload_expected");
    for (const auto& body : {std::string(), std::string("--X--"), file, file + file + "--X--", std::string("--X\r\n\r\n\r\n--X--")}) {
        EXPECT_EQ(parse_multipart("multipart/form-data; boundary=X", body).error().code, "upload_malformed") << body;
    }
}

RC_GTEST_PROP(Message, ReadsAnyBytesWithoutHarm, (const std::string& type, const std::string& body)) {
    (void)parse_multipart("multipart/form-data; boundary=" + type, "--" + type + body);
    (void)parse_target("/" + body);
}
