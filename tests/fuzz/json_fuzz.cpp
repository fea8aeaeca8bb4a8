// JSON bodies: any bytes are read into a described struct or refused; what is read survives being written and read again.
#include "foundation/http/json.h"

#include <cmath>
#include <cstdlib>

namespace {

enum class Kind { first, second };
BOOST_DESCRIBE_ENUM(Kind, first, second)

struct Inner {
    Text<1, 20> name;
    Whole<-5, 5> number;
    std::optional<double> weight;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, number, weight))

struct Outer {
    Kind kind = Kind::first;
    List<Inner, 8> inners;
    std::map<std::string, bool> flags;
    Day day;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (kind, inners, flags, day, note))

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto parsed = http::parse_json({reinterpret_cast<const char*>(data), size});
    if (!parsed) return 0;
    const auto read = http::read<Outer>(*parsed);
    if (!read) return 0;
    const auto written = http::to_json_text(*read);
    auto again = http::read<Outer>(boost::json::parse(written));
    if (!again || again->inners.size() != read->inners.size()) std::abort();
    for (std::size_t at = 0; at < read->inners.size(); ++at) {
        const auto& weight = read->inners.values[at].weight;
        auto& weight_again = again->inners.values[at].weight;
        if (weight.has_value() != weight_again.has_value()) std::abort();
        // Boost.JSON reads the last digit of a double inexactly.
        if (weight && std::abs(*weight - *weight_again) <= std::abs(*weight) * 1e-14) weight_again = weight;
    }
    if (http::to_json_text(*again) != written) std::abort();
    return 0;
}
