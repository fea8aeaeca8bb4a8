#include "invitations/actions.h"

#include "audit/actions.h"
#include "invitations/store.h"
#include "memory/store.h"
#include "permissions/actions.h"

#include "foundation/qr.h"

namespace identity {
namespace {

constexpr std::size_t kTokenLength = 10;
constexpr std::size_t kLinksPerUnitMax = 50;

// No vowels: a random word on a poster should not spell anything.
std::string draw_token(Random& random) {
    constexpr std::string_view alphabet = "23456789bcdfghjkmnpqrstvwxz";
    std::string token;
    while (token.size() < kTokenLength) token += alphabet[random.number(static_cast<std::uint32_t>(alphabet.size()))];
    return token;
}

JoinLinkShown shown(const Context& context, const store::JoinLink& link) {
    auto url = join_url(context.services, link.token);
    auto svg = qr_svg(url);
    return {link.token, std::move(url), link.group, link.created_at, std::move(svg)};
}

}  // namespace

std::string join_url(const Services& services, const std::string& token) {
    return services.get<Site>().public_url + "/tham-gia?ma=" + token;
}

Problem join_link_invalid() {
    return {ProblemKind::missing, "join_link_invalid", "Liên kết tham gia này không còn dùng được. Bạn vẫn có thể tự tìm đơn vị của mình.",
            "/join_token"};
}

bool join_link_holds(Context& context, const std::string& token) {
    const auto link = store::find_join_link(context.db, token);
    return link && units::current(context)->find(link->unit);
}

Result<Invitation> read_invitation(Context& context, const std::string& token) {
    const auto link = store::find_join_link(context.db, token);
    const auto tree = units::current(context);
    const auto* unit = link ? tree->find(link->unit) : nullptr;
    if (!unit) return join_link_invalid();
    return Invitation{units::path(*tree, *unit), link->group};
}

JoinLinkList list_join_links(Context& context, units::UnitId unit) {
    JoinLinkList list;
    for (const auto& link : store::find_join_links(context.db, unit)) list.links.push_back(shown(context, link));
    return list;
}

std::string make_join_link(Context& context, units::UnitId unit, std::optional<units::TargetGroup> group) {
    auto token = draw_token(context.random);
    store::add_join_link(context.db, {token, unit, group, context.now, context.actor.account});
    record_act(context, {.action = "join_link_made", .unit = unit, .detail = token});
    return token;
}

Result<JoinLinkShown> create_join_link(Context& context, units::UnitId unit, std::optional<units::TargetGroup> group) {
    if (store::find_join_links(context.db, unit).size() >= kLinksPerUnitMax) {
        return Problem{ProblemKind::conflict, "join_links_too_many", "Đơn vị này đã có nhiều liên kết. Hãy thu hồi những liên kết không dùng nữa."};
    }
    return shown(context, {make_join_link(context, unit, group), unit, group, context.now, context.actor.account});
}

Result<http::NoContent> revoke_join_link(Context& context, const std::string& token) {
    const auto link = store::find_join_link(context.db, token);
    if (!link) return Problem{ProblemKind::missing, "no_such_join_link", "Không tìm thấy liên kết này, hoặc nó đã được thu hồi."};
    if (!may(context, Permission::invite, link->unit)) return not_permitted();
    store::revoke_join_link(context.db, token, context.now);
    record_act(context, {.action = "join_link_closed", .unit = link->unit, .detail = token});
    return http::NoContent{};
}

}  // namespace identity
