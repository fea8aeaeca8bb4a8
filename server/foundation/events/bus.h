#pragma once
// News travels upward. An event is a described struct declared in its publisher's public.h; the publisher never learns
// who listens. Two deliveries:
//   in the transaction — the subscriber runs at once, in the same commit, and may add to context.effects;
//   after commit      — the event is written to the outbox in the same commit and delivered by a job, at least once, so
//                       the subscriber must be idempotent; for all that can wait.
#include "foundation/context.h"
#include "foundation/http/json.h"
#include "foundation/peers/notices.h"

#include <functional>
#include <map>
#include <string>
#include <typeindex>
#include <vector>

namespace events {

class Bus {
public:
    template <class Event>
    void in_transaction(std::function<void(Context&, const Event&)> react) {
        inside_[typeid(Event)].push_back(
            [react](Context& context, const void* event) { react(context, *static_cast<const Event*>(event)); });
    }

    // subscriber names this listener in the outbox, so that one failing does not hold up or repeat the others.
    template <class Event>
    void after_commit(const std::string& subscriber, std::function<void(Context&, const Event&)> react) {
        later_[typeid(Event)].push_back(subscriber);
        deliveries_[subscriber] = [react](Context& context, const boost::json::value& payload) {
            auto event = http::read<Event>(payload);
            ensure(event.has_value(), "an event in the outbox no longer reads");
            react(context, *event);
        };
    }

    template <class Event>
    void publish(Context& context, const Event& event) const {
        if (const auto found = later_.find(typeid(Event)); found != later_.end()) {
            const auto payload = boost::json::serialize(http::to_json(event));
            for (const auto& subscriber : found->second) put_in_outbox(context, subscriber, payload);
        }
        if (const auto found = inside_.find(typeid(Event)); found != inside_.end()) {
            for (const auto& react : found->second) react(context, &event);
        }
    }

    // Sideways, between servers on one database: runs on every server, this one too, soon after a commit that told of it
    // (peers::tell), with a context that reads. It reads anew what it keeps in memory of those ids. Listeners run in the
    // order in which they were added.
    void on_notice(const std::string& about, std::function<void(Context&, const std::set<std::int64_t>&)> reread) {
        listeners_.emplace_back(about, std::move(reread));
    }
    void hear(Context& context, const peers::Notices& notices) const;

    // Delivers one waiting event in the caller's transaction; the outbox row goes in the same commit.
    void deliver(Context& context, const std::string& subscriber, const std::string& payload) const;

private:
    static void put_in_outbox(Context& context, const std::string& subscriber, const std::string& payload);

    std::map<std::type_index, std::vector<std::function<void(Context&, const void*)>>> inside_;
    std::map<std::type_index, std::vector<std::string>> later_;
    std::map<std::string, std::function<void(Context&, const boost::json::value&)>> deliveries_;
    std::vector<std::pair<std::string, std::function<void(Context&, const std::set<std::int64_t>&)>>> listeners_;
};

}  // namespace events
