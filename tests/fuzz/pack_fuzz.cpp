// Packs: the files of one lesson, cut from the input at form feeds, give a library or problems with file and line.
#include "curriculum/public.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace {

const std::filesystem::path& folder() {
    static const auto made = [] {
        const auto path = std::filesystem::temp_directory_path() / ("bdh_pack_fuzz_" + std::to_string(getpid())) / "chuong-trinh";
        std::filesystem::create_directories(path / "level-1");
        std::filesystem::create_directories(path.parent_path() / "frameworks");
        std::ofstream(path.parent_path() / "frameworks/a.yaml")
            << "name: a\nversion: 1\nnodes:\n  - {code: ai, title: AI, source: project, verified: true}\n";
        std::ofstream(path / "pack.yaml")
            << "name: chuong-trinh\ntitle: A\nversion: 2026.1.1\nlicence: CC-BY-SA-4.0\nlanguage: vi\nlevels: [level-1]\n";
        std::ofstream(path / "level-1/level.yaml") << "id: a-1\nnumber: 1\ntitle: A\noutcome: B\nskills: [a, b, c]\n";
        return path;
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(bytes.find('\f'), bytes.size());
    std::ofstream(folder() / "level-1/01-a.md", std::ios::binary) << bytes.substr(0, cut);
    std::ofstream(folder() / "level-1/01-a.items.yaml", std::ios::binary) << bytes.substr(std::min(cut + 1, bytes.size()));
    (void)curriculum::load_packs({{folder().string()}, (folder().parent_path() / "frameworks").string(), {}});
    return 0;
}
