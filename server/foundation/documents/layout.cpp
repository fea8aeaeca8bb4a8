#include "foundation/documents/layout.h"

#include "foundation/documents/embedded_layouts.h"
#include "foundation/result.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <set>

namespace documents {
namespace {

class Reader {
public:
    explicit Reader(LayoutFile& file) : file_(file), layout_(file.layout) {}

    void read(const YAML::Node& root) {
        if (!root.IsMap()) return refuse(root, "a layout file is a map");
        refuse_others(root, {"layout", "name", "title", "verified", "source", "known", "unknown", "page", "font", "header",
                             "summary_rule_percent", "addressees", "heading_marks", "recipients", "signature_space_pt",
                             "appendix", "styles"});
        if (number(root, "layout", 1, 1) != 1) return;
        layout_.name = text(root, "name");
        layout_.title = text(root, "title");
        layout_.verified = flag(root, "verified", true);
        layout_.source = text(root, "source");
        layout_.known = texts(root, "known");
        layout_.unknown = texts(root, "unknown");
        layout_.font = text(root, "font");
        layout_.summary_rule_percent = percent(root, "summary_rule_percent");
        layout_.addressees = text(root, "addressees");
        layout_.signature_space_pt = number(root, "signature_space_pt", 20, 200);
        read_heading_marks(root);
        read_page(
            section(root, "page", {"width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm", "number_from_top_mm"}));
        read_header(section(root, "header",
                            {"number_column_mm", "state_name", "motto", "state_rule_percent", "issuing_rule_percent",
                             "below_issuing", "number", "place_and_date", "date_beside"}));
        read_recipients(section(root, "recipients", {"head", "as_above", "end", "archive"}));
        read_appendix(section(root, "appendix", {"one", "numbered", "reference"}));
        read_styles(root);
        if (!layout_.verified && layout_.unknown.empty())
            refuse(root, "a layout that is not verified must say what is 'unknown'");
    }

private:
    void read_heading_marks(const YAML::Node& root) {
        const auto marks = texts(root, "heading_marks");
        if (marks.size() != 3) return refuse(root, "'heading_marks' needs three patterns");
        std::copy(marks.begin(), marks.end(), layout_.heading_marks.begin());
    }

    void read_page(const YAML::Node& node) {
        auto& page = layout_.page;
        page.width_mm = number(node, "width_mm", 100, 420);
        page.height_mm = number(node, "height_mm", 100, 420);
        page.top_mm = number(node, "top_mm", 10, 50);
        page.bottom_mm = number(node, "bottom_mm", 10, 50);
        page.left_mm = number(node, "left_mm", 10, 50);
        page.right_mm = number(node, "right_mm", 10, 50);
        page.number_from_top_mm = number(node, "number_from_top_mm", 5, 30);
    }

    void read_header(const YAML::Node& node) {
        layout_.number_column_mm = number(node, "number_column_mm", 40, 100);
        layout_.state_name = text(node, "state_name");
        layout_.motto = optional_text(node, "motto");
        layout_.state_rule_percent = percent(node, "state_rule_percent");
        layout_.issuing_rule_percent = percent(node, "issuing_rule_percent");
        layout_.below_issuing = optional_text(node, "below_issuing");
        layout_.number = text(node, "number");
        layout_.place_and_date = text(node, "place_and_date");
        const auto beside = text(node, "date_beside");
        if (beside != "number" && beside != "names") refuse(node, "'date_beside' is number or names");
        layout_.date_beside_number = beside == "number";
    }

    void read_recipients(const YAML::Node& node) {
        layout_.recipients_head = text(node, "head");
        layout_.as_above = text(node, "as_above");
        layout_.recipient_end = text(node, "end");
        layout_.archive = text(node, "archive");
    }

    void read_appendix(const YAML::Node& node) {
        layout_.appendix = text(node, "one");
        layout_.numbered_appendix = text(node, "numbered");
        layout_.appendix_reference = text(node, "reference");
    }

