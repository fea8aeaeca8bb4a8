#include "paths/rules.h"

#include <algorithm>

namespace learning::paths {
namespace {

void append(Stretch& stretch, const curriculum::Library& library, const curriculum::Level& level) {
    for (const auto& id : level.lesson_ids) stretch.push_back(library.lesson(id));
}

}  // namespace

std::vector<Stretch> path_from(const curriculum::Library& library, const std::optional<std::string>& level_id) {
    std::vector<Stretch> path;
    Stretch below;
    for (const auto& pack : library.packs) {
        Stretch stretch;
        const auto chosen = std::find_if(pack.levels.begin(), pack.levels.end(), [&](const auto& level) { return level.id == level_id; });
        const bool is_chosen = chosen != pack.levels.end();
        for (auto level = pack.levels.begin(); level != pack.levels.end(); ++level)
            append(is_chosen && level < chosen ? below : stretch, library, *level);
        path.insert(is_chosen ? path.begin() : path.end(), std::move(stretch));
    }
    if (!below.empty()) path.push_back(std::move(below));
    return path;
}

std::vector<const curriculum::Lesson*> in_order(const std::vector<Stretch>& path) {
    std::vector<const curriculum::Lesson*> lessons;
    for (const auto& stretch : path) lessons.insert(lessons.end(), stretch.begin(), stretch.end());
    return lessons;
}

}  // namespace learning::paths
