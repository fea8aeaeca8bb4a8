#include "foundation/events/outbox.h"

#include "foundation/jobs/scheduler.h"
#include "foundation/testing/contexts.h"

namespace {

struct TeaPoured {
    std::int64_t cups = 0;
};
BOOST_DESCRIBE_STRUCT(TeaPoured, (), (cups))

class Events : public testing_databases::ContextsOnEveryEngine {
protected:
    void pour(std::int64_t cups, bool keep = true) {
        contexts().write([&](Context& context) {
            bus.publish(context, TeaPoured{cups});
            return keep;
        });
    }
};

}  // namespace

TEST_P(Events, ReachInTheTransactionAtOnce) {
    std::int64_t heard = 0;
    bus.in_transaction<TeaPoured>([&](Context& context, const TeaPoured& event) {
        heard += event.cups;
        context.effects["cups"] = event.cups;
    });
    contexts().write([&](Context& context) {
        bus.publish(context, TeaPoured{3});
        EXPECT_EQ(context.effects.at("cups").as_int64(), 3);
        return true;
    });
    EXPECT_EQ(heard, 3);
}

TEST_P(Events, WaitInTheOutboxUntilDelivered) {
    std::int64_t heard = 0;
    bus.after_commit<TeaPoured>("kettle", [&](Context&, const TeaPoured& event) { heard += event.cups; });
    pour(2);
    pour(5, false);  // undone, so nobody ever hears of it
    EXPECT_EQ(heard, 0);
    EXPECT_EQ(events::deliver_outbox(contexts()), 1);
    EXPECT_EQ(events::deliver_outbox(contexts()), 0);
    EXPECT_EQ(heard, 2);
}

TEST_P(Events, AreTriedAgainLaterWhenASubscriberFails) {
    int tries = 0;
    bus.after_commit<TeaPoured>("kettle", [&](Context&, const TeaPoured&) {
        if (++tries < 3) throw std::runtime_error("spilled");
    });
    pour(1);
    EXPECT_EQ(events::deliver_outbox(contexts()), 0);
    EXPECT_EQ(events::deliver_outbox(contexts()), 0);  // its second turn has not come yet
    EXPECT_EQ(tries, 1);
    clock.advance_ms(2 * kSecondMs);
    EXPECT_EQ(events::deliver_outbox(contexts()), 0);
    clock.advance_ms(5 * kSecondMs);
    EXPECT_EQ(events::deliver_outbox(contexts()), 1);
    EXPECT_EQ(tries, 3);
}

TEST_P(Events, DailyJobsRunOnceADayAcrossRestarts) {
    int ran = 0;
    const auto scheduler = [&] {
        auto made = std::make_unique<jobs::Scheduler>();
        made->daily("sweep", 9 * 60, [&](ContextFactory&) { ++ran; });
        return made;
    };
    auto first = scheduler();
    first->run_due(contexts());  // 08:00: not yet
    EXPECT_EQ(ran, 0);
    clock.advance_ms(kHourMs);
    first->run_due(contexts());
    first->run_due(contexts());
    scheduler()->run_due(contexts());
    EXPECT_EQ(ran, 1);
    clock.advance_ms(kDayMs);
    scheduler()->run_due(contexts());
    EXPECT_EQ(ran, 2);
    clock.advance_ms(kDayMs + 20 * kHourMs);  // 05:00; nobody was there at yesterday's 09:00
    scheduler()->run_due(contexts());
    scheduler()->run_due(contexts());
    EXPECT_EQ(ran, 3);
    clock.advance_ms(4 * kHourMs);
    scheduler()->run_due(contexts());
    EXPECT_EQ(ran, 4);
}

TEST_P(Events, AreDeliveredThoughTheClockRanAheadWhenTheyWereWritten) {
    std::int64_t heard = 0;
    bus.after_commit<TeaPoured>("kettle", [&](Context&, const TeaPoured& event) { heard += event.cups; });
    clock.advance_ms(5 * kDayMs);
    pour(2);
    clock.advance_ms(-5 * kDayMs);
    EXPECT_EQ(events::deliver_outbox(contexts()), 1);
    EXPECT_EQ(heard, 2);
}

TEST_P(Events, JobsGoOnWhenTheClockRanAheadAndCameBack) {
    int swept = 0, ticked = 0;
    jobs::Scheduler scheduler;
    scheduler.daily("sweep", 9 * 60, [&](ContextFactory&) { ++swept; });
    scheduler.every("tick", kSecondMs, [&](ContextFactory&) { ++ticked; });
    clock.advance_ms(5 * kDayMs + 2 * kHourMs);
    scheduler.run_due(contexts());
    clock.advance_ms(-5 * kDayMs);
    scheduler.run_due(contexts());
    EXPECT_EQ(ticked, 2);
    EXPECT_EQ(swept, 2);
    scheduler.run_due(contexts());
    EXPECT_EQ(swept, 2);
}

TEST_P(Events, ADailyJobThatAStopInterruptedIsMadeUpAtTheNextStart) {
    int tries = 0;
    jobs::Scheduler before, after;
    const auto sweep = [&](ContextFactory&) {
        if (++tries > 1) return;
        before.begin_stop();
        throw db::Interrupted("the server stops");
    };
    before.daily("sweep", 8 * 60, sweep);
    after.daily("sweep", 8 * 60, sweep);
    before.run_due(contexts());
    EXPECT_EQ(tries, 1);
    before.run_due(contexts());
    EXPECT_EQ(tries, 1);
    after.run_due(contexts());
    after.run_due(contexts());
    EXPECT_EQ(tries, 2);
}

TEST_P(Events, ADailyJobThatFailedIsTriedAgainTheSameDay) {
    int tries = 0;
    jobs::Scheduler scheduler;
    scheduler.daily("sweep", 7 * 60, [&](ContextFactory&) {
        if (++tries == 1) throw std::runtime_error("no broom");
    });
    scheduler.run_due(contexts());
    scheduler.run_due(contexts());
    EXPECT_EQ(tries, 1);
    clock.advance_ms(11 * kMinuteMs);
    scheduler.run_due(contexts());
    EXPECT_EQ(tries, 2);
    clock.advance_ms(kHourMs);
    scheduler.run_due(contexts());
    EXPECT_EQ(tries, 2);
}

BDH_ON_EVERY_ENGINE(Events);
