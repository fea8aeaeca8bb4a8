#include "app/move/move.h"

#include "app/move/tables.h"
#include "foundation/testing/product.h"
#include "identity/public.h"
#include "learning/public.h"
#include "units/public.h"

#include <gmock/gmock.h>

#include <cstring>

namespace {

using app::move::Moved;
using ::testing::HasSubstr;

// What a failed move says, or "" when it came to pass.
std::string move_and_catch(const std::string& file, const std::string& target) {
    try {
        app::move::move_all(file, target, testing_product::kMorning, [](const Moved&) {});
        return "";
    } catch (const db::Failure& failure) {
        return failure.what();
    }
}

// A product on SQLite with units and two people, stopped.
class Move : public ::testing::Test {
protected:
    Move() {
        testing_product::Product product("sqlite");
        file = folder.path() + "/moved.sqlite";
        product.within([](Context& context) {
            ASSERT_TRUE(
                units::add_unit(context, "19", "", "Tỉnh Thái Nguyên", units::Kind::province, context.today()).has_value());
            const auto commune = *units::add_unit(context, "05551", "19", "Xã Đại Từ", units::Kind::commune, context.today());
            for (const auto* name : {"Nguyễn Thị Lan", "Trần Văn Minh | \"'\\ \n, cuối"}) {
                const auto account =
                    identity::add_account(context, {.full_name = name,
                                                    .login = std::string("hv") + std::to_string(std::strlen(name)),
                                                    .birth_year = 1990,
                                                    .unit = commune,
                                                    .joined_at = context.now});
                identity::start_session(context, account);
            }
            context.db.run("INSERT INTO rewards_totals VALUES ($1, 5, 6, 1, 1, 0, 1, 0, 0)", {std::int64_t{1} << 52});
        });
        product.database->read([&](db::Connection& db) {
            db.run_script("ROLLBACK");
            db.run("VACUUM INTO $1", {file});
            db.run_script("BEGIN");
        });
    }
    testing_databases::Folder folder;
    std::string file;
};

}  // namespace

TEST_F(Move, BringsEveryRowOfEveryTableAndAServerWorksThere) {
    const auto target = testing_databases::empty_postgres();
    std::map<std::string, Moved> moved;
    app::move::move_all(file, target, testing_product::kMorning, [&](const Moved& each) { moved[each.table] = each; });
    EXPECT_EQ(moved.at("identity_accounts").rows, 2);
    EXPECT_EQ(moved.at("units_units").rows, 2);
    EXPECT_EQ(moved.at("units_state").rows, 1);

    const auto before = db::open_sqlite(file);
    const auto after = db::open_postgres(target);
    before->run_script("BEGIN");
    after->run_script("BEGIN");
    const auto tables = app::move::find_tables(*before);
    EXPECT_EQ(tables.size(), moved.size());
    for (const auto& table : tables) {
        EXPECT_EQ(app::move::add_up(*before, table), app::move::add_up(*after, table)) << table.name;
    }
    EXPECT_EQ(db::as_int(after->run("SELECT account_id FROM rewards_totals")[0][0]), std::int64_t{1} << 52);
    EXPECT_THAT(db::as_text(after->run("SELECT full_name FROM identity_accounts WHERE full_name LIKE 'Trần%'")[0][0]),
                HasSubstr("| \"'\\ \n, cuối"));
}

TEST_F(Move, RefusesATargetThatHoldsAnythingAndLeavesItAsItWas) {
    const auto target = testing_databases::empty_postgres();
    EXPECT_EQ(move_and_catch(file, target), "");
    EXPECT_THAT(move_and_catch(file, target), HasSubstr("not empty"));
    const auto after = db::open_postgres(target);
    EXPECT_EQ(db::as_int(after->run("SELECT COUNT(*) FROM identity_accounts")[0][0]), 2);
}

TEST_F(Move, StartsAgainAfterItWasCutOff) {
    const auto target = testing_databases::empty_postgres();
    EXPECT_THROW(app::move::move_all(file, target, testing_product::kMorning,
                                     [](const Moved& moved) {
                                         if (moved.table == "identity_accounts") throw db::Failure("the cable");
                                     }),
                 db::Failure);
    EXPECT_EQ(move_and_catch(file, target), "");
}

TEST_F(Move, RefusesWhileAnybodyHasTheSourceOpen) {
    const auto target = testing_databases::empty_postgres();
    {
        const auto server = db::open_sqlite(file);
        server->run("SELECT COUNT(*) FROM units_units");
        EXPECT_THAT(move_and_catch(file, target), HasSubstr("stop it first"));
    }
    EXPECT_EQ(move_and_catch(file, target), "");
}

TEST_F(Move, RefusesWhileAServerWorksOnTheTarget) {
    testing_product::Product there("postgres");
    EXPECT_THAT(move_and_catch(file, there.settings.database), HasSubstr("a server works on the target"));
}

