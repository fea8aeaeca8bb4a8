#include "packs/rules.h"

#include <algorithm>
#include <set>

#include "frameworks/rules.h"
#include "items/rules.h"
#include "lessons/rules.h"
#include "levels/rules.h"
#include "pictures/rules.h"
#include "yaml/rules.h"

namespace curriculum {
namespace {

constexpr int kLessonSecondsMin = 6 * 60;
constexpr int kLessonSecondsMax = 8 * 60;
constexpr std::string_view kItemsEnding = ".items.yaml";
constexpr std::string_view kTestFile = "test.yaml";
constexpr std::string_view kWorkSampleFile = "work-sample.yaml";

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

// year.month.count
bool is_pack_version(std::string_view version) {
    const auto first = version.find('.');
    const auto second = version.find('.', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || first != 4 || version.size() > 16) return false;
    return is_digits(version.substr(0, first)) && is_digits(version.substr(first + 1, second - first - 1)) &&
           is_digits(version.substr(second + 1));
}

// "07-viet-loi-moi" is lesson 7; 0 when the name is not so.
int lesson_number(std::string_view stem) {
    if (stem.size() < 4 || !is_digits(stem.substr(0, 2)) || stem[2] != '-') return 0;
    if (stem.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string_view::npos) return 0;
    return (stem[0] - '0') * 10 + (stem[1] - '0');
}

class Assembler {
public:
    LoadedPacks loaded;

    void add_frameworks(const PackFolder& folder) {
        for (const auto& [name, bytes] : folder.files) {
            if (!name.ends_with(".yaml")) continue;
            Mistakes mistakes(folder.place_of(name), loaded.problems);
            read_framework(bytes, codes_, mistakes);
        }
        loaded.library.competences = codes_;
    }

    void add_pack(const PackFolder& folder) {
        Mistakes mistakes(folder.place_of("pack.yaml"), loaded.problems);
        const auto* bytes = find_file(folder, "pack.yaml");
        if (!bytes) return mistakes.add(0, "is missing");
        const auto root = yaml::parse(*bytes, 1, mistakes);
        if (!root) return;
        yaml::Fields fields(*root, mistakes);
        Pack pack;
        pack.name = fields.code("name");
        pack.title = fields.text("title", 100);
        pack.version = fields.text("version", 16);
        fields.text("licence", 60);
        fields.text("language", 10);
        const auto levels = fields.codes("levels", 1, 5);
        fields.refuse_others();
        if (!pack.name.empty() && pack.name != folder.name) {
            mistakes.add(fields.line_of("name"),
                         "name " + quoted(pack.name) + " is not the folder's name " + quoted(folder.name));
        }
        if (!pack.version.empty() && !is_pack_version(pack.version))
            mistakes.add(fields.line_of("version"), "version must be year.month.count");
        std::set<std::string> known;
        for (const auto& level : levels) {
            if (!known.insert(level).second)
                mistakes.add(fields.line_of("levels"), "level " + quoted(level) + " is listed twice");
            else if (!find_file(folder, level + "/level.yaml"))
                mistakes.add(fields.line_of("levels"), level + "/level.yaml is missing");
            else
                add_level(folder, level, pack);
        }
        refuse_strangers(folder, known);
        loaded.library.packs.push_back(std::move(pack));
    }

    void check_requirements() {
        std::set<std::string, std::less<>> earlier;
        for (const auto* lesson : loaded.library.in_order()) {
            const auto& place = places_.at(lesson->id);
            Mistakes mistakes(place.file, loaded.problems);
            for (const auto& required : lesson->requires_lessons) {
                if (earlier.contains(required)) continue;
                // Lessons are learnt in order, so a lesson that asked for a later one, or for itself, could never open.
                const bool known = loaded.library.lessons.contains(required);
                mistakes.add(place.requires_line, "required lesson " + quoted(required) +
                                                      (known ? " does not come before this one" : " does not exist"));
            }
            earlier.insert(lesson->id);
        }
    }

private:
    struct Place {
        std::string file;
        int requires_line = 1;
    };

    static const std::string* find_file(const PackFolder& folder, const std::string& path) {
        const auto found = folder.files.find(path);
        return found == folder.files.end() ? nullptr : &found->second;
    }

    void add_level(const PackFolder& folder, const std::string& name, Pack& pack) {
        Mistakes mistakes(folder.place_of(name + "/level.yaml"), loaded.problems);
        auto level = read_level(folder.files.at(name + "/level.yaml"), mistakes);
        if (!pack.levels.empty() && level.number <= pack.levels.back().number) mistakes.add(0, "levels must be listed in order");
        if (!level_ids_.insert(level.id).second) mistakes.add(0, "level id " + quoted(level.id) + " is given twice");

        const auto used = add_lessons(folder, name, pack, level);
        add_pictures(folder, name, pack, used);
        add_test(folder, name, level);
        add_work_sample(folder, name, level);
        if (level.lesson_ids.empty()) mistakes.add(1, "this level has no lesson");
        pack.levels.push_back(std::move(level));
    }

