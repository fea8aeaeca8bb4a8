#pragma once
// How errors travel: a function that may be refused returns Result<T>.
// Refusals are values; broken machinery (disk, network, database) throws; our own bugs stop in ensure().
#include <boost/system/result.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>

enum class ProblemKind { invalid, unauthenticated, forbidden, missing, conflict, too_large, unsupported, too_many, busy };

struct Problem {
    ProblemKind kind;
    std::string code;   // stable and machine-readable
    std::string text;   // Vietnamese, ready to be shown
    std::string field{};  // JSON pointer into the request, or empty
    std::int64_t retry_after_s = 0;
};

[[noreturn]] inline void throw_exception_from_error(const Problem& problem, const boost::source_location&) {
    throw std::logic_error("unchecked problem: " + problem.code);
}

template <class T>
using Result = boost::system::result<T, Problem>;

// Stops what can only be a mistake of ours; always compiled in. The router answers 500 and logs it.
inline void ensure(bool holds, const char* what) {
    if (!holds) throw std::logic_error(std::string("broken invariant: ") + what);
}
