#include "actions.h"

namespace curriculum {

Result<Picture> find_picture(const Context& context, const std::string& address) {
    const auto* picture = library(context)->picture(address);
    if (!picture) return Problem{ProblemKind::missing, "no_such_picture", "Không tìm thấy hình này."};
    return *picture;
}

}  // namespace curriculum
