#pragma once
// What one server tells its peers: that something they may keep in memory has changed, never what it has become. Who hears
// a notice reads the tables anew, so notices may come twice, late or out of order without harm.
#include <cstdint>
#include <map>
#include <set>
#include <string>

struct Context;

namespace peers {

// What changed ("rewards_points") and of whom; ids mean what the teller and its listeners agree on.
using Notices = std::map<std::string, std::set<std::int64_t>>;

// In a transaction; its peers hear of it only if it commits.
void tell(Context& context, const std::string& about, std::int64_t id);

// Writes down what the transaction has to tell, in the same commit. Whoever opens a context for a write calls it last.
// On SQLite there is one server and nobody to tell.
void write_notices(Context& context);

std::string to_text(const Notices& notices);
void add_from_text(Notices& notices, const std::string& text);

}  // namespace peers
