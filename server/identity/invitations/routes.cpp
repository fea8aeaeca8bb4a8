#include "invitations/actions.h"

namespace identity {
namespace {

struct TokenParams {
    Text<1, 40> token;
};
BOOST_DESCRIBE_STRUCT(TokenParams, (), (token))

struct UnitParams {
    Text<1, 40> code;
};
BOOST_DESCRIBE_STRUCT(UnitParams, (), (code))

struct NewJoinLink {
    std::optional<units::TargetGroup> target_group;
};
BOOST_DESCRIBE_STRUCT(NewJoinLink, (), (target_group))

// The gate has found the unit already.
units::UnitId unit_of(Context& context, const UnitParams& params) {
    return units::current(context)->find(std::string_view(params.code.value))->id;
}

Result<Invitation> get_join_link(Context& context, const TokenParams& params) { return read_invitation(context, params.token); }

Result<JoinLinkList> get_join_links(Context& context, const UnitParams& params) { return list_join_links(context, unit_of(context, params)); }

Result<http::Created<JoinLinkShown>> post_join_link(Context& context, const UnitParams& params, const NewJoinLink& wanted) {
    auto link = create_join_link(context, unit_of(context, params), wanted.target_group);
    if (!link) return link.error();
    return http::Created<JoinLinkShown>{std::move(*link)};
}

Result<http::NoContent> delete_join_link(Context& context, const TokenParams& params) { return revoke_join_link(context, params.token); }

}  // namespace

void add_invitation_routes(http::Router& router) {
    router.read("GET", "/api/v1/join_links/{token}",
                {.name = "read_join_link", .summary = "The unit and group a join link stands for.", .access = http::anyone()}, get_join_link);
    router.read("GET", "/api/v1/units/{code}/join_links",
                {.name = "list_join_links", .summary = "A unit's join links with their QR codes.", .access = http::on_unit("invite", "code")},
                get_join_links);
    router.write("POST", "/api/v1/units/{code}/join_links",
                 {.name = "create_join_link", .summary = "Makes a join link for a unit.", .access = http::on_unit("invite", "code")},
                 post_join_link);
    router.write("DELETE", "/api/v1/join_links/{token}",
                 {.name = "revoke_join_link", .summary = "Makes a join link useless.", .access = http::on_thing("invite", "token")},
                 delete_join_link);
}

}  // namespace identity
