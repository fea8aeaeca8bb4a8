#pragma once
// Holds real replies against the OpenAPI document: every reply a test sees is checked by an independent JSON Schema
// validator, so the document cannot promise what the server does not send.
#include "foundation/http/router.h"

#include <memory>
#include <string>

namespace testing_product {

class Contract {
public:
    explicit Contract(const http::Router& router);
    ~Contract();

    // What in this reply is not as documented, or "". Addresses without a route answer with a problem, too.
    std::string breach(const std::string& method, const std::string& path, const http::Reply& reply);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace testing_product
