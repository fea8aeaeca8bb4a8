#pragma once
// Counts what a writer had to clean, cut or drop, and says it once in the end.
#include "foundation/documents/document.h"
#include "foundation/documents/layout.h"

#include <string>
#include <string_view>
#include <vector>

namespace documents {

class Notices {
public:
    // The cleaned text; what was done to it is counted.
    std::string clean(std::string_view text, std::size_t length_max);
    // The same without line breaks.
    std::string clean_line(std::string_view text, std::size_t length_max);
    // The link when it may stand in a file, else nothing.
    std::string web_link(const std::string& link);
    void drop_link() { ++links_dropped_; }

    std::vector<Notice> all() const;

private:
    std::size_t cleaned_ = 0;
    std::size_t shortened_ = 0;
    std::size_t links_dropped_ = 0;
};

}  // namespace documents
