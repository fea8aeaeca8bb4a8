#include "packs/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "packs/actions.h"

namespace curriculum {
namespace {

namespace fs = std::filesystem;

class CurriculumPackFiles : public ::testing::Test {
protected:
    CurriculumPackFiles() { fs::create_directories(folder_); }
    ~CurriculumPackFiles() override { fs::remove_all(folder_); }
    void put(const std::string& name, const std::string& bytes) {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    fs::path folder_ = fs::temp_directory_path() / ("bdh_pack_" + std::to_string(getpid())) / "vi-du";
    std::vector<PackProblem> problems_;
};

TEST_F(CurriculumPackFiles, ReadsWhatLiesThere) {
    put("pack.yaml", "name: vi-du\n");
    put("level-1/images/a.svg", "<svg/>");
    put(".hidden", "x");
    const auto read = store::read_folder(folder_.string() + "/", problems_);
    EXPECT_TRUE(problems_.empty());
    EXPECT_EQ(read.name, "vi-du");
    ASSERT_EQ(read.files.size(), 2u);
    EXPECT_EQ(read.files.at("level-1/images/a.svg"), "<svg/>");
}

TEST_F(CurriculumPackFiles, RefusesHugeFilesLinksAndMissingFolders) {
    put("pack.yaml", std::string(1024 * 1024 + 1, 'x'));
    fs::create_symlink("/etc/passwd", folder_ / "level.yaml");
    const auto read = store::read_folder(folder_.string(), problems_);
    EXPECT_TRUE(read.files.empty());
    const auto told = list_problems(problems_);
    EXPECT_NE(told.find("pack.yaml:0: is larger than 1 MB"), std::string::npos) << told;
    EXPECT_NE(told.find("level.yaml:0: is a link, not a file"), std::string::npos) << told;
    const auto loaded = load_packs({"/nonexistent/vi-du"}, "");
    EXPECT_NE(list_problems(loaded.problems).find("/nonexistent/vi-du:0: cannot be read"), std::string::npos);
}

TEST(CurriculumShippedPacks, HaveNoProblem) {
    const std::string source = BDH_SOURCE_DIR;
    const auto loaded = load_packs({source + "/packs/binh-dan-hoc-ai"}, source + "/packs/frameworks");
    EXPECT_EQ(list_problems(loaded.problems), "");
    EXPECT_GE(loaded.library.lessons.size(), 10u);
}

}  // namespace
}  // namespace curriculum
