#include "packs/store.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace curriculum::store {
namespace {

constexpr std::uintmax_t kFileBytesMax = 1024 * 1024;
constexpr std::size_t kFilesMax = 5000;
constexpr int kDepthMax = 3;

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

PackFolder read_folder(const std::string& folder, std::vector<PackProblem>& problems) {
    PackFolder read{folder, fs::path(folder).lexically_normal().filename().string(), {}};
    while (read.path.size() > 1 && read.path.back() == '/')
        read.path.pop_back();
    if (read.name.empty()) read.name = fs::path(read.path).filename().string();
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
        const auto path = entry->path().string();
        if (entry->path().filename().string().starts_with('.')) {
            entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_symlink() || entry.depth() >= kDepthMax) {
            problems.push_back({path, 0, entry->is_symlink() ? "is a link, not a file" : "lies too deep in the folder"});
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            if (entry->file_size() > kFileBytesMax) {
                problems.push_back({path, 0, "is larger than 1 MB"});
            } else if (read.files.size() >= kFilesMax) {
                problems.push_back({folder, 0, "holds more than " + std::to_string(kFilesMax) + " files"});
                break;
            } else {
                read.files[fs::relative(entry->path(), folder).generic_string()] = slurp(entry->path());
            }
        } else if (!entry->is_directory()) {
            problems.push_back({path, 0, "is not a regular file"});
        }
    }
    if (error) problems.push_back({folder, 0, "cannot be read: " + error.message()});
    return read;
}

Folders read_folders(const PackPaths& paths, std::vector<PackProblem>& problems) {
    Folders folders{{}, {paths.frameworks, "frameworks", {}}};
    for (const auto& pack : paths.packs)
        folders.packs.push_back(read_folder(pack, problems));
    if (!paths.frameworks.empty()) folders.frameworks = read_folder(paths.frameworks, problems);
    if (!paths.private_packs.empty()) lay_over(folders.packs, read_folder(paths.private_packs, problems), problems);
    return folders;
}

}  // namespace curriculum::store
