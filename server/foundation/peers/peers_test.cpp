#include "foundation/peers/peers.h"

#include "foundation/capability.h"
#include "foundation/events/bus.h"
#include "foundation/jobs/scheduler.h"
#include "foundation/log.h"
#include "foundation/testing/databases.h"

#include <gmock/gmock.h>

#include <rapidcheck/gtest.h>

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What one process has of a database that it shares.
struct Server {
    explicit Server(const std::string& address)
        : peers(address, ids),
          database(db::open_database(address, {.reader_threads = 1, .writer_threads = 1})),
          contexts(*database, clock, ids, random, services, bus) {
        bus.on_notice(
            "tea", [this](Context&, const std::set<std::int64_t>& cups) { heard.insert(heard.end(), cups.begin(), cups.end()); });
    }
    void tell(std::int64_t cup, bool keep = true) {
        contexts.write([&](Context& context) {
            peers::tell(context, "tea", cup);
            return keep;
        });
    }
    std::vector<std::int64_t> follow() {
        heard.clear();
        peers.follow(contexts);
        return heard;
    }
    ManualClock clock{Instant{1795309200000}};
    IdSource ids;
    SeededRandom random{1};
    Services services;
    events::Bus bus;
    peers::Peers peers;
    std::unique_ptr<db::Database> database;
    ContextFactory contexts;
    std::vector<std::int64_t> heard;
};

class Peers : public ::testing::Test {
protected:
    Peers() : address(testing_databases::empty_postgres()) {
        logging::set_level("off");
        db::migrate(*db::open(address), {}, Instant{1});
    }
    std::string address;
};

}  // namespace

TEST_F(Peers, MakeIdsThatNeverMeet) {
    Server first(address), second(address);
    std::set<std::int64_t> ids;
    for (int made = 0; made < 1000; ++made) {
        ids.insert(first.ids.next(first.clock.now()));
        ids.insert(second.ids.next(second.clock.now()));
    }
    EXPECT_EQ(ids.size(), 2000U);
    EXPECT_LT(*ids.rbegin(), std::int64_t{1} << 53);
    EXPECT_EQ(peers::count_servers(*db::open(address)), 2);
}

TEST_F(Peers, HearWhatWasCommittedAndNothingElse) {
    Server lan(address), minh(address);
    lan.tell(1);
    lan.tell(2, false);
    lan.tell(3);
    EXPECT_THAT(minh.follow(), ElementsAre(1, 3));
    EXPECT_THAT(minh.follow(), IsEmpty());
    EXPECT_THAT(lan.follow(), ElementsAre(1, 3)) << "its own too: a commit whose reply was lost is heard as well";
}

TEST_F(Peers, HearATransactionThatBeganEarlierAndEndedLater) {
    Server lan(address), minh(address);
    const auto slow = db::open(address);
    slow->run_script("BEGIN");
    auto context = lan.contexts.make(*slow);
    peers::tell(context, "tea", 7);
    peers::write_notices(context);
    lan.tell(8);
    EXPECT_THAT(minh.follow(), ElementsAre(8));
    lan.tell(9);
    EXPECT_THAT(minh.follow(), ElementsAre(9)) << "what was heard while the slow one held everything open is not heard twice";
    slow->run_script("COMMIT");
    EXPECT_THAT(minh.follow(), ElementsAre(7));
    EXPECT_THAT(minh.follow(), IsEmpty());
}

TEST_F(Peers, HearAgainWhatAListenerCouldNotTake) {
    Server lan(address), minh(address);
    int tries = 0;
    minh.bus.on_notice("tea", [&](Context&, const std::set<std::int64_t>&) {
        if (++tries == 1) throw std::runtime_error("spilled");
    });
    lan.tell(1);
    EXPECT_THROW(minh.follow(), std::runtime_error);
    EXPECT_THAT(minh.follow(), ElementsAre(1));
}

