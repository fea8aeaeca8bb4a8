#include "changes/actions.h"
#include "foundation/http/router.h"

namespace units {
namespace {

struct SearchParams {
    Text<1, 100> q;
    std::optional<Whole<1, 50>> limit;
};
BOOST_DESCRIBE_STRUCT(SearchParams, (), (q, limit))

struct FoundUnits {
    std::vector<UnitPath> units;
};
BOOST_DESCRIBE_STRUCT(FoundUnits, (), (units))

Result<FoundUnits> search_units(Context& context, const SearchParams& params) {
    const auto tree = current(context);
    FoundUnits found;
    for (const auto* unit : tree->search(*params.q, static_cast<std::size_t>(params.limit.value_or(Whole<1, 50>{10})), SearchIn::joinable)) {
        found.units.push_back(path(*tree, *unit));
    }
    return found;
}

struct UnitParams {
    Text<1, 32> code;
};
BOOST_DESCRIBE_STRUCT(UnitParams, (), (code))

struct UnitWithChildren : UnitPath {
    std::vector<UnitRef> children;
};
BOOST_DESCRIBE_STRUCT(UnitWithChildren, (UnitPath), (children))

Result<UnitWithChildren> get_unit(Context& context, const UnitParams& params) {
    const auto tree = current(context);
    const auto* unit = tree->find(*params.code);
    if (!unit) return to_problem(Refusal::no_such_unit);
    UnitWithChildren reply{path(*tree, *unit), {}};
    for (const auto* child : tree->children(unit->id)) reply.children.push_back(ref(*child));
    return reply;
}

}  // namespace

void add_routes(http::Router& router) {
    router.read("GET", "/api/v1/units/search",
                {.name = "search_units",
                 .summary = "Find a unit one may join by words of its name, with or without diacritics.",
                 .access = http::anyone()},
                search_units);
    router.read("GET", "/api/v1/units/{code}",
                {.name = "get_unit", .summary = "A unit with the names above it and the units below it.", .access = http::anyone()},
                get_unit);
}

}  // namespace units
