#include "lessons/rules.h"

#include <algorithm>

namespace curriculum {
namespace {

constexpr int kSyllablesAMinute = 160;
constexpr std::size_t kLineMax = 300;
constexpr std::size_t kParagraphMax = 1000;

struct Parts {
    std::string front;
    std::string body;
    int body_line = 1;
};

std::optional<Parts> split_front_matter(const std::string& text, Mistakes& mistakes) {
    constexpr std::string_view kFence = "---\n";
    const auto end = text.starts_with(kFence) ? text.find("\n---\n", kFence.size() - 1) : std::string::npos;
    if (end == std::string::npos) {
        mistakes.add(1, "the file must begin with front matter between two lines ---");
        return std::nullopt;
    }
    Parts parts;
    if (end >= kFence.size()) parts.front = text.substr(kFence.size(), end + 1 - kFence.size());
    parts.body = text.substr(end + 5);
    parts.body_line = 3 + static_cast<int>(std::count(parts.front.begin(), parts.front.end(), '\n'));
    return parts;
}

std::vector<Criterion> read_criteria(yaml::Fields& task, Mistakes& mistakes) {
    std::vector<Criterion> criteria;
    std::int64_t sum = 0;
    for (const auto& node : task.list("criteria", 2, 5)) {
        yaml::Fields fields(node, mistakes);
        criteria.push_back({fields.text("text", kLineMax), fields.whole("points", 1, 10)});
        sum += criteria.back().points;
        fields.refuse_others();
    }
    if (!criteria.empty()) expect_all_points(sum, task.line_of("criteria"), mistakes);
    return criteria;
}

Task read_task(const yaml::Node& node, Mistakes& mistakes) {
    yaml::Fields fields(node, mistakes);
    Task task;
    task.title = fields.text("title", kLineMax);
    task.minutes = fields.whole("minutes", 1, 4);
    task.hand_in = fields.text("hand_in", kParagraphMax);
    task.criteria = read_criteria(fields, mistakes);
    task.variants = read_variants(fields, mistakes);
    fields.refuse_others();
    return task;
}

}  // namespace

std::map<units::TargetGroup, std::string> read_variants(yaml::Fields& owner, Mistakes& mistakes) {
    std::map<units::TargetGroup, std::string> variants;
    owner.require("variants");
    const auto* node = owner.find("variants");
    if (!node) return variants;
    yaml::Fields fields(*node, mistakes);
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<units::TargetGroup>>(
        [&](auto group) { variants[group.value] = fields.text(group.name, kParagraphMax); });
    fields.refuse_others();
    return variants;
}

void expect_all_points(std::int64_t sum, int line, Mistakes& mistakes) {
    if (sum == kCriteriaPoints) return;
    mistakes.add(line, "points of the criteria add up to " + std::to_string(sum) + ", not " + std::to_string(kCriteriaPoints));
}

int reading_seconds(int syllables) { return syllables * 60 / kSyllablesAMinute; }

LessonOnFile read_lesson(const std::string& text, const std::string& picture_folder, const CompetenceCodes& codes,
                         Mistakes& mistakes) {
    LessonOnFile on_file;
    if (!is_clean(text, 1, mistakes)) return on_file;
    const auto parts = split_front_matter(text, mistakes);
    if (!parts) return on_file;
    const auto root = yaml::parse(parts->front, 2, mistakes);
    if (!root) return on_file;
    auto& lesson = on_file.lesson;
    yaml::Fields fields(*root, mistakes);
    lesson.id = fields.code("id");
    lesson.version = fields.whole("version", 1, 1000000);
    lesson.title = fields.text("title", 100);
    lesson.goal = fields.text("goal", kLineMax);
    lesson.competences = fields.codes("competences", 1, 10);
    for (const auto& code : lesson.competences) {
        if (!codes.contains(code))
            mistakes.add(fields.line_of("competences"), "competence " + quoted(code) + " is in no framework");
    }
    fields.require("requires");
    lesson.requires_lessons = fields.codes("requires", 0, 20);
    on_file.requires_line = fields.line_of("requires");
    lesson.safe_use = fields.optional_text("safe_use", kLineMax);
    lesson.teach_back = fields.text("teach_back", kParagraphMax);
    fields.require("task");
    if (const auto* task = fields.find("task")) lesson.task = read_task(*task, mistakes);
    fields.refuse_others();

    auto reading = read_markdown(parts->body, parts->body_line, picture_folder, mistakes);
    lesson.cards = std::move(reading.cards);
    on_file.pictures = std::move(reading.pictures);
    on_file.syllables = reading.syllables;
    return on_file;
}

}  // namespace curriculum
