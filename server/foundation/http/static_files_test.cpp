#include "foundation/http/static_files.h"

#include "foundation/testing/databases.h"

#include <filesystem>
#include <fstream>

namespace {

class StaticFiles : public ::testing::Test {
protected:
    StaticFiles() {
        std::filesystem::create_directories(folder_.path() + "/_app/immutable");
        std::ofstream(folder_.path() + "/index.html") << "<p>trang</p>";
        std::ofstream(folder_.path() + "/_app/immutable/a.js") << "let a";
        std::ofstream(folder_.path() + "/_app/immutable/a.js.br") << "ngắn";
    }
    std::optional<http::Reply> get(const std::string& target, const std::string& encoding = {}) {
        http::Request request;
        request.method = "GET";
        request.target = target;
        if (!encoding.empty()) request.headers.emplace_back("accept-encoding", encoding);
        return http::StaticFiles(folder_.path()).find(request);
    }
    testing_databases::Folder folder_;
};

}  // namespace

TEST_F(StaticFiles, ShowTheAppForAnyPageAlsoOfAHamlet) {
    for (const char* page : {"/", "/xep-hang", "/don-vi/05551.03", "/hoc/bdh-ai-1-01"}) {
        const auto reply = get(page);
        ASSERT_TRUE(reply) << page;
        EXPECT_EQ(reply->body, "<p>trang</p>") << page;
    }
}

TEST_F(StaticFiles, DoNotShowTheAppForAFileThatIsNotThere) {
    for (const char* file : {"/khong-co.js", "/_app/immutable/b.js", "/favicon.ico"}) EXPECT_FALSE(get(file)) << file;
}

TEST_F(StaticFiles, SendWhatTheBrowserUnpacks) {
    EXPECT_EQ(get("/_app/immutable/a.js", "gzip, br")->body, "ngắn");
    EXPECT_EQ(get("/_app/immutable/a.js", "br;q=0")->body, "let a");
    EXPECT_EQ(get("/_app/immutable/a.js")->body, "let a");
}
