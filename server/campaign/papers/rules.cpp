#include "papers/rules.h"

#include <array>

#include "foundation/documents/docx.h"
#include "foundation/documents/workbook.h"
#include "foundation/text.h"

namespace campaign::papers {
namespace {

struct Kind {
    std::string_view upper, lower;
};
constexpr std::array<Kind, 6> kAdministrative{
    {{"Xã ", "xã "}, {"Phường ", "phường "}, {"Đặc khu ", "đặc khu "}, {"Thị trấn ", "thị trấn "}, {"Tỉnh ", "tỉnh "}, {"Thành phố ", "thành phố "}}};

const Kind* kind_of(const std::string& unit_name) {
    for (const auto& kind : kAdministrative) {
        if (unit_name.starts_with(kind.upper)) return &kind;
    }
    return nullptr;
}

// Reports handed in before there was such a page keep another address, which leads nowhere.
std::string link_of(const ReportCell& cell, const PaperOptions& options) {
    const bool leads_somewhere = cell.link && cell.link->starts_with("/don-vi/") && !options.app_url.empty();
    return leads_somewhere ? options.app_url + *cell.link : std::string();
}

documents::Cell cell_of(const ReportCell& cell, const PaperOptions& options) {
    switch (cell.kind) {
    case CellKind::whole:
    case CellKind::things:
        if (cell.number) return {documents::Count{*cell.number}, link_of(cell, options)};
        break;
    case CellKind::percent:
        if (cell.number) return {documents::Percent{static_cast<double>(*cell.number) / 10}, {}};
        break;
    case CellKind::text:
    case CellKind::day:
    case CellKind::empty:
        break;
    }
    return {cell.text, {}};
}

// The kind of a column is that of most of its figures: a cell without one ("chưa có") says nothing on it.
documents::ColumnKind column_kind(const ReportTable& table, std::size_t column) {
    for (const auto& row : table.rows) {
        if (column >= row.cells.size()) continue;
        if (row.cells[column].kind == CellKind::percent) return documents::ColumnKind::percent;
        if (row.cells[column].kind == CellKind::day) return documents::ColumnKind::day;
        if (row.cells[column].kind == CellKind::things) return documents::ColumnKind::count;
        if (row.cells[column].kind == CellKind::whole) return column == 0 ? documents::ColumnKind::number : documents::ColumnKind::count;
    }
    return documents::ColumnKind::text;
}

documents::Table table_of(const ReportTable& table, const PaperOptions& options) {
    documents::Table made{.name = table.title, .title = table.title, .columns = {}, .rows = {}, .note = {}};
    for (std::size_t at = 0; at < table.columns.size(); ++at) made.columns.push_back({table.columns[at], column_kind(table, at)});
    for (const auto& row : table.rows) {
        documents::Row shown;
        for (const auto& cell : row.cells) shown.cells.push_back(cell_of(cell, options));
        made.rows.push_back(std::move(shown));
    }
    for (const auto& note : table.notes) made.note += (made.note.empty() ? "" : " ") + note;
    return made;
}

const documents::Layout& layout_of(DocumentFamily family) {
    const auto* layout = documents::find_layout(family == DocumentFamily::party ? "van-ban-dang" : "nghi-dinh-30");
    ensure(layout != nullptr, "both families are in the binary");
    return *layout;
}

std::string symbol_of(const ReportHeader& header) {
    if (header.family == DocumentFamily::party) return header.issuer.starts_with("Ban Chỉ đạo") ? "BC/BCĐ" : "BC";
    return header.issuer.starts_with("Ủy ban nhân dân") ? "BC-UBND" : "BC";
}

// "Lưu: VT" is how a plan's recipients say who keeps a copy.
documents::Recipients recipients_of(const std::vector<std::string>& names) {
    constexpr std::string_view kKeeps = "Lưu: ";
    documents::Recipients recipients;
    for (const auto& name : names) {
        if (name.starts_with(kKeeps)) recipients.archive = name.substr(kKeeps.size());
        else recipients.names.push_back(name);
    }
    return recipients;
}

// The kind of the document stands above it already.
std::string summary_without_kind(const std::string& summary) {
    constexpr std::string_view kKind = "Báo cáo ";
    if (!summary.starts_with(kKind)) return summary;
    const auto rest = summary.substr(kKind.size());
    std::size_t first = 1;
    while (first < rest.size() && (static_cast<unsigned char>(rest[first]) & 0xC0U) == 0x80U)
        ++first;
    return text::upper_case(rest.substr(0, first)) + rest.substr(first);
}

}  // namespace

std::string body_of(const std::string& unit_name) {
    const auto* kind = kind_of(unit_name);
    return kind ? "Ủy ban nhân dân " + std::string(kind->lower) + unit_name.substr(kind->upper.size()) : unit_name;
}

std::string committee_of(const std::string& unit_name) {
    const auto* kind = kind_of(unit_name);
    return kind ? "Đảng ủy " + std::string(kind->lower) + unit_name.substr(kind->upper.size()) : unit_name;
}

std::string place_of(const std::string& unit_name) {
    if (const auto* kind = kind_of(unit_name)) return unit_name.substr(kind->upper.size());
    for (const auto& kind : kAdministrative) {
        const auto at = unit_name.rfind(" " + std::string(kind.lower));
        if (at != std::string::npos) return unit_name.substr(at + 1 + kind.lower.size());
    }
    return {};
}

AppAddress address_for_papers(std::string public_url) {
    while (public_url.ends_with('/')) public_url.pop_back();
    if (public_url.starts_with("http://localhost") || public_url.starts_with("http://127.")) public_url.clear();
    return {std::move(public_url)};
}

documents::Document to_document(const ReportDocument& report, const PaperOptions& options) {
    const auto& header = report.header;
    documents::Document document;
    document.header = {header.superior, header.issuer, symbol_of(header), header.place.value_or(place_of(options.unit_name)), {}};
    document.title = {"Báo cáo", header.summary};
    if (!header.addressee.empty()) document.addressees = {header.addressee};
    document.bases = report.grounds;
    document.title.summary = summary_without_kind(header.summary);
    for (const auto& section : report.sections) {
        document.blocks.emplace_back(documents::Heading{1, section.title});
        for (auto& block : documents::paragraphs_of(section.narrative)) document.blocks.push_back(std::move(block));
        for (const auto& paragraph : section.paragraphs) document.blocks.emplace_back(documents::Paragraph{{{paragraph}}});
        for (const auto& table : section.tables) document.blocks.emplace_back(table_of(table, options));
    }
    document.recipients = recipients_of(report.recipients);
    document.signature = {{(header.family == DocumentFamily::party ? "T/M " : "TM. ") + header.issuer}, {}};
    document.author = header.issuer;
    document.drafted_at = options.made_at;
    document.facts = {{"Đơn vị", options.unit_code}, {"Kỳ báo cáo", header.period}, {"Số liệu đến", to_text(header.as_of)}};
    return document;
}

std::vector<documents::Table> to_tables(const ReportDocument& report, const PaperOptions& options) {
    std::vector<documents::Table> tables;
    for (const auto& section : report.sections) {
        for (const auto& table : section.tables) tables.push_back(table_of(table, options));
    }
    return tables;
}

std::optional<std::string> form_notice(DocumentFamily family) {
    auto notice = documents::warning_of(layout_of(family));
    return notice.empty() ? std::nullopt : std::optional(std::move(notice));
}

Result<documents::File> make_paper(const ReportDocument& report, const PaperOptions& options, PaperForm form) {
    if (form == PaperForm::xlsx) {
        return documents::write_workbook(to_tables(report, options), {report.header.summary, report.header.issuer,
                                                             options.unit_name + ", số liệu đến " + to_text(report.header.as_of), options.made_at});
    }
    return documents::write_docx(to_document(report, options), layout_of(report.header.family));
}

}  // namespace campaign::papers
