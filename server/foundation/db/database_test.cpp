#include "foundation/db/database.h"

#include "foundation/capability.h"
#include "foundation/testing/databases.h"

#include <atomic>
#include <future>
#include <thread>

namespace {

class Database : public ::testing::TestWithParam<std::string> {
protected:
    Database() {
        address_ = testing_databases::empty_database(GetParam(), folder_);
        db::open(address_)->run_script(
            "CREATE TABLE things (id BIGINT NOT NULL PRIMARY KEY, name TEXT, weight DOUBLE PRECISION, heavy SMALLINT NOT NULL DEFAULT 0)");
        database_ = db::open_database(address_, {.reader_threads = 2, .writer_threads = 2, .queue_max = 64, .group_max = 16});
    }
    std::int64_t count() {
        std::int64_t counted = -1;
        database_->read([&](db::Connection& db) { counted = db::as_int(db.run("SELECT COUNT(*) FROM things")[0][0]); });
        return counted;
    }
    testing_databases::Folder folder_;
    std::string address_;
    std::unique_ptr<db::Database> database_;
};

void count_for_ever(db::Connection& db) {
    db.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT COUNT(*) FROM n");
}

void insert(db::Connection& db, std::int64_t id) { db.run("INSERT INTO things (id) VALUES ($1)", {id}); }

}  // namespace

TEST_P(Database, GivesBackWhatWasStored) {
    database_->write([](db::Connection& db) {
        db.run("INSERT INTO things (id, name, weight, heavy) VALUES ($2, $1, $3, $4)",
               {std::string("ấm chè"), std::int64_t{9007199254740991}, 1.25, std::int64_t{1}});
        db.run("INSERT INTO things (id, name, weight) VALUES ($1, $2, $3)", {std::int64_t{-1}, nullptr, nullptr});
        return true;
    });
    database_->read([](db::Connection& db) {
        const auto rows = db.run("SELECT id, name, weight, heavy FROM things ORDER BY id DESC");
        ASSERT_EQ(rows.size(), 2u);
        EXPECT_EQ(db::as_int(rows[0][0]), 9007199254740991);
        EXPECT_EQ(db::as_text(rows[0][1]), "ấm chè");
        EXPECT_EQ(db::as_double(rows[0][2]), 1.25);
        EXPECT_TRUE(db::as_bool(rows[0][3]));
        EXPECT_TRUE(db::is_null(rows[1][1]));
        EXPECT_EQ(db::as_double(db.run("SELECT SUM(heavy) FROM things")[0][0]), 1);
    });
}

TEST_P(Database, UndoesAWriteThatSaysNo) {
    database_->write([](db::Connection& db) { insert(db, 1); return false; });
    EXPECT_EQ(count(), 0);
}

TEST_P(Database, UndoesOnlyTheWriteThatBreaks) {
    std::vector<std::future<bool>> outcomes;
    std::vector<std::promise<bool>> promises(20);
    for (std::int64_t id = 0; id < 20; ++id) {
        auto& promise = promises[static_cast<std::size_t>(id)];
        outcomes.push_back(promise.get_future());
        ASSERT_TRUE(database_->post_write({[id](db::Connection& db) {
                                               insert(db, id);
                                               if (id % 5 == 0) insert(db, id);  // the same key again
                                               return true;
                                           },
                                           [&promise](std::exception_ptr failure) { promise.set_value(!failure); }}));
    }
    int kept = 0;
    for (auto& outcome : outcomes) kept += outcome.get();
    EXPECT_EQ(kept, 16);
    EXPECT_EQ(count(), 16);
}

TEST_P(Database, AnswersWhoStoresNothingThoughTheCommitOfTheirGroupFails) {
    // A foreign key that is looked at only at the commit breaks it on both engines, as a full disk would.
    db::open(address_)->run_script("CREATE TABLE parts (thing BIGINT NOT NULL REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)");
    std::promise<void> release;
    auto released = release.get_future().share();
    ASSERT_TRUE(database_->post_write({[released](db::Connection&) { released.wait(); return false; }, [](std::exception_ptr) {}}));
    std::promise<bool> breaks, says_no;
    std::atomic<bool> saw_the_broken{false};
    ASSERT_TRUE(database_->post_write({[](db::Connection& db) { db.run("INSERT INTO parts (thing) VALUES (1)"); return true; },
                                       [&](std::exception_ptr failure) { breaks.set_value(!failure); }}));
    ASSERT_TRUE(database_->post_write({[&](db::Connection& db) {
                                           saw_the_broken = db::as_int(db.run("SELECT COUNT(*) FROM parts")[0][0]) > 0;
                                           return false;
                                       },
                                       [&](std::exception_ptr failure) { says_no.set_value(!failure); }}));
    release.set_value();
    EXPECT_FALSE(breaks.get_future().get());
    EXPECT_TRUE(says_no.get_future().get());
    EXPECT_FALSE(saw_the_broken) << "an answer built on what was never stored";
}

TEST_P(Database, RefusesWhenItsQueueIsFull) {
    std::promise<void> release;
    auto released = release.get_future().share();
    std::atomic<int> accepted{0}, done{0};
    bool refused = false;
    for (int tries = 0; tries < 200 && !refused; ++tries) {
        refused = !database_->post_write({[released](db::Connection&) { released.wait(); return true; },
                                          [&](std::exception_ptr) { ++done; }});
        if (!refused) ++accepted;
    }
    EXPECT_TRUE(refused);
    release.set_value();
    database_->stop();
    EXPECT_EQ(done, accepted);
}

