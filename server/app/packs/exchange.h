#pragma once
#include "curriculum/public.h"

#include <string>

namespace app::packs {

struct ExchangeRequest {
    std::string format;  // gift or moodle-xml
    std::string pack_folder, file, lesson_id, items_file;
    bool json = false;
};

// Each prints what became of every item; 0 when a file was written, 1 when there were problems and none was.
int export_pack(const ExchangeRequest& request, const std::string& frameworks);
int import_pack(const ExchangeRequest& request);

}  // namespace app::packs
