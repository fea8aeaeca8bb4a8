#include "foundation/documents/layout.h"

#include "foundation/documents/embedded_layouts.h"
#include "foundation/result.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace documents {
namespace {

constexpr std::size_t kTextLengthMax = 500;
constexpr std::size_t kTextsMax = 50;

class Reader {
public:
    Reader(Layout& layout, yaml::Mistakes& mistakes) : layout_(layout), mistakes_(mistakes) {}

    void read(const yaml::Node& root) {
        yaml::Fields fields(root, mistakes_);
        fields.whole("layout", 1, 1);
        layout_.name = text(fields, "name");
        layout_.title = text(fields, "title");
        fields.require("verified");
        layout_.verified = flag(fields, "verified");
        layout_.source = text(fields, "source");
        layout_.known = fields.texts("known", 0, kTextsMax, kTextLengthMax);
        layout_.unknown = fields.texts("unknown", 0, kTextsMax, kTextLengthMax);
        layout_.font = text(fields, "font");
        layout_.summary_rule_percent = percent(fields, "summary_rule_percent");
        layout_.addressees = text(fields, "addressees");
        layout_.signature_space_pt = number(fields, "signature_space_pt", 20, 200);
        const auto marks = fields.texts("heading_marks", 3, 3, kTextLengthMax);
        std::copy_n(marks.begin(), std::min(marks.size(), layout_.heading_marks.size()), layout_.heading_marks.begin());
        read_page(fields.map("page"));
        read_header(fields.map("header"));
        read_recipients(fields.map("recipients"));
        read_appendix(fields.map("appendix"));
        read_styles(fields.map("styles"));
        fields.refuse_others();
        if (!layout_.verified && layout_.unknown.empty())
            mistakes_.add(root.line, "a layout that is not verified must say what is 'unknown'");
    }

private:
    void read_page(const yaml::Node& node) {
        yaml::Fields fields(node, mistakes_);
        auto& page = layout_.page;
        page.width_mm = number(fields, "width_mm", 100, 420);
        page.height_mm = number(fields, "height_mm", 100, 420);
        page.top_mm = number(fields, "top_mm", 10, 50);
        page.bottom_mm = number(fields, "bottom_mm", 10, 50);
        page.left_mm = number(fields, "left_mm", 10, 50);
        page.right_mm = number(fields, "right_mm", 10, 50);
        page.number_from_top_mm = number(fields, "number_from_top_mm", 5, 30);
        fields.refuse_others();
    }

    void read_header(const yaml::Node& node) {
        yaml::Fields fields(node, mistakes_);
        layout_.number_column_mm = number(fields, "number_column_mm", 40, 100);
        layout_.state_name = text(fields, "state_name");
        layout_.motto = optional_text(fields, "motto");
        layout_.state_rule_percent = percent(fields, "state_rule_percent");
        layout_.issuing_rule_percent = percent(fields, "issuing_rule_percent");
        layout_.below_issuing = optional_text(fields, "below_issuing");
        layout_.number = text(fields, "number");
        layout_.place_and_date = text(fields, "place_and_date");
        const auto beside = text(fields, "date_beside");
        if (beside != "number" && beside != "names")
            mistakes_.add(fields.line_of("date_beside"), "'date_beside' is number or names");
        layout_.date_beside_number = beside == "number";
        fields.refuse_others();
    }

    void read_recipients(const yaml::Node& node) {
        yaml::Fields fields(node, mistakes_);
        layout_.recipients_head = text(fields, "head");
        layout_.as_above = text(fields, "as_above");
        layout_.recipient_end = text(fields, "end");
        layout_.archive = text(fields, "archive");
        fields.refuse_others();
    }

    void read_appendix(const yaml::Node& node) {
        yaml::Fields fields(node, mistakes_);
        layout_.appendix = text(fields, "one");
        layout_.numbered_appendix = text(fields, "numbered");
        layout_.appendix_reference = text(fields, "reference");
        fields.refuse_others();
    }