TEST_F(Peers, LoseNothingThatWasHeardInTimeAndNoticeWhatTheyMissed) {
    Server lan(address), minh(address), late(address);
    lan.tell(1);
    lan.peers.sweep(lan.contexts);
    EXPECT_THAT(minh.follow(), ElementsAre(1));
    lan.tell(2);
    lan.peers.sweep(lan.contexts);
    EXPECT_THAT(minh.follow(), ElementsAre(2));
    lan.peers.sweep(lan.contexts);
    EXPECT_THAT(minh.follow(), IsEmpty());
    EXPECT_THROW(late.follow(), peers::LeftBehind);
}

TEST_F(Peers, GoOnAfterTheirConnectionsWereCut) {
    Server lan(address), minh(address);
    EXPECT_TRUE(lan.peers.leads());
    db::open(address)->run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    const auto until_it_works = [](const std::function<void()>& work) {
        for (int tries = 0; tries < 5; ++tries) {
            try {
                return work();
            } catch (const db::Failure&) {
            }
        }
    };
    until_it_works([&] { lan.tell(4); });
    until_it_works([&] { EXPECT_THAT(minh.follow(), ElementsAre(4)); });
    const auto lan_leads = [&] { return lan.peers.leads() || lan.peers.leads(); };
    const auto minh_leads = [&] { return minh.peers.leads() || minh.peers.leads(); };
    EXPECT_NE(lan_leads(), minh_leads());
    EXPECT_EQ(peers::count_servers(*db::open(address)), 2);
    EXPECT_NE(lan.ids.next(Instant{1795309200000}), minh.ids.next(Instant{1795309200000}));
}

TEST_F(Peers, RunJobsOnOneServerAndWhatIsInMemoryOnEach) {
    auto lan = std::make_unique<Server>(address);
    Server minh(address);
    int once = 0, everywhere = 0;
    jobs::Scheduler of_lan, of_minh;
    for (auto [scheduler, server] : {std::pair(&of_lan, lan.get()), std::pair(&of_minh, &minh)}) {
        scheduler->take_turns([server] { return server->peers.leads(); });
        scheduler->daily("sweep", 0, [&](ContextFactory&) { ++once; });
        scheduler->every("tick", kMinuteMs, [&](ContextFactory&) { ++once; });
        scheduler->everywhere("look", kMinuteMs, [&](ContextFactory&) { ++everywhere; });
    }
    of_lan.run_due(lan->contexts);
    of_minh.run_due(minh.contexts);
    EXPECT_EQ(once, 2);
    EXPECT_EQ(everywhere, 2);
    lan.reset();
    minh.clock.advance_ms(kDayMs);
    of_minh.run_due(minh.contexts);
    EXPECT_EQ(once, 4);
}

TEST_F(Peers, TakeADumpOfAnotherHistoryForEmpty) {
    db::open(address)->run_script(
        "INSERT INTO foundation_notices VALUES (4000000000000, '{\"tea\":[1]}');"
        "UPDATE foundation_notice_sweeps SET swept_to = 4000000000000");
    Server lan(address);
    lan.tell(5);
    EXPECT_THAT(lan.follow(), ElementsAre(5));
}

TEST(PeersAlone, AServerOnSqliteLeadsAndHearsNothing) {
    const testing_databases::Folder folder;
    const auto address = folder.path() + "/alone.sqlite";
    db::migrate(*db::open(address), {}, Instant{1});
    Server lan(address);
    lan.tell(1);
    EXPECT_TRUE(lan.peers.leads());
    EXPECT_THAT(lan.follow(), IsEmpty());
}

RC_GTEST_PROP(Notices, AreReadAsTheyWereWritten, (peers::Notices notices)) {
    // What cannot be JSON text is never told: words are written in the code.
    peers::Notices told;
    for (const auto& [about, ids] : notices) {
        if (!ids.empty()) told[std::to_string(about.size())] = ids;
    }
    peers::Notices read;
    peers::add_from_text(read, peers::to_text(told));
    RC_ASSERT(read == told);
}
