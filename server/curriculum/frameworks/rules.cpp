#include "frameworks/rules.h"

namespace curriculum {

void read_framework(const std::string& text, CompetenceCodes& codes, Mistakes& mistakes) {
    const auto root = yaml::parse(text, 1, mistakes);
    if (!root) return;
    yaml::Fields framework(*root, mistakes);
    framework.code("name");
    framework.whole("version", 1, 10000);
    for (const auto& node : framework.list("nodes", 1, 1000)) {
        yaml::Fields fields(node, mistakes);
        const auto code = fields.code("code");
        const auto title = fields.text("title", 200);
        fields.text("source", 200);
        fields.require("verified");
        fields.optional_flag("verified");
        if (const auto parent = fields.optional_text("parent", 60); parent && !codes.contains(*parent)) {
            mistakes.add(fields.line_of("parent"), "parent " + quoted(*parent) + " does not stand above this node");
        }
        if (!code.empty() && !codes.emplace(code, title).second)
            mistakes.add(fields.line_of("code"), "code " + quoted(code) + " is given twice");
        fields.refuse_others();
    }
    framework.refuse_others();
}

}  // namespace curriculum