    void read_styles(const yaml::Node& node) {
        yaml::Fields roles(node, mistakes_);
        for (std::size_t index = 0; index < kRoles.size(); ++index)
            read_style(roles.map(kRoles[index]), layout_.styles[index]);
        roles.refuse_others();
    }

    void read_style(const yaml::Node& node, Style& style) {
        yaml::Fields fields(node, mistakes_);
        style.label = text(fields, "label");
        style.size_pt = number(fields, "size", 8, 20);
        style.bold = flag(fields, "bold");
        style.italic = flag(fields, "italic");
        style.underline = flag(fields, "underline");
        style.caps = flag(fields, "caps");
        style.align = align(fields);
        style.first_line_mm = number(fields, "first_line_mm", 0, 30, 0);
        style.before_pt = number(fields, "before", 0, 60, 0);
        style.after_pt = number(fields, "after", 0, 60, 0);
        style.line = number(fields, "line", 1, 2, 1);
        fields.refuse_others();
    }

    Align align(yaml::Fields& fields) {
        static const std::map<std::string, Align> names{
            {"", Align::left}, {"left", Align::left}, {"center", Align::center}, {"right", Align::right}, {"both", Align::both}};
        const auto found = names.find(optional_text(fields, "align"));
        if (found != names.end()) return found->second;
        mistakes_.add(fields.line_of("align"), "'align' is left, center, right or both");
        return Align::left;
    }

    static std::string text(yaml::Fields& fields, std::string_view name) { return fields.text(name, kTextLengthMax); }
    static std::string optional_text(yaml::Fields& fields, std::string_view name) {
        return fields.optional_text(name, kTextLengthMax).value_or("");
    }
    static bool flag(yaml::Fields& fields, std::string_view name) { return fields.optional_flag(name).value_or(false); }

    double number(yaml::Fields& fields, std::string_view name, double min, double max, std::optional<double> otherwise = {}) {
        if (!otherwise) fields.require(name);
        if (!fields.find(name)) return otherwise.value_or(min);
        const auto value = fields.optional_number(name);
        if (value && *value >= min && *value <= max) return *value;
        if (value) mistakes_.add(fields.line_of(name), fmt::format("'{}' must be a number from {} to {}", name, min, max));
        return min;
    }
    int percent(yaml::Fields& fields, std::string_view name) { return static_cast<int>(number(fields, name, 0, 100)); }

    Layout& layout_;
    yaml::Mistakes& mistakes_;
};

const std::map<std::string, Layout, std::less<>>& embedded() {
    static const auto layouts = [] {
        std::map<std::string, Layout, std::less<>> all;
        for (const auto& [name, yaml] : embedded_layouts()) {
            auto file = read_layout(name, yaml);
            ensure(file.mistakes.empty() && file.layout.name == name, name.c_str());
            all.emplace(name, std::move(file.layout));
        }
        return all;
    }();
    return layouts;
}

}  // namespace

double Layout::text_width_pt(bool landscape) const {
    return ((landscape ? page.height_mm : page.width_mm) - page.left_mm - page.right_mm) * kPointsPerMm;
}

LayoutFile read_layout(const std::string& name, const std::string& text) {
    LayoutFile file;
    yaml::Mistakes mistakes(name, file.mistakes);
    if (const auto root = yaml::parse(text, 1, mistakes)) Reader(file.layout, mistakes).read(*root);
    return file;
}

std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const auto& [name, layout] : embedded())
        names.push_back(name);
    return names;
}

const Layout* find_layout(std::string_view name) {
    const auto found = embedded().find(name);
    return found == embedded().end() ? nullptr : &found->second;
}

std::string warning_of(const Layout& layout) {
    if (layout.verified) return {};
    return fmt::format("Bố cục “{}” chưa được đối chiếu với quy định. Chưa rõ: {}. Hãy kiểm tra thể thức trước khi ban hành.",
                       layout.title, fmt::join(layout.unknown, "; "));
}

}  // namespace documents
