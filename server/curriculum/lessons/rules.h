// From a lesson's .md file to the lesson: YAML front matter, then the reading.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "frameworks/rules.h"
#include "markdown/rules.h"
#include "public.h"
#include "yaml/rules.h"

namespace curriculum {

struct LessonOnFile {
    Lesson lesson;
    std::vector<PictureUse> pictures;
    int syllables = 0;
    int requires_line = 1;
};

// picture_folder is the address the level's pictures are served under, with its final slash.
LessonOnFile read_lesson(const std::string& text, const std::string& picture_folder, const CompetenceCodes& codes,
                         Mistakes& mistakes);

// One text for each target group.
std::map<units::TargetGroup, std::string> read_variants(yaml::Fields& owner, Mistakes& mistakes);

// Criteria are judged out of this many points.
inline constexpr std::int64_t kCriteriaPoints = 10;
void expect_all_points(std::int64_t sum, int line, Mistakes& mistakes);

// Seconds to read that many syllables at the pace of somebody not used to reading long texts.
int reading_seconds(int syllables);

}  // namespace curriculum
