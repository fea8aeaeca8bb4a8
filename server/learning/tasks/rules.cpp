#include "tasks/rules.h"

namespace learning::tasks {

std::optional<LevelWork> find_work_sample(const curriculum::Library& library, const std::string& id) {
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels) {
            if (level.work_sample && level.work_sample->id == id) return LevelWork{&level, &*level.work_sample};
        }
    }
    return std::nullopt;
}

std::optional<Assignment> find_assignment(const curriculum::Library& library, const std::string& id) {
    if (const auto* lesson = library.lesson(id)) {
        const auto& task = lesson->task;
        return Assignment{id, task.title, task.hand_in, false, task.minutes, task.criteria, task.variants};
    }
    const auto found = find_work_sample(library, id);
    if (!found) return std::nullopt;
    const auto& work = *found->work;
    Assignment assignment{id, work.title, work.hand_in, true, 0, {}, work.variants};
    for (const auto& line : work.criteria) assignment.criteria.push_back({line.text + ". " + line.full, line.points});
    return assignment;
}

}  // namespace learning::tasks
