#pragma once
#include "public.h"

namespace identity {

Problem join_link_invalid();
bool join_link_holds(Context& context, const std::string& token);

struct Invitation {
    units::UnitPath unit;
    std::optional<units::TargetGroup> target_group;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (unit, target_group))
// What the joining page is prefilled with.
Result<Invitation> read_invitation(Context& context, const std::string& token);

struct JoinLinkShown {
    std::string token;
    std::string url;
    std::optional<units::TargetGroup> target_group;
    Instant created_at;
    std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(JoinLinkShown, (), (token, url, target_group, created_at, qr_svg))
struct JoinLinkList {
    std::vector<JoinLinkShown> links;
};
BOOST_DESCRIBE_STRUCT(JoinLinkList, (), (links))

// These two trust the gate to have asked for `invite` on the unit.
JoinLinkList list_join_links(Context& context, units::UnitId unit);
Result<JoinLinkShown> create_join_link(Context& context, units::UnitId unit, std::optional<units::TargetGroup> group);
// Looks at the link's unit itself.
Result<http::NoContent> revoke_join_link(Context& context, const std::string& token);

}  // namespace identity
