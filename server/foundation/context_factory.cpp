#include "foundation/context_factory.h"

void ContextFactory::read(const std::function<void(Context&)>& work, Actor actor) const {
    database.read([&](db::Connection& connection) {
        auto context = make(connection, actor);
        work(context);
    });
}

void ContextFactory::write(const std::function<bool(Context&)>& work, Actor actor) const {
    std::vector<std::function<void()>> hooks;
    bool kept = false;
    database.write([&](db::Connection& connection) {
        auto context = make(connection, actor);
        kept = work(context);
        if (kept) peers::write_notices(context);
        hooks = std::move(context.on_commit);
        return kept;
    });
    if (!kept) return;
    for (const auto& hook : hooks) hook();
}