    void add_test(const PackFolder& folder, const std::string& name, Level& level) {
        const auto file = name + "/" + std::string(kTestFile);
        const auto* bytes = find_file(folder, file);
        if (!bytes) return;
        Mistakes mistakes(folder.place_of(file), loaded.problems);
        auto on_file = read_level_test(*bytes, level.id, codes_, mistakes);
        if (!on_file) return;
        if (on_file->test.sample == folder.is_private(file))
            mistakes.add(0, folder.is_private(file) ? "a private pool says sample: false"
                                                    : "a pool in a pack can be read by anyone, so it says sample: true");
        for (auto& [item, line] : on_file->pool) {
            const auto id = item.id;
            if (!id.empty() && !loaded.library.test_items.emplace(id, std::move(item)).second)
                mistakes.add(line, "id " + quoted(id) + " is given twice");
        }
        level.test = std::move(on_file->test);
    }

    void add_work_sample(const PackFolder& folder, const std::string& name, Level& level) {
        const auto file = name + "/" + std::string(kWorkSampleFile);
        const auto* bytes = find_file(folder, file);
        if (!bytes) return;
        Mistakes mistakes(folder.place_of(file), loaded.problems);
        level.work_sample = read_work_sample(*bytes, mistakes);
        if (level.work_sample && level.work_sample->id != level.id + "-work")
            mistakes.add(0, "work sample id " + quoted(level.work_sample->id) + " must be " + level.id + "-work");
    }

    // Gives the names of the pictures that lessons show.
    std::set<std::string> add_lessons(const PackFolder& folder, const std::string& name, const Pack& pack, Level& level) {
        std::set<std::string> used;
        std::set<int> numbers;
        const auto prefix = name + "/";
        for (auto file = folder.files.lower_bound(prefix); file != folder.files.end() && file->first.starts_with(prefix);
             ++file) {
            const auto inner = file->first.substr(prefix.size());
            if (!inner.ends_with(".md")) continue;
            Mistakes mistakes(folder.place_of(file->first), loaded.problems);
            const auto stem = inner.substr(0, inner.size() - 3);
            const int number = lesson_number(stem);
            if (number == 0) {
                mistakes.add(0, "a lesson's file is named NN-slug.md");
                continue;
            }
            if (!numbers.insert(number).second) mistakes.add(0, "another lesson of this level has the same number");
            auto on_file = read_lesson(file->second, picture_folder(pack, name), codes_, mistakes);
            on_file.lesson.level = level.number;
            on_file.lesson.number = number;
            for (const auto& picture : on_file.pictures) {
                if (!find_file(folder, prefix + "images/" + picture.name))
                    mistakes.add(picture.line, "picture images/" + picture.name + " does not exist");
                used.insert(picture.name);
            }
            if (on_file.lesson.id.empty()) continue;
            add_items(folder, prefix + stem + std::string(kItemsEnding), on_file.lesson, mistakes);
            keep_lesson(std::move(on_file), level, folder.place_of(file->first), mistakes);
        }
        return used;
    }

    void add_items(const PackFolder& folder, const std::string& path, Lesson& lesson, Mistakes& lesson_mistakes) {
        const auto* bytes = find_file(folder, path);
        if (!bytes) return lesson_mistakes.add(0, "its items file " + path + " is missing");
        Mistakes mistakes(folder.place_of(path), loaded.problems);
        auto file = read_items(*bytes, lesson.id, mistakes);
        for (auto& [item, line] : file.items)
            keep_item(std::move(item), line, lesson.item_ids, mistakes);
        for (auto& [card, line] : file.cards)
            keep_item(std::move(card), line, lesson.recall_ids, mistakes);
    }

    void keep_item(Item item, int line, std::vector<std::string>& ids, Mistakes& mistakes) {
        if (item.id.empty()) return;
        ids.push_back(item.id);
        const auto id = item.id;
        if (!loaded.library.items.emplace(id, std::move(item)).second) mistakes.add(line, "id " + quoted(id) + " is given twice");
    }

    void keep_lesson(LessonOnFile on_file, Level& level, const std::string& path, Mistakes& mistakes) {
        auto& lesson = on_file.lesson;
        lesson.seconds = reading_seconds(on_file.syllables);
        for (const auto& id : lesson.item_ids)
            lesson.seconds += loaded.library.items.at(id).seconds;
        if (lesson.seconds < kLessonSecondsMin || lesson.seconds > kLessonSecondsMax) {
            loaded.warnings.push_back(
                {path, 1, "reading and items take about " + std::to_string(lesson.seconds) + " seconds, not 6 to 8 minutes"});
        }
        const auto id = lesson.id;
        places_.emplace(id, Place{path, on_file.requires_line});
        if (!loaded.library.lessons.emplace(id, std::move(lesson)).second)
            return mistakes.add(1, "lesson id " + quoted(id) + " is given twice");
        level.lesson_ids.push_back(id);
    }

