#include "foundation/http/ranges.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using http::Reply;
using http::Request;

namespace {

const std::string kBody = "0123456789";

Reply whole() { return {200, "application/gzip", kBody, {{"ETag", "\"v1\""}}}; }

Reply ask(const std::string& range, const std::string& if_range = {}) {
    Request request;
    request.headers = {{"range", range}};
    if (!if_range.empty()) request.headers.emplace_back("if-range", if_range);
    return http::answer_in_part(whole(), request);
}

std::string header(const Reply& reply, const std::string& name) {
    for (const auto& [each, value] : reply.headers) {
        if (each == name) return value;
    }
    return {};
}

TEST(Ranges, GoOnWhereTheLineBroke) {
    const auto rest = ask("bytes=4-", "\"v1\"");
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(rest.body, "456789");
    EXPECT_EQ(header(rest, "Content-Range"), "bytes 4-9/10");
    EXPECT_EQ(ask("bytes=2-4").body, "234");
    EXPECT_EQ(ask("bytes=8-99").body, "89");
    EXPECT_EQ(ask("bytes=-3").body, "789");
    EXPECT_EQ(ask("bytes=-99").body, kBody);
}

TEST(Ranges, SendTheWholeWhenItIsAnotherVersionOrUnreadable) {
    EXPECT_EQ(ask("bytes=4-", "\"v0\"").status, 200);
    for (const char* odd :
         {"", "bytes=", "bytes=-", "bytes=a-3", "bytes=3-a", "bytes=5-4", "bytes=0-1,3-4", "lines=1-2", "bytes=--1"}) {
        EXPECT_EQ(ask(odd).status, 200) << odd;
        EXPECT_EQ(ask(odd).body, kBody) << odd;
    }
}

TEST(Ranges, RefuseWhatLiesBeyondTheEnd) {
    EXPECT_EQ(ask("bytes=10-").status, 416);
    EXPECT_EQ(header(ask("bytes=10-"), "Content-Range"), "bytes */10");
    EXPECT_EQ(ask("bytes=-0").status, 416);
}

TEST(Ranges, SayThatNothingChanged) {
    Request request;
    request.headers = {{"if-none-match", "\"v1\""}};
    const auto reply = http::answer_in_part(whole(), request);
    EXPECT_EQ(reply.status, 304);
    EXPECT_TRUE(reply.body.empty());
}

TEST(Ranges, LeaveOtherRepliesAlone) {
    Request request;
    request.headers = {{"range", "bytes=1-2"}};
    EXPECT_EQ(http::answer_in_part({200, "text/plain", kBody, {}}, request).body, kBody);
    EXPECT_EQ(http::answer_in_part({404, "text/plain", kBody, {{"ETag", "\"v1\""}}}, request).status, 404);
}

RC_GTEST_PROP(Ranges, PutTogetherAreTheWhole, ()) {
    std::string body;
    while (body.size() < kBody.size()) {
        const auto first = body.size();
        const auto last = first + *rc::gen::inRange<std::size_t>(0, 5);
        body += ask("bytes=" + std::to_string(first) + "-" + std::to_string(last)).body;
    }
    RC_ASSERT(body == kBody);
}

}  // namespace
