#include "app/backups/restore.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/backups/archives.h"
#include "app/backups/copy.h"
#include "app/backups/rotation.h"
#include "app/backups/schedule.h"
#include "foundation/testing/product.h"
#include "learning/public.h"

namespace {

namespace fs = std::filesystem;

class Backups : public ::testing::Test {
protected:
    void add_totals(std::int64_t points) {
        product->within([&](Context& context) {
            context.db.run(
                "INSERT INTO rewards_totals (account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, "
                "streak_run, streak_studied_day, streak_day) VALUES (7, $1, 0, 0, 0, 0, 0, 0, 0)",
                {points});
        });
    }
    // Five answers of long ago, three of them archived.
    std::string archive_some() {
        product->within([&](Context& context) {
            for (std::int64_t number = 1; number <= 5; ++number) {
                const auto at = (context.now + -(number <= 3 ? 300 : 3) * kDayMs).utc_ms;
                context.db.run(
                    "INSERT INTO learning_answers (account_id, device_no, sequence, id, item, item_version, context, response, "
                    "score_permille, answered_at, received_at, day, took_ms) VALUES (7, 1, $1, $1, 'x', 1, 'lesson', '[\"b\"]', 0, $2, $2, 0, 9)",
                    {number, at});
            }
        });
        learning::ArchiveOrder order;
        order.folder = learning::archive_folder(product->settings);
        order.before = day_of(product->clock.now()) - 180;
        EXPECT_EQ(learning::archive_answers(*product->contexts, order).value(), 3);
        return fs::directory_iterator(order.folder)->path();
    }
    std::string database() const { return app::database_address(product->settings); }
    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder.path()))
            names.insert(entry.path().filename().string());
        return names;
    }
    testing_databases::Folder folder;
    std::unique_ptr<testing_product::Product> product = std::make_unique<testing_product::Product>("sqlite");
    std::string target = folder.path() + "/copy.sqlite";
};

TEST_F(Backups, AreFoundSoundAndNothingIsLeftBeside) {
    app::back_up(database(), target);
    const auto state = app::examine_backup(product->settings, target);
    EXPECT_EQ(state.damage, "");
    EXPECT_TRUE(state.is_sound());
    EXPECT_EQ(state.migrations_missing, 0);
    EXPECT_EQ(state.answers, 0);
    EXPECT_FALSE(state.last_answer_at);
    EXPECT_EQ(files(), std::set<std::string>{"copy.sqlite"});
}

TEST_F(Backups, AreNotSoundWhenATotalDiffersFromItsLedger) {
    add_totals(5);
    app::back_up(database(), target);
    const auto state = app::examine_backup(product->settings, target);
    EXPECT_EQ(state.recounted, 1);
    EXPECT_EQ(state.differing, 1);
    EXPECT_FALSE(state.is_sound());
}

TEST_F(Backups, ThatAreDamagedAreToldFromSoundOnes) {
    app::back_up(database(), target);
    {
        std::fstream file(target, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(fs::file_size(target) / 2));
        file << std::string(8192, 'x');
    }
    EXPECT_NE(app::examine_backup(product->settings, target).damage, "");
    std::ofstream(target, std::ios::trunc) << "no database";
    EXPECT_NE(app::examine_backup(product->settings, target).damage, "");
}

TEST_F(Backups, LeaveTheOldOneWhereItIsWhenTheNewOneCannotBeMade) {
    app::back_up(database(), target);
    const auto size = fs::file_size(target);
    EXPECT_THROW(app::back_up(database(), target, [] { return true; }), db::Failure);
    EXPECT_EQ(fs::file_size(target), size);
    EXPECT_EQ(files(), std::set<std::string>{"copy.sqlite"});
}

TEST_F(Backups, ComeBackOnlyWhenNoServerWorksOnTheDatabase) {
    app::back_up(database(), target);
    add_totals(0);
    const auto settings = product->settings;
    EXPECT_THROW(app::put_in_place(settings, target, testing_product::kMorning), db::Failure);
    EXPECT_TRUE(fs::exists(database()));

    // A copy of the folder, as the product's own goes with it.
    auto apart = settings;
    apart.data_dir = folder.path() + "/data";
    fs::create_directories(apart.data_dir);
    fs::copy_file(target, app::database_address(apart));
    db::open(app::database_address(apart))->run_script("DELETE FROM units_units");
    const fs::path before = app::put_in_place(apart, target, testing_product::kMorning);
    EXPECT_EQ(before.filename(), "before-2026-11-22-080000");
    EXPECT_TRUE(fs::exists(before / "binhdanhoc.sqlite"));
    EXPECT_TRUE(app::examine_backup(apart, app::database_address(apart)).is_sound());
}