    // The address names the version, so that it may be kept for ever.
    static std::string picture_folder(const Pack& pack, const std::string& level) {
        return "/pack/" + pack.name + "/" + pack.version + "/images/" + level + "/";
    }

    void add_pictures(const PackFolder& folder, const std::string& name, const Pack& pack, const std::set<std::string>& used) {
        const auto prefix = name + "/images/";
        for (auto file = folder.files.lower_bound(prefix); file != folder.files.end() && file->first.starts_with(prefix);
             ++file) {
            const auto inner = file->first.substr(prefix.size());
            const auto path = folder.place_of(file->first);
            if (const auto refusal = refuse_picture(inner, file->second)) loaded.problems.push_back({path, 0, *refusal});
            if (!used.contains(inner)) loaded.warnings.push_back({path, 0, "no lesson shows this picture"});
            loaded.library.pictures[picture_folder(pack, name) + inner] = {std::string(picture_type(inner)), file->second};
        }
    }

    // A file nobody reads is most often a misspelt one.
    void refuse_strangers(const PackFolder& folder, const std::set<std::string>& levels) {
        for (const auto& [path, bytes] : folder.files) {
            const auto slash = path.find('/');
            if (slash == std::string::npos) {
                if (path == "pack.yaml" || path == "README.md" || path == "LICENSE") continue;
            } else if (levels.contains(path.substr(0, slash))) {
                const auto inner = path.substr(slash + 1);
                const bool items_of_lesson = inner.ends_with(kItemsEnding) &&
                                             folder.files.contains(path.substr(0, path.size() - kItemsEnding.size()) + ".md");
                if (inner == "level.yaml" || inner == kTestFile || inner == kWorkSampleFile || inner.starts_with("images/") ||
                    inner.ends_with(".md") || items_of_lesson)
                    continue;
            }
            loaded.problems.push_back({folder.place_of(path), 0, "belongs to nothing: check its name"});
        }
    }

    CompetenceCodes codes_;
    std::set<std::string> level_ids_;
    std::map<std::string, Place> places_;
};

}  // namespace

std::string PackFolder::place_of(const std::string& file) const {
    const auto found = private_places.find(file);
    return found == private_places.end() ? path + "/" + file : found->second;
}

void lay_over(std::vector<PackFolder>& packs, const PackFolder& private_packs, std::vector<PackProblem>& problems) {
    for (const auto& [path, bytes] : private_packs.files) {
        const auto slash = path.find('/');
        const auto name = path.substr(0, slash);
        const auto inner = slash == std::string::npos ? std::string() : path.substr(slash + 1);
        const auto pack = std::find_if(packs.begin(), packs.end(), [&](const PackFolder& each) { return each.name == name; });
        const auto place = private_packs.path + "/" + path;
        if (pack == packs.end() || !inner.ends_with("/" + std::string(kTestFile)) || !pack->files.contains(inner)) {
            problems.push_back({place, 0, "takes the place of no pack's test: it must be <pack>/<level>/test.yaml"});
            continue;
        }
        pack->files[inner] = bytes;
        pack->private_places[inner] = place;
    }
}

LoadedPacks read_packs(const std::vector<PackFolder>& packs, const PackFolder& frameworks) {
    Assembler assembler;
    assembler.add_frameworks(frameworks);
    for (const auto& folder : packs)
        assembler.add_pack(folder);
    assembler.check_requirements();
    return std::move(assembler.loaded);
}

const Lesson* Library::lesson(std::string_view id) const {
    const auto found = lessons.find(id);
    return found == lessons.end() ? nullptr : &found->second;
}

const Item* Library::item(std::string_view id) const {
    const auto found = items.find(id);
    return found == items.end() ? nullptr : &found->second;
}

const Item* Library::test_item(std::string_view id) const {
    const auto found = test_items.find(id);
    return found == test_items.end() ? nullptr : &found->second;
}

std::string Library::competence_title(std::string_view code) const {
    const auto found = competences.find(code);
    return found == competences.end() ? std::string(code) : found->second;
}

const Picture* Library::picture(std::string_view address) const {
    const auto found = pictures.find(address);
    return found == pictures.end() ? nullptr : &found->second;
}

const Level* Library::level(std::string_view id) const {
    for (const auto& pack : packs) {
        for (const auto& level : pack.levels) {
            if (level.id == id) return &level;
        }
    }
    return nullptr;
}

const Level* Library::level_of(const Lesson& lesson) const {
    for (const auto& pack : packs) {
        for (const auto& level : pack.levels) {
            if (std::find(level.lesson_ids.begin(), level.lesson_ids.end(), lesson.id) != level.lesson_ids.end()) return &level;
        }
    }
    return nullptr;
}

std::vector<const Lesson*> Library::in_order() const {
    std::vector<const Lesson*> ordered;
    for (const auto& pack : packs) {
        for (const auto& level : pack.levels) {
            for (const auto& id : level.lesson_ids)
                ordered.push_back(lesson(id));
        }
    }
    return ordered;
}

}  // namespace curriculum
