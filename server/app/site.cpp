#include "app/site.h"

#include "app/demo/accounts.h"
#include "app/demo/mark.h"

namespace app {
namespace {

struct Site {
    std::string name;
    bool demo = false;
    std::string version;
    std::vector<demo::Account> demo_accounts;
    std::optional<std::string> demo_join_path;
    Day today;
};
BOOST_DESCRIBE_STRUCT(Site, (), (name, demo, version, demo_accounts, demo_join_path, today))

}  // namespace

void add_site_route(http::Router& router, const Settings& settings) {
    router.read("GET", "/api/v1/site",
                {.name = "get_site", .summary = "What the web app must know before anybody signs in.", .access = http::anyone()},
                [is_demo = settings.demo, token = demo::join_token(settings)](Context& context, const http::NoParams&) -> Result<Site> {
                    Site site{"Bình Dân Học", is_demo, BDH_VERSION, {}, std::nullopt, context.today()};
                    if (is_demo) site.demo_accounts = demo::accounts();
                    if (token) site.demo_join_path = "/tham-gia?ma=" + *token;
                    return site;
                });
}

}  // namespace app
