#pragma once
#include "foundation/http/router.h"

namespace http {

// The OpenAPI 3.1 document of everything the router knows.
boost::json::object openapi(const Router& router, const std::string& version);

// Adds GET /api/v1/openapi.json; call it after every other route is there.
void add_openapi_route(Router& router, const std::string& version);

}  // namespace http