TEST_F(Backups, BringTheArchivesThatBelongToThem) {
    const fs::path archive = archive_some();
    app::back_up(database(), target);
    EXPECT_EQ(app::missing_archives(product->settings, target), std::vector<std::string>{});
    EXPECT_EQ(app::copy_archives(product->settings, target), std::vector<std::string>{archive.filename()});
    EXPECT_EQ(app::copy_archives(product->settings, target), std::vector<std::string>{}) << "they never change";
    auto state = app::examine_backup(product->settings, target);
    EXPECT_TRUE(state.is_sound());
    EXPECT_EQ(state.answers, 2);
    EXPECT_EQ(state.archives, 1);
    EXPECT_EQ(state.archived_answers, 3);

    fs::remove(archive);
    EXPECT_TRUE(app::examine_backup(product->settings, target).is_sound()) << "there is one beside the backup";
    auto apart = product->settings;
    apart.data_dir = folder.path() + "/data";
    fs::create_directories(apart.data_dir);
    app::put_in_place(apart, target, testing_product::kMorning);
    EXPECT_TRUE(fs::exists(fs::path(apart.data_dir) / "archives" / archive.filename()));

    const auto beside = fs::path(folder.path()) / "archives" / archive.filename();
    std::fstream(beside, std::ios::in | std::ios::out | std::ios::binary).seekp(100).put('x');
    state = app::examine_backup(product->settings, target);
    EXPECT_FALSE(state.is_sound());
    EXPECT_EQ(state.archives_missing.size(), 1u);
    fs::remove(beside);
    EXPECT_EQ(app::examine_backup(product->settings, target).archives_missing.size(), 1u);
    EXPECT_THROW(app::copy_archives(product->settings, target), std::exception);
}

TEST_F(Backups, ShrinkTheDatabaseOnlyWhenNobodyWorksOnIt) {
    product->within([](Context& context) {
        context.db.run("CREATE TABLE once (words TEXT)");
        for (int row = 0; row < 200; ++row) context.db.run("INSERT INTO once VALUES ($1)", {std::string(3000, 'x')});
        context.db.run("DELETE FROM once");
    });
    EXPECT_THROW(app::shrink(database()), db::Failure);
    product->database->read([&](db::Connection& db) {
        db.run_script("ROLLBACK");
        db.run("PRAGMA wal_checkpoint(TRUNCATE)");
        db.run_script("BEGIN");
    });
    fs::copy_file(database(), target);
    const auto before = fs::file_size(target);
    app::shrink(target);
    EXPECT_LT(fs::file_size(target), before - 100 * 3000);
    EXPECT_EQ(app::find_damage(target), "");
}

TEST_F(Backups, AreMadeEveryDayAndOldOnesThinnedOut) {
    auto settings = product->settings;
    settings.backup_dir = folder.path();
    settings.backup_hour = 9;
    settings.backup_days = 2;
    settings.backup_weeks = 2;
    settings.backup_months = 0;
    std::ofstream(settings.data_dir + "/erasures.log") << "1 1795309200000\n";
    jobs::Scheduler scheduler;
    app::add_backup_job(scheduler, settings, [] { return false; });
    scheduler.run_due(*product->contexts);  // Sunday, 08:00
    EXPECT_TRUE(files().empty());
    product->clock.advance_ms(2 * kHourMs);
    for (int day = 0; day < 4; ++day) {
        scheduler.run_due(*product->contexts);
        scheduler.run_due(*product->contexts);
        product->clock.advance_ms(kDayMs);
    }
    EXPECT_EQ(files(), (std::set<std::string>{"binhdanhoc-2026-11-25.sqlite", "binhdanhoc-2026-11-24.sqlite",
                                              "binhdanhoc-2026-11-22.sqlite", "erasures.log"}));
    settings.database = "host=nowhere";
    EXPECT_THROW(app::add_backup_job(scheduler, settings, {}), std::runtime_error);
}

}  // namespace
