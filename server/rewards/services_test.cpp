#include "foundation/services.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "foundation/settings.h"
#include "scoring/rules.h"

namespace rewards {
void add_services(Services&, const Settings&);
}

namespace {

class ScoringFile : public ::testing::Test {
protected:
    ScoringFile() {
        std::ifstream input(std::string(BDH_SOURCE_DIR) + "/plans/scoring.yaml");
        std::ostringstream text;
        text << input.rdbuf();
        shipped = text.str();
        settings.scoring_file = (std::filesystem::temp_directory_path() / ("scoring_" + std::to_string(getpid()) + ".yaml")).string();
    }
    ~ScoringFile() override { std::filesystem::remove(settings.scoring_file); }
    void write(const std::string& text) { std::ofstream(settings.scoring_file) << text; }

    std::string shipped;
    Settings settings;
    Services services;
};

}  // namespace

TEST_F(ScoringFile, IsNotNeeded) {
    rewards::add_services(services, {});
    EXPECT_EQ(services.get<rewards::scoring::Scoring>(), rewards::scoring::Scoring{});
}

TEST_F(ScoringFile, ReplacesTheBuiltInNumbers) {
    auto changed = shipped;
    changed.replace(changed.find("task_done: 15"), 13, "task_done: 25");
    write(changed);
    rewards::add_services(services, settings);
    EXPECT_EQ(services.get<rewards::scoring::Scoring>().task_done, 25);
}

TEST_F(ScoringFile, StopsTheStartWhenItIsWrong) {
    EXPECT_THROW(rewards::add_services(services, settings), std::runtime_error) << "there is no such file";
    write(shipped + "bonus: 5\n");
    try {
        rewards::add_services(services, settings);
        FAIL() << "an unknown line went through";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("unknown field 'bonus'"), std::string::npos);
    }
}
