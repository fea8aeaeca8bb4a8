// What stands once in a level: level.yaml, its test and its work sample.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "frameworks/rules.h"
#include "items/rules.h"
#include "public.h"
#include "yaml/rules.h"

namespace curriculum {

Level read_level(const std::string& text, Mistakes& mistakes);

struct TestOnFile {
    LevelTest test;
    std::vector<ItemOnFile> pool;
};
std::optional<TestOnFile> read_level_test(const std::string& text, const std::string& level_id, const CompetenceCodes& codes,
                                          Mistakes& mistakes);

std::optional<WorkSample> read_work_sample(const std::string& text, Mistakes& mistakes);

}  // namespace curriculum
