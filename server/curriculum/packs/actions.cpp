#include "packs/actions.h"

#include "packs/rules.h"
#include "packs/store.h"
#include "views/actions.h"

namespace curriculum {

LoadedPacks load_packs(const PackPaths& paths) {
    std::vector<PackProblem> problems;
    const auto folders = store::read_folders(paths, problems);
    auto loaded = read_packs(folders.packs, folders.frameworks);
    for (auto& [id, item] : loaded.library.items) item.json = write_item(item);
    loaded.problems.insert(loaded.problems.begin(), problems.begin(), problems.end());
    return loaded;
}

std::string list_problems(const std::vector<PackProblem>& problems) {
    std::string lines;
    for (const auto& problem : problems) {
        lines += problem.file + ":" + std::to_string(problem.line) + ": " + problem.message + "\n";
    }
    return lines;
}

}  // namespace curriculum
