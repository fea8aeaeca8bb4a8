#pragma once
#include "foundation/http/router.h"
#include "foundation/settings.h"

namespace app {

// GET /api/v1/site: what the web app must know before anybody signs in.
void add_site_route(http::Router& router, const Settings& settings);

}  // namespace app
