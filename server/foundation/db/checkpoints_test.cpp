#include "foundation/db/database.h"
#include "foundation/testing/databases.h"

#include <chrono>
#include <filesystem>
#include <future>
#include <thread>

namespace {

constexpr std::uintmax_t kPage = 4096;
constexpr int kLogPagesMax = 64;

class Checkpoints : public ::testing::Test {
protected:
    Checkpoints() {
        db::open(address_)->run_script("CREATE TABLE things (id BIGINT NOT NULL PRIMARY KEY, name TEXT);"
                                       "CREATE TABLE parts (thing BIGINT REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)");
        database_ = db::open_database(address_, {.checkpoint_pages = kLogPagesMax});
    }
    // About two pages a commit.
    void write_things(int count) {
        for (int index = 0; index < count; ++index) {
            database_->write([&](db::Connection& db) {
                db.run("INSERT INTO things (id, name) VALUES ($1, $2)", {++written_, std::string(5000, 'a')});
                return true;
            });
        }
    }
    std::uintmax_t file_bytes() const { return std::filesystem::file_size(address_); }
    std::uintmax_t log_bytes() const { return std::filesystem::file_size(address_ + "-wal"); }
    void expect_all_there() {
        database_->stop();
        const auto db = db::open(address_);
        EXPECT_EQ(db::as_int(db->run("SELECT COUNT(*) FROM things")[0][0]), written_);
        EXPECT_EQ(db::as_text(db->run("PRAGMA integrity_check")[0][0]), "ok");
    }

    template <class Condition>
    static bool comes_true(const Condition& condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return true;
    }

    testing_databases::Folder folder_;
    std::string address_ = testing_databases::empty_database("sqlite", folder_);
    std::unique_ptr<db::Database> database_;
    std::int64_t written_ = 0;
};

}  // namespace

TEST_F(Checkpoints, KeepTheLogShort) {
    write_things(2000);
    EXPECT_GT(file_bytes(), 2000 * kPage);
    EXPECT_LT(log_bytes(), 1000 * kPage);
    expect_all_there();
}

TEST_F(Checkpoints, LetTheWriterGoOnWhileSomebodyReadsFromLongAgoAndCatchUpAfterwards) {
    std::promise<void> reads, release;
    ASSERT_TRUE(database_->post_read([&](db::Connection& db) {
        db.run("SELECT COUNT(*) FROM things");
        reads.set_value();
        release.get_future().wait();
    }));
    reads.get_future().wait();
    write_things(500);
    EXPECT_GT(log_bytes(), 500 * kPage) << "all that was written since is in the log";
    EXPECT_LT(file_bytes(), 100 * kPage);
    release.set_value();
    EXPECT_TRUE(comes_true([&] {
        const auto before = log_bytes();
        write_things(100);
        return log_bytes() == before;
    })) << "written from its beginning again";
    EXPECT_GT(file_bytes(), 500 * kPage);
    expect_all_there();
}

TEST_F(Checkpoints, FollowACommitThatFailsSinceTheDiskMayBeFull) {
    write_things(10);
    const auto before = file_bytes();
    EXPECT_ANY_THROW(database_->write([](db::Connection& db) {
        db.run("INSERT INTO parts (thing) VALUES (-1)");
        return true;
    }));
    EXPECT_TRUE(comes_true([&] { return file_bytes() > before; }));
    expect_all_there();
}
