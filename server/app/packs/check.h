#pragma once
#include <string>
#include <vector>

#include "foundation/settings.h"

namespace app::packs {

struct CheckRequest {
    std::vector<std::string> folders;
    std::string words;  // "" looks beside the packs
    bool strict = false;
    bool json = false;
};

// 0 when the packs may be released, 1 when they have problems, or warnings and `strict`.
int check_packs(const CheckRequest& request, const Settings& settings);

}  // namespace app::packs
