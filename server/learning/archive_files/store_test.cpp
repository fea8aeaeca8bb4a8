#include "archive_files/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "foundation/db/connection.h"
#include "foundation/testing/databases.h"
#include "frames/rules.h"

namespace learning::store {
namespace {

namespace fs = std::filesystem;

const archive_files::Head kHead{77, *parse_day("2026-05-01"), Instant{1795309200000}};

std::string frame_for(std::int64_t account, std::int64_t answers) {
    std::vector<answers::Answer> log;
    for (std::int64_t sequence = 1; sequence <= answers; ++sequence) {
        log.push_back({1, sequence, sequence, "x", 1, AnswerContext::lesson, "[]", 0, {}, {}, day_of({}), 0});
    }
    return frames::write({kHead.archive, {account}}, log, "", "");
}

class ArchiveFiles : public ::testing::Test {
protected:
    ArchiveWriter::Written write_three() {
        ArchiveWriter writer(folder.path(), kHead);
        for (const std::int64_t account : {3, 10, 12})
            writer.add({account}, frame_for(account, account), account);
        return writer.finish();
    }
    void change_byte(std::uintmax_t at) {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(at));
        const auto before = static_cast<char>(file.get());
        file.seekp(static_cast<std::streamoff>(at));
        file.put(static_cast<char>(before ^ 1));
    }
    bool is_sound() const {
        try {
            return ArchiveFile(path).find_damage().empty();
        } catch (const db::Failure&) {
            return false;
        }
    }
    testing_databases::Folder folder;
    std::string path = folder.path() + "/answers-before-2026-05-01-77.bdha";
};

TEST_F(ArchiveFiles, FindEachPersonAgain) {
    const auto written = write_three();
    const ArchiveFile file(path);
    EXPECT_EQ(file.head(), kHead);
    EXPECT_EQ(file.digest(), written.digest);
    EXPECT_EQ(file.bytes(), written.bytes);
    EXPECT_EQ(written.people, 3);
    EXPECT_EQ(written.answers, 25);
    EXPECT_EQ(written.first, AccountId{3});
    EXPECT_EQ(written.last, AccountId{12});
    EXPECT_EQ(file.frame_of({10}), frame_for(10, 10));
    EXPECT_EQ(file.frame_of({12}), frame_for(12, 12));
    EXPECT_FALSE(file.frame_of({11}));
    EXPECT_FALSE(file.frame_of({13}));
    EXPECT_EQ(file.place_from({4}), 1);
    EXPECT_EQ(file.place_from({13}), 3);
    EXPECT_EQ(file.find_damage(), "");
    EXPECT_EQ(archive_names(folder.path()), std::vector<std::string>{"answers-before-2026-05-01-77.bdha"});
}

TEST_F(ArchiveFiles, HaveNoNameBeforeTheyAreComplete) {
    ArchiveWriter writer(folder.path(), kHead);
    writer.add({3}, frame_for(3, 3), 3);
    EXPECT_FALSE(fs::exists(path));
    EXPECT_TRUE(fs::exists(path + ".part"));
    remove_archive(folder.path(), fs::path(path).filename());
    EXPECT_TRUE(archive_names(folder.path()).empty());
}

TEST_F(ArchiveFiles, TellEveryDamage) {
    write_three();
    ASSERT_TRUE(is_sound());
    for (std::uintmax_t at = 0; at < fs::file_size(path); ++at) {
        change_byte(at);
        EXPECT_FALSE(is_sound()) << "byte " << at;
        change_byte(at);
    }
    ASSERT_TRUE(is_sound());
    fs::resize_file(path, fs::file_size(path) - 1);
    EXPECT_FALSE(is_sound());
    fs::resize_file(path, 5);
    EXPECT_FALSE(is_sound());
    fs::remove(path);
    EXPECT_FALSE(is_sound());
}

}  // namespace
}  // namespace learning::store
