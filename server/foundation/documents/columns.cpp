#include "foundation/documents/columns.h"

#include "foundation/documents/clean.h"
#include "foundation/documents/measure.h"

#include <algorithm>
#include <numeric>

namespace documents {
namespace {

constexpr double kTextColumnMinPt = 50;
constexpr double kWantedMaxPt = 320;  // a longer text wraps anyway

struct Width {
    double needed = 0;  // by the widest word or figure
    double wanted = 0;  // to stand on one line
    bool is_text = false;
};

double line_width(const std::string& text, double size_pt, bool bold) {
    double widest = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        widest = std::max(widest, width_pt(std::string_view(text).substr(at, end - at), size_pt, bold));
        at = end + 1;
    }
    return widest;
}

std::vector<Width> measure(const Table& table, const Layout& layout) {
    const auto& head = layout.style(Role::table_head);
    const auto& cell_style = layout.style(Role::table_cell);
    std::vector<Width> widths(table.columns.size());
    for (std::size_t at = 0; at < widths.size(); ++at) {
        auto& width = widths[at];
        const auto title = clean_text(table.columns[at].title, kCellLengthMax).text;
        width.is_text = table.columns[at].kind == ColumnKind::text;
        width.needed = word_width_pt(title, head.size_pt, head.bold);
        width.wanted = std::max(width.needed, line_width(title, head.size_pt, head.bold) / (width.is_text ? 1 : 2));
        for (const auto& row : table.rows) {
            if (at >= row.cells.size()) continue;
            const auto& figure = row.cells[at].figure;
            const auto text = clean_text(shown(figure), kCellLengthMax).text;
            const bool breaks = std::holds_alternative<std::string>(figure);
            const auto whole = line_width(text, cell_style.size_pt, row.is_total);
            width.needed = std::max(width.needed, breaks ? word_width_pt(text, cell_style.size_pt, row.is_total) : whole);
            width.wanted = std::max(width.wanted, whole);
        }
        width.needed += 2 * kCellPaddingPt + 1;  // the measure is exact, the reader's program may round
        width.wanted =
            std::min(std::max(width.wanted + 2 * kCellPaddingPt + 1, width.needed), std::max(kWantedMaxPt, width.needed));
        if (width.is_text) width.wanted = std::max(width.wanted, kTextColumnMinPt);
    }
    return widths;
}

template <class Part>
double sum(const std::vector<Width>& widths, Part part) {
    return std::accumulate(widths.begin(), widths.end(), 0.0,
                           [&](double total, const Width& width) { return total + part(width); });
}

}  // namespace

std::vector<double> column_widths_pt(const Table& table, const Layout& layout, double available_pt) {
    const auto widths = measure(table, layout);
    const auto needed = sum(widths, [](const Width& width) { return width.needed; });
    const auto wanted = sum(widths, [](const Width& width) { return width.wanted; });
    const auto text_wanted = sum(widths, [](const Width& width) { return width.is_text ? width.wanted : 0; });
    std::vector<double> result;
    for (const auto& width : widths) {
        if (wanted <= available_pt) {
            // What is left over goes to the texts, or to all when there are none.
            const auto share = text_wanted > 0 ? (width.is_text ? width.wanted / text_wanted : 0) : width.wanted / wanted;
            result.push_back(width.wanted + share * (available_pt - wanted));
        } else if (needed < available_pt) {
            result.push_back(width.needed + (width.wanted - width.needed) * (available_pt - needed) / (wanted - needed));
        } else {
            result.push_back(width.needed * available_pt / needed);
        }
    }
    return result;
}

bool fits(const Table& table, const Layout& layout, double available_pt) {
    return sum(measure(table, layout), [](const Width& width) { return width.needed; }) <= available_pt;
}

}  // namespace documents
