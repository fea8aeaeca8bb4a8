#include "levels/rules.h"

#include <map>

#include "lessons/rules.h"

namespace curriculum {
namespace {

constexpr std::size_t kLineMax = 300;
constexpr std::size_t kParagraphMax = 1000;
constexpr std::size_t kPoolMin = 60;
constexpr std::size_t kPoolMax = 2000;
// A pool so many times what one try draws keeps two tries apart.
constexpr int kPoolToDraw = 3;

std::vector<BlueprintLine> read_blueprint(yaml::Fields& test, const CompetenceCodes& codes, Mistakes& mistakes) {
    std::vector<BlueprintLine> blueprint;
    std::set<std::string> seen;
    for (const auto& node : test.list("blueprint", 1, 40)) {
        yaml::Fields fields(node, mistakes);
        BlueprintLine line{fields.code("competence"), static_cast<int>(fields.whole("items", 1, 20))};
        fields.refuse_others();
        if (!codes.contains(line.competence))
            mistakes.add(node.line, "competence " + quoted(line.competence) + " is in no framework");
        if (!seen.insert(line.competence).second)
            mistakes.add(node.line, "competence " + quoted(line.competence) + " stands in the blueprint twice");
        blueprint.push_back(std::move(line));
    }
    return blueprint;
}

void check_pool(const TestOnFile& on_file, int line, Mistakes& mistakes) {
    std::map<std::string, int> counts;
    for (const auto& [item, item_line] : on_file.pool)
        ++counts[item.competence];
    for (const auto& wanted : on_file.test.blueprint) {
        const int has = counts[wanted.competence];
        counts.erase(wanted.competence);
        if (has < wanted.items * kPoolToDraw) {
            mistakes.add(line, "the pool has " + std::to_string(has) + " items for " + wanted.competence + ", fewer than " +
                                   std::to_string(kPoolToDraw) + " times the " + std::to_string(wanted.items) + " of a try");
        }
    }
    for (const auto& [competence, count] : counts) {
        if (!competence.empty()) mistakes.add(line, "the pool has items for " + quoted(competence) + ", the blueprint has none");
    }
}

}  // namespace

Level read_level(const std::string& text, Mistakes& mistakes) {
    Level level;
    const auto root = yaml::parse(text, 1, mistakes);
    if (!root) return level;
    yaml::Fields fields(*root, mistakes);
    level.id = fields.code("id");
    level.number = static_cast<int>(fields.whole("number", 1, 5));
    level.title = fields.text("title", 100);
    level.outcome = fields.text("outcome", 300);
    level.skills = fields.texts("skills", 3, 6, 200);
    fields.refuse_others();
    return level;
}

std::optional<TestOnFile> read_level_test(const std::string& text, const std::string& level_id, const CompetenceCodes& codes,
                                          Mistakes& mistakes) {
    const auto root = yaml::parse(text, 1, mistakes);
    if (!root) return std::nullopt;
    yaml::Fields fields(*root, mistakes);
    TestOnFile on_file;
    auto& test = on_file.test;
    test.id = fields.code("id");
    if (!test.id.empty() && test.id != level_id + "-test")
        mistakes.add(fields.line_of("id"), "test id " + quoted(test.id) + " must be " + level_id + "-test");
    test.version = fields.whole("version", 1, 1000000);
    fields.require("sample");
    test.sample = fields.optional_flag("sample").value_or(true);
    test.minutes = static_cast<int>(fields.whole("minutes", 5, 120));
    test.pass_percent = static_cast<int>(fields.whole("pass_percent", 1, 100));
    test.wait_hours = static_cast<int>(fields.whole("wait_hours", 0, 24 * 60));
    test.tries = static_cast<int>(fields.whole("tries", 1, 100));
    test.blueprint = read_blueprint(fields, codes, mistakes);
    for (const auto& node : fields.list("pool", kPoolMin, kPoolMax)) {
        on_file.pool.push_back({read_test_item(node, level_id, mistakes), node.line});
        test.pool.push_back(on_file.pool.back().item.id);
    }
    fields.refuse_others();
    check_pool(on_file, fields.line_of("pool"), mistakes);
    return on_file;
}

std::optional<WorkSample> read_work_sample(const std::string& text, Mistakes& mistakes) {
    const auto root = yaml::parse(text, 1, mistakes);
    if (!root) return std::nullopt;
    yaml::Fields fields(*root, mistakes);
    WorkSample work;
    work.id = fields.code("id");
    work.version = fields.whole("version", 1, 1000000);
    work.title = fields.text("title", kLineMax);
    work.brief = fields.text("brief", kParagraphMax);
    work.hand_in = fields.text("hand_in", kParagraphMax);
    work.variants = read_variants(fields, mistakes);
    std::int64_t sum = 0;
    for (const auto& node : fields.list("criteria", 2, 6)) {
        yaml::Fields line(node, mistakes);
        work.criteria.push_back({line.text("text", kLineMax), line.whole("points", 1, 10), line.text("full", kLineMax),
                                 line.text("part", kLineMax), line.text("none", kLineMax)});
        sum += work.criteria.back().points;
        line.refuse_others();
    }
    fields.refuse_others();
    expect_all_points(sum, fields.line_of("criteria"), mistakes);
    return work;
}

int LevelTest::length() const {
    int sum = 0;
    for (const auto& line : blueprint)
        sum += line.items;
    return sum;
}

}  // namespace curriculum