    void read_styles(const YAML::Node& root) {
        const auto all = section(root, "styles", std::set<std::string>(kRoles.begin(), kRoles.end()));
        for (std::size_t index = 0; index < kRoles.size(); ++index) {
            const std::string role(kRoles[index]);
            const auto node = section(
                all, role,
                {"label", "size", "bold", "italic", "underline", "caps", "align", "first_line_mm", "before", "after", "line"});
            auto& style = layout_.styles[index];
            style.label = text(node, "label");
            style.size_pt = number(node, "size", 8, 20);
            style.bold = flag(node, "bold", false);
            style.italic = flag(node, "italic", false);
            style.underline = flag(node, "underline", false);
            style.caps = flag(node, "caps", false);
            style.align = align(node);
            style.first_line_mm = number(node, "first_line_mm", 0, 30, 0);
            style.before_pt = number(node, "before", 0, 60, 0);
            style.after_pt = number(node, "after", 0, 60, 0);
            style.line = number(node, "line", 1, 2, 1);
        }
    }

    Align align(const YAML::Node& node) {
        static const std::map<std::string, Align> names{
            {"", Align::left}, {"left", Align::left}, {"center", Align::center}, {"right", Align::right}, {"both", Align::both}};
        const auto found = names.find(optional_text(node, "align"));
        if (found != names.end()) return found->second;
        refuse(node, "'align' is left, center, right or both");
        return Align::left;
    }

    // An empty map when it is missing, so that each of its fields is then missing too.
    YAML::Node section(const YAML::Node& parent, const std::string& name, const std::set<std::string>& names) {
        const auto node = parent[name];
        if (node && node.IsMap()) {
            refuse_others(node, names);
            return node;
        }
        refuse(parent, "'" + name + "' is missing");
        return YAML::Node(YAML::NodeType::Map);
    }

    std::string text(const YAML::Node& node, const std::string& name) {
        auto value = optional_text(node, name);
        if (value.empty()) refuse(node, "'" + name + "' is missing");
        return value;
    }
    std::string optional_text(const YAML::Node& node, const std::string& name) {
        const auto value = node[name];
        return value && value.IsScalar() ? value.Scalar() : std::string();
    }
    std::vector<std::string> texts(const YAML::Node& node, const std::string& name) {
        std::vector<std::string> values;
        const auto list = node[name];
        if (!list || !list.IsSequence())
            refuse(node, "'" + name + "' must be a list");
        else
            for (const auto& value : list)
                values.push_back(value.IsScalar() ? value.Scalar() : std::string());
        return values;
    }
    bool flag(const YAML::Node& node, const std::string& name, bool required) {
        bool value = false;
        if (!node[name]) {
            if (required) refuse(node, "'" + name + "' is missing");
        } else if (!YAML::convert<bool>::decode(node[name], value)) {
            refuse(node[name], "'" + name + "' must be yes or no");
        }
        return value;
    }
    double number(const YAML::Node& node, const std::string& name, double min, double max, double otherwise = -1) {
        double value = otherwise;
        const auto found = node[name];
        if (!found && otherwise >= 0) return otherwise;
        if (!found || !YAML::convert<double>::decode(found, value) || !(value >= min && value <= max)) {
            refuse(found ? found : node, fmt::format("'{}' must be a number from {} to {}", name, min, max));
        }
        return value;
    }
    int percent(const YAML::Node& node, const std::string& name) { return static_cast<int>(number(node, name, 0, 100)); }

    void refuse_others(const YAML::Node& node, const std::set<std::string>& names) {
        std::set<std::string> seen;
        for (const auto& pair : node) {
            const auto name = pair.first.IsScalar() ? pair.first.Scalar() : std::string("?");
            if (!names.contains(name)) refuse(pair.first, "'" + name + "' is not known here");
            if (!seen.insert(name).second) refuse(pair.first, "'" + name + "' stands here twice");
        }
    }

    void refuse(const YAML::Node& node, std::string message) {
        file_.problems.push_back({std::max(node.Mark().line, 0) + 1, std::move(message)});
    }

    LayoutFile& file_;
    Layout& layout_;
};

const std::map<std::string, Layout, std::less<>>& embedded() {
    static const auto layouts = [] {
        std::map<std::string, Layout, std::less<>> all;
        for (const auto& [name, yaml] : embedded_layouts()) {
            auto file = read_layout(yaml);
            ensure(file.problems.empty() && file.layout.name == name, name.c_str());
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

LayoutFile read_layout(std::string_view yaml) {
    LayoutFile file;
    try {
        Reader(file).read(YAML::Load(std::string(yaml)));
    } catch (const YAML::Exception& error) {
        file.problems.push_back({std::max(error.mark.line, 0) + 1, error.msg});
    }
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
