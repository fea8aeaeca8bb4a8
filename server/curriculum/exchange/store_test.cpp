#include "exchange/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace curriculum {
namespace {

namespace fs = std::filesystem;

class CurriculumExchangeFiles : public ::testing::Test {
protected:
    CurriculumExchangeFiles() { fs::create_directories(folder_); }
    ~CurriculumExchangeFiles() override { fs::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void put(const std::string& name, const std::string& bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }
    std::string get(const std::string& name) const {
        std::ifstream stream(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::size_t count_files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {})); }
    fs::path folder_ = fs::temp_directory_path() / ("bdh_exchange_" + std::to_string(getpid()));
};

const std::string kRoot = BDH_SOURCE_DIR;

TEST_F(CurriculumExchangeFiles, CarryALessonOutAndBackUnchanged) {
    const std::string lesson = "bdh-ai-1-01";
    for (const auto format : {ExchangeFormat::gift, ExchangeFormat::moodle_xml}) {
        const auto out = export_items(kRoot + "/packs/binh-dan-hoc-ai", kRoot + "/packs/frameworks", format, path("quiz"));
        ASSERT_TRUE(out.problems.empty()) << out.problems[0].message;
        EXPECT_GE(out.items.size(), 132u);
        const auto back = import_items(path("quiz"), format, lesson, path("draft.items.yaml"));
        ASSERT_TRUE(back.problems.empty()) << back.problems[0].message;
        EXPECT_EQ(back.items.size(), out.items.size()) << "those of other lessons are told about too";
        // The same pack with the draft in place of the file exports the same again.
        fs::create_directories(path("packs"));
        fs::copy(kRoot + "/packs/binh-dan-hoc-ai", path("packs/binh-dan-hoc-ai"), fs::copy_options::recursive);
        fs::rename(path("draft.items.yaml"), path("packs/binh-dan-hoc-ai/level-1/01-tro-ly-ai-la-gi.items.yaml"));
        const auto again = export_items(path("packs/binh-dan-hoc-ai"), kRoot + "/packs/frameworks", format, path("again"));
        ASSERT_TRUE(again.problems.empty()) << again.problems[0].file << again.problems[0].line << again.problems[0].message;
        EXPECT_EQ(get("quiz"), get("again"));
        fs::remove_all(path("packs"));
    }
}

TEST_F(CurriculumExchangeFiles, LeaveNothingBehindWhenRefused) {
    put("bomb.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><quiz>&b;</quiz>");
    put("quiz.gift", "a {=b\n");
    {
        std::ofstream stream(path("huge.gift"), std::ios::binary);
        stream.seekp(100 * 1024 * 1024);
        stream << "x";
    }
    EXPECT_FALSE(import_items(path("bomb.xml"), ExchangeFormat::moodle_xml, "vi-du-1-01", path("out")).problems.empty());
    EXPECT_FALSE(import_items(path("quiz.gift"), ExchangeFormat::gift, "vi-du-1-01", path("out")).problems.empty());
    EXPECT_EQ(import_items(path("huge.gift"), ExchangeFormat::gift, "vi-du-1-01", path("out")).problems.at(0).message,
              "is larger than 20 MB");
    EXPECT_EQ(import_items(folder_.string(), ExchangeFormat::gift, "vi-du-1-01", path("out")).problems.at(0).message,
              "is not a regular file");
    EXPECT_EQ(count_files(), 3u);
    put("out", "của tác giả");
    put("quiz.gift", "a {=b}\n");
    EXPECT_EQ(import_items(path("quiz.gift"), ExchangeFormat::gift, "vi-du-1-01", path("out")).problems.at(0).message,
              "is there already; nothing was written");
    EXPECT_EQ(get("out"), "của tác giả");
    EXPECT_FALSE(import_items(path("quiz.gift"), ExchangeFormat::gift, "vi-du-1-01", path("nowhere/out")).problems.empty());
    EXPECT_EQ(count_files(), 4u);
}

}  // namespace
}  // namespace curriculum