TEST_P(Database, EndsAReadingThatTakesTooLongAndReadsOn) {
    for (int times = 0; times < 2; ++times) {
        std::promise<void> over;
        ASSERT_TRUE(database_->post_read(
            [&](db::Connection& db) {
                EXPECT_THROW(count_for_ever(db), db::Interrupted);
                EXPECT_THROW(db.run("SELECT 1"), db::Interrupted) << "its time is over";
                over.set_value();
            },
            std::chrono::milliseconds(50)));
        over.get_future().get();
    }
    for (int reader = 0; reader < 4; ++reader) EXPECT_EQ(count(), 0);
}

TEST_P(Database, EndsWhatIsBeingReadWhenTheServerStops) {
    std::promise<void> begun;
    auto reading = std::async(std::launch::async, [&] {
        database_->read([&](db::Connection& db) {
            begun.set_value();
            count_for_ever(db);
        });
    });
    begun.get_future().get();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    database_->interrupt_reads();
    EXPECT_THROW(reading.get(), db::Interrupted);
    EXPECT_THROW(count(), db::Interrupted) << "nor does another begin";
    database_->write([](db::Connection& db) { insert(db, 1); return true; });
    database_->stop();
    EXPECT_EQ(db::as_int(db::open(address_)->run("SELECT COUNT(*) FROM things")[0][0]), 1);
}

TEST_P(Database, GoesOnAfterItsConnectionsWereCut) {
    const auto cut_others = [&](db::Connection& db) {
        if (db.engine() == db::Engine::sqlite) return;
        db.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    };
    cut_others(*db::open(address_));
    EXPECT_EQ(count(), 0) << "cut while idle";
    cut_others(*db::open(address_));
    database_->write([](db::Connection& db) { insert(db, 1); return true; });

    int runs = 0;
    database_->write([&](db::Connection& db) {
        insert(db, 2);
        if (++runs == 1) cut_others(*db::open(address_));  // in the middle of this very transaction
        insert(db, 3);
        return true;
    });
    EXPECT_EQ(runs, GetParam() == "sqlite" ? 1 : 2);
    EXPECT_EQ(count(), 3);
}

TEST_P(Database, LetsBothOfTwoWritesThatStandInEachOthersWayComeToPass) {
    database_->write([](db::Connection& db) { insert(db, 1); insert(db, 2); return true; });
    std::atomic<int> holding{0};
    const auto take_both = [&](std::int64_t first, std::int64_t second) {
        return [&holding, first, second](db::Connection& db) {
            if (db.engine() == db::Engine::postgres) db.run("SELECT set_config('deadlock_timeout', '50ms', true)");
            const auto add = [&](std::int64_t id) { db.run("UPDATE things SET heavy = heavy + 1 WHERE id = $1", {id}); };
            add(first);
            ++holding;
            for (int waited = 0; holding < 2 && waited < 50; ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(10));
            add(second);
            return true;
        };
    };
    std::promise<bool> one, other;
    ASSERT_TRUE(database_->post_write({take_both(1, 2), [&](std::exception_ptr failure) { one.set_value(!failure); }}));
    ASSERT_TRUE(database_->post_write({take_both(2, 1), [&](std::exception_ptr failure) { other.set_value(!failure); }}));
    EXPECT_TRUE(one.get_future().get());
    EXPECT_TRUE(other.get_future().get());
    database_->read([](db::Connection& db) { EXPECT_EQ(db::as_int(db.run("SELECT SUM(heavy) FROM things")[0][0]), 4); });
}

TEST_P(Database, NeverCallsDurableWhatPostgresRolledBackInsteadOfCommitting) {
    const auto write = [](db::Connection& db) {
        insert(db, 1);
        try {
            insert(db, 1);  // PostgreSQL undoes the whole transaction for it, SQLite this statement
        } catch (const db::Failure&) {
        }
        return true;
    };
    if (GetParam() == "sqlite") {
        database_->write(write);
        EXPECT_EQ(count(), 1);
    } else {
        EXPECT_THROW(database_->write(write), db::Failure);
        EXPECT_EQ(count(), 0);
    }
}

TEST_P(Database, NeverPutsValuesIntoItsErrors) {
    try {
        database_->write([](db::Connection& db) {
            db.run("INSERT INTO things (id, name) VALUES ($1, $2)", {std::int64_t{1}, std::string("bí mật")});
            db.run("INSERT INTO things (id, name) VALUES ($1, $2)", {std::int64_t{1}, std::string("bí mật")});
            return true;
        });
        FAIL() << "the second row was taken";
    } catch (const db::Failure& failure) {
        EXPECT_EQ(std::string(failure.what()).find("bí mật"), std::string::npos) << failure.what();
    }
}

TEST_P(Database, AppliesMigrationsOnceAndKnowsNewerAndEditedOnes) {
    const auto db = db::open(address_);
    const std::vector<db::MigrationFile> one{{"0001_a.sql", "CREATE TABLE a_one (id BIGINT NOT NULL)"}};
    const std::vector<db::MigrationFile> two{one[0], {"0002_b.sql", "CREATE TABLE a_two (id BIGINT NOT NULL)"}};
    const std::vector<db::MigrationFile> edited{{"0001_a.sql", "CREATE TABLE a_one (id BIGINT)"}};
    const auto bring = [&](const std::vector<db::MigrationFile>& files) {
        return db::migrate(*db, {Capability{"a", &files, nullptr, nullptr, nullptr, nullptr, nullptr}}, Instant{1});
    };
    EXPECT_EQ(bring(one), GetParam() == "sqlite" ? 2 : 3);  // with the foundation's own
    EXPECT_EQ(bring(one), 0);
    EXPECT_EQ(bring(two), 1);
    EXPECT_THROW(bring(one), db::Failure);
    EXPECT_THROW(bring(edited), db::Failure);
}

BDH_ON_EVERY_ENGINE(Database);
