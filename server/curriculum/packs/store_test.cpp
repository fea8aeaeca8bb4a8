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
    const auto loaded = load_packs({{"/nonexistent/vi-du"}, {}, {}});
    EXPECT_NE(list_problems(loaded.problems).find("/nonexistent/vi-du:0: cannot be read"), std::string::npos);
}

TEST(CurriculumShippedPacks, HaveNoProblem) {
    const std::string source = BDH_SOURCE_DIR;
    const auto loaded = load_packs({{source + "/packs/binh-dan-hoc-ai"}, source + "/packs/frameworks", {}});
    EXPECT_EQ(list_problems(loaded.problems), "");
    EXPECT_GE(loaded.library.lessons.size(), 10u);
}

// The sample of a shipped level as a private pool, with one item that the sample does not have.
class CurriculumPrivatePacks : public CurriculumPackFiles {
protected:
    static constexpr const char* kFile = "binh-dan-hoc-ai/level-1/test.yaml";
    static std::string replaced(std::string text, const std::string& was, const std::string& is) {
        const auto at = text.find(was);
        EXPECT_NE(at, std::string::npos) << was;
        return text.replace(at, was.size(), is);
    }
    std::string private_test() const {
        std::ifstream file(source_ + "/packs/" + kFile);
        const std::string sample{std::istreambuf_iterator<char>(file), {}};
        return replaced(replaced(sample, "sample: true", "sample: false"), "id: bdh-ai-1-t01", "id: bdh-ai-1-t901");
    }
    LoadedPacks load() const {
        return load_packs({{source_ + "/packs/binh-dan-hoc-ai"}, source_ + "/packs/frameworks", folder_.string()});
    }
    const std::string source_ = BDH_SOURCE_DIR;
};

TEST_F(CurriculumPrivatePacks, TakeThePlaceOfTheSample) {
    put(kFile, private_test());
    const auto loaded = load();
    EXPECT_EQ(list_problems(loaded.problems), "");
    const auto& levels = loaded.library.packs[0].levels;
    EXPECT_FALSE(levels[0].test->sample);
    EXPECT_TRUE(levels[1].test->sample) << "a level without a private pool keeps its sample";
    EXPECT_TRUE(loaded.library.test_item("bdh-ai-1-t901"));
    EXPECT_FALSE(loaded.library.test_item("bdh-ai-1-t01")) << "whoever has read the sample must not meet it in the test";
}

TEST_F(CurriculumPrivatePacks, AreRefusedWhereTheyWouldLeaveTheSampleInUse) {
    put(kFile, replaced(private_test(), "sample: false", "sample: true"));
    put("binh-dan-hoc-ai/level-9/test.yaml", private_test());
    put("khac/level-1/test.yaml", private_test());
    put("binh-dan-hoc-ai/level-1/01-khac.md", "# Khác");
    const auto told = list_problems(load().problems);
    EXPECT_NE(told.find("level-1/test.yaml:0: a private pool says sample: false"), std::string::npos) << told;
    for (const auto* place : {"level-9/test.yaml", "khac/level-1/test.yaml", "01-khac.md"})
        EXPECT_NE(told.find(std::string(place) + ":0: takes the place of no pack's test"), std::string::npos) << place << "\n"
                                                                                                              << told;
}

TEST_F(CurriculumPrivatePacks, TellTheirMistakesUnderTheirOwnName) {
    put(kFile, replaced(private_test(), "minutes: ", "minutes: x"));
    EXPECT_NE(list_problems(load().problems).find(folder_.string() + "/" + kFile + ":"), std::string::npos);
}

}  // namespace
}  // namespace curriculum
