#include "app/packs/check.h"

#include "curriculum/public.h"

#include <cstdio>
#include <filesystem>

namespace app::packs {
namespace {

using curriculum::PackProblem;

std::string words_beside(const std::vector<std::string>& folders) {
    for (const auto& folder : folders) {
        const auto file = std::filesystem::absolute(folder).lexically_normal();
        const auto above = file.has_filename() ? file.parent_path() : file.parent_path().parent_path();
        if (std::filesystem::exists(above / "words.txt")) return (above / "words.txt").lexically_proximate(std::filesystem::current_path()).string();
    }
    return {};
}

boost::json::array to_json(const std::vector<PackProblem>& problems) {
    boost::json::array list;
    for (const auto& problem : problems)
        list.push_back(boost::json::object{{"file", problem.file}, {"line", problem.line}, {"message", problem.message}});
    return list;
}

// For each level, how many lessons have a task for each target group: a hole in the programme is a number that is smaller.
boost::json::object coverage_of(const curriculum::Library& library) {
    boost::json::object levels;
    for (const auto& pack : library.packs) {
        for (const auto& level : pack.levels) {
            std::map<std::string, int> groups;
            for (const auto& id : level.lesson_ids) {
                for (const auto& [group, text] : library.lessons.at(id).task.variants)
                    groups[boost::describe::enum_to_string(group, "")] += text.empty() ? 0 : 1;
            }
            boost::json::object counts;
            for (const auto& [group, count] : groups)
                counts[group] = count;
            levels[level.id] = std::move(counts);
        }
    }
    return levels;
}

boost::json::object counts_of(const curriculum::LoadedPacks& loaded) {
    const auto& library = loaded.library;
    std::size_t items = 0, cards = 0;
    for (const auto& [id, lesson] : library.lessons) {
        items += lesson.item_ids.size();
        cards += lesson.recall_ids.size();
    }
    return {{"packs", library.packs.size()},
            {"lessons", library.lessons.size()},
            {"items", items},
            {"cards", cards},
            {"test_items", library.test_items.size()},
            {"problems", loaded.problems.size()},
            {"warnings", loaded.warnings.size()},
            {"lessons_of_groups", coverage_of(library)}};
}

void print(const curriculum::LoadedPacks& loaded) {
    for (const auto& problem : loaded.problems)
        std::fprintf(stderr, "%s:%d: %s\n", problem.file.c_str(), problem.line, problem.message.c_str());
    for (const auto& warning : loaded.warnings)
        std::fprintf(stderr, "%s:%d: warning: %s\n", warning.file.c_str(), warning.line, warning.message.c_str());
    const auto& library = loaded.library;
    std::printf("%zu lessons, %zu items and cards, %zu test items: %zu problems, %zu warnings\n", library.lessons.size(), library.items.size(),
                library.test_items.size(), loaded.problems.size(), loaded.warnings.size());
}

}  // namespace

int check_packs(const CheckRequest& request, const Settings& settings) {
    const auto words = request.words.empty() ? words_beside(request.folders) : request.words;
    const auto loaded = curriculum::review_packs({request.folders, settings.frameworks_dir, settings.private_packs_dir}, words);
    if (request.json) {
        const boost::json::object report{
            {"problems", to_json(loaded.problems)}, {"warnings", to_json(loaded.warnings)}, {"counts", counts_of(loaded)}};
        std::printf("%s\n", boost::json::serialize(report).c_str());
    } else {
        print(loaded);
    }
    return loaded.problems.empty() && (loaded.warnings.empty() || !request.strict) ? 0 : 1;
}

}  // namespace app::packs