TEST_F(Move, RefusesAFileThatIsNotThere) {
    EXPECT_THAT(move_and_catch(folder.path() + "/nothing.sqlite", "postgresql:///nowhere"), HasSubstr("is not there"));
}

TEST_F(Move, SetsCountersBehindTheRowsThatCame) {
    const auto target = testing_databases::empty_postgres();
    db::open_sqlite(file)->run_script(
        "CREATE TABLE counted (number BIGINT NOT NULL PRIMARY KEY, weight DOUBLE PRECISION);"
        "INSERT INTO counted VALUES (41, 0.1), (7, NULL), (12, 3)");
    db::open_postgres(target)->run_script("CREATE TABLE counted (number BIGSERIAL PRIMARY KEY, weight DOUBLE PRECISION)");
    EXPECT_EQ(move_and_catch(file, target), "");
    EXPECT_EQ(db::as_int(db::open_postgres(target)->run("INSERT INTO counted (weight) VALUES (1) RETURNING number")[0][0]), 42);
}

TEST_F(Move, BringsTablesWithoutNumbersAndInTheOrderTheyReferToEachOther) {
    const auto target = testing_databases::empty_postgres();
    db::open_sqlite(file)->run_script(
        "CREATE TABLE leaves (twig TEXT NOT NULL REFERENCES twigs (name), number BIGINT NOT NULL, "
        "PRIMARY KEY (twig, number)) WITHOUT ROWID;"
        "CREATE TABLE twigs (name TEXT NOT NULL PRIMARY KEY);"
        "INSERT INTO twigs VALUES ('a'), ('b');"
        "INSERT INTO leaves WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 700) "
        "SELECT CASE i % 2 WHEN 0 THEN 'a' ELSE 'b' END, i FROM n");
    db::open_postgres(target)->run_script(
        "CREATE TABLE twigs (name TEXT NOT NULL PRIMARY KEY);"
        "CREATE TABLE leaves (twig TEXT NOT NULL REFERENCES twigs (name), number BIGINT NOT NULL, "
        "PRIMARY KEY (twig, number))");
    EXPECT_EQ(move_and_catch(file, target), "");
    EXPECT_EQ(db::as_int(db::open_postgres(target)->run("SELECT COUNT(*) FROM leaves")[0][0]), 700);
}

TEST(MoveTables, AChecksumKnowsValuesApartAndNotTheirOrder) {
    const auto sum = [](std::vector<db::Row> rows) {
        app::move::Checksum checksum;
        for (const auto& row : rows)
            checksum.add(row);
        return checksum;
    };
    const db::Row one{std::int64_t{1}, std::string("a")}, two{nullptr, std::string("b|")};
    EXPECT_EQ(sum({one, two}), sum({two, one}));
    EXPECT_NE(sum({one, two}), sum({one, one}));
    EXPECT_NE(sum({{std::string("ab"), std::string("c")}}), sum({{std::string("a"), std::string("bc")}}));
    EXPECT_NE(sum({{std::int64_t{1}}}), sum({{1.0}}));
    EXPECT_NE(sum({{nullptr}}), sum({{std::string()}}));
}

TEST(MoveArchives, OpensInPostgresWhatWasArchivedFromSqlite) {
    const testing_databases::Folder folder;
    testing_product::Product product("sqlite");
    product.within([&](Context& context) {
        const auto at = (context.now + -300 * kDayMs).utc_ms;
        context.db.run(
            "INSERT INTO learning_answers (account_id, device_no, sequence, id, item, item_version, context, response, "
            "score_permille, answered_at, received_at, day, took_ms) VALUES (7, 1, 2, 3, 'x', 1, 'lesson', '[\"b\"]', 0, $1, $1, 0, 9)",
            {at});
    });
    learning::ArchiveOrder order;
    order.folder = folder.path() + "/archives";
    order.before = day_of(product.clock.now()) - 180;
    ASSERT_EQ(learning::archive_answers(*product.contexts, order).value(), 1);
    const auto file = folder.path() + "/moved.sqlite";
    product.database->read([&](db::Connection& db) {
        db.run_script("ROLLBACK");
        db.run("VACUUM INTO $1", {file});
        db.run_script("BEGIN");
    });
    const auto target = testing_databases::empty_postgres();
    ASSERT_EQ(move_and_catch(file, target), "");

    const auto there = db::open_database(target, {.reader_threads = 1, .writer_threads = 1});
    IdSource ids;
    Services services;
    events::Bus bus;
    const ManualClock clock(testing_product::kMorning);
    ContextFactory contexts(*there, clock, ids, product.random, services, bus);
    const auto findings = learning::check_archives(contexts, order.folder);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings[0].is_fault) << findings[0].text;
    EXPECT_EQ(learning::unarchive_answers(contexts, order, "").value(), 1);
    there->read([](db::Connection& db) {
        EXPECT_EQ(db::as_text(db.run("SELECT response FROM learning_answers")[0][0]), "[\"b\"]");
    });
    there->stop();
}
