// JSON bodies: any bytes are read into a described struct or refused; what is read survives being written and read again.
#include "foundation/http/json.h"

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
    const auto written = http::to_json(*read);
    const auto again = http::read<Outer>(written);
    if (!again || http::to_json(*again) != written) std::abort();
    return 0;
}
