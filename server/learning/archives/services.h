// Where the server finds archives.
#pragma once

#include <string>

namespace learning {

struct ArchiveShelf {
    std::string folder;
};

}  // namespace learning
