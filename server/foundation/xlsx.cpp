#include "foundation/xlsx.h"

#include "foundation/text.h"
#include "foundation/time.h"

#include <fmt/format.h>
#include <pugixml.hpp>
#include <zip.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace {

// Opening brackets and attributes in one part: each becomes a node in memory, many times larger than its text.
constexpr std::size_t kMarksMax = 4'000'000;
constexpr int kLineMax = 1'048'576;  // Excel's own limit

struct Refused {
    Problem problem;
};

[[noreturn]] void refuse_broken() {
    throw Refused{{ProblemKind::invalid, "xlsx_malformed", "Không đọc được tệp Excel này. Hãy mở lại bằng Excel, lưu dạng .xlsx rồi gửi lại."}};
}

[[noreturn]] void refuse_large() {
    throw Refused{{ProblemKind::too_large, "xlsx_too_large", "Tệp Excel này quá lớn. Hãy chia thành nhiều tệp nhỏ hơn."}};
}

class Archive {
public:
    explicit Archive(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source) zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (source && !zip_) zip_source_free(source);
        zip_error_fini(&error);
        if (!zip_) refuse_broken();
    }

    bool has(const std::string& name) const { return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0; }

    std::string read(const std::string& name) {
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(zip_.get(), name.c_str(), 0), zip_fclose);
        if (!file) refuse_broken();
        std::string content;
        char buffer[16384];
        for (;;) {
            const auto count = zip_fread(file.get(), buffer, sizeof buffer);
            if (count < 0) refuse_broken();
            if (count == 0) return content;
            unpacked_ += static_cast<std::size_t>(count);
            if (unpacked_ > kXlsxUnpackedMax) refuse_large();
            content.append(buffer, static_cast<std::size_t>(count));
        }
    }

private:
    struct Discard {
        void operator()(zip_t* zip) const { zip_discard(zip); }
    };
    std::unique_ptr<zip_t, Discard> zip_;
    std::size_t unpacked_ = 0;
};

void parse_part(const std::string& content, pugi::xml_document& document) {
    std::size_t marks = 0;
    for (std::size_t at = 0; at < content.size(); ++at) marks += content[at] == '<' || content[at] == '=';
    if (marks > kMarksMax) refuse_large();
    if (content.find("<!DOCTYPE") != std::string::npos || content.find("<!ENTITY") != std::string::npos) refuse_broken();
    // Keeps cells of nothing but spaces; pugixml resolves the five predefined entities and character references, no others.
    if (!document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) refuse_broken();
}

// Some writers put every element into a prefix ("x:row"), so names are compared without it.
bool is_named(const pugi::xml_node& node, std::string_view name) {
    const std::string_view full = node.name();
    const auto colon = full.find(':');
    return full.substr(colon == std::string_view::npos ? 0 : colon + 1) == name;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& node) { return is_named(node, name); });
}

std::string text_of(const pugi::xml_node& item) {
    std::string text;
    for (const auto& part : item.children()) {
        if (is_named(part, "t")) text += part.child_value();
        if (is_named(part, "r")) text += child(part, "t").child_value();
    }
    return text;
}

struct Parts {
    std::string sheet = "xl/worksheets/sheet1.xml";
    std::string strings = "xl/sharedStrings.xml";
    std::string styles = "xl/styles.xml";
    bool counts_from_1904 = false;
};

Parts find_parts(Archive& archive) {
    pugi::xml_document workbook, relations;
    parse_part(archive.read("xl/workbook.xml"), workbook);
    Parts parts;
    const auto root = child(workbook, "workbook");
    parts.counts_from_1904 = child(root, "workbookPr").attribute("date1904").as_bool();
    const std::string wanted = child(child(root, "sheets"), "sheet").attribute("r:id").value();
    if (!archive.has("xl/_rels/workbook.xml.rels")) return parts;
    parse_part(archive.read("xl/_rels/workbook.xml.rels"), relations);
    for (const auto& relation : child(relations, "Relationships").children()) {
        std::string target = relation.attribute("Target").value();
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        const std::string_view type = relation.attribute("Type").value();
        if (!wanted.empty() && wanted == relation.attribute("Id").value()) parts.sheet = target;
        if (type.ends_with("/sharedStrings")) parts.strings = target;
        if (type.ends_with("/styles")) parts.styles = target;
    }
    return parts;
}

// Built-in number formats that show a day (ECMA-376-1, 18.8.30), and those of East Asian Excel.
bool is_day_format(int id) { return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58); }

bool shows_day(std::string_view code) {
    bool quoted = false, bracketed = false;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char letter = code[at];
        if (letter == '"') quoted = !quoted;
        else if (letter == '\\') ++at;
        else if (letter == '[') bracketed = true;
        else if (letter == ']') bracketed = false;
        else if (!quoted && !bracketed && (letter == 'd' || letter == 'y' || letter == 'D' || letter == 'Y')) return true;
    }
    return false;
}

// For each cell style, whether it shows a day.
std::vector<bool> read_day_styles(Archive& archive, const Parts& parts) {
    std::vector<bool> styles;
    if (!archive.has(parts.styles)) return styles;
    pugi::xml_document document;
    parse_part(archive.read(parts.styles), document);
    const auto root = child(document, "styleSheet");
    std::set<int> own_day_formats;
    for (const auto& format : child(root, "numFmts").children()) {
        if (shows_day(format.attribute("formatCode").value())) own_day_formats.insert(format.attribute("numFmtId").as_int());
    }
    for (const auto& style : child(root, "cellXfs").children()) {
        if (!is_named(style, "xf")) continue;
        const int id = style.attribute("numFmtId").as_int();
        styles.push_back(is_day_format(id) || own_day_formats.contains(id));
    }
    return styles;
}

std::vector<std::string> read_strings(Archive& archive, const Parts& parts) {
    std::vector<std::string> strings;
    if (!archive.has(parts.strings)) return strings;
    pugi::xml_document document;
    parse_part(archive.read(parts.strings), document);
    for (const auto& item : child(document, "sst").children()) {
        if (is_named(item, "si")) strings.push_back(text_of(item));
    }
    return strings;
}

std::string day_text(double serial, bool from_1904) {
    // Day 1 is 1900-01-01 and Excel believes in 1900-02-29 (day 60), so from then on it counts from 1899-12-30.
    const auto whole = static_cast<std::int64_t>(std::floor(serial));
    const std::int64_t epoch = from_1904 ? -24107 : whole >= 61 ? -25569 : -25568;
    return to_text(Day{epoch + whole});
}

std::string number_text(const std::string& raw, bool is_day, bool from_1904) {
    double number = 0;
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
    if (error != std::errc{} || end != raw.data() + raw.size() || !std::isfinite(number)) return raw;
    if (is_day && number >= 1 && number < 2958466) return day_text(number, from_1904);
    if (number == std::floor(number) && std::abs(number) < 1e15) return std::to_string(static_cast<std::int64_t>(number));
    return fmt::format("{}", number);
}

// "AB12" is column 27, counted from 0; nothing when there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4) {
        column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
        ++letters;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
}

class Sheet {
public:
    Sheet(const std::vector<std::string>& strings, const std::vector<bool>& day_styles, bool from_1904)
        : strings_(strings), day_styles_(day_styles), from_1904_(from_1904) {}

    std::vector<CsvRow> read(const pugi::xml_node& data) const {
        std::vector<CsvRow> rows;
        int line = 0;
        for (const auto& node : data.children()) {
            if (!is_named(node, "row")) continue;
            line = node.attribute("r").as_int(line + 1);
            if (line < 1 || line > kLineMax) refuse_broken();
            auto row = read_row(node, line);
            if (row.cells.empty()) continue;
            rows.push_back(std::move(row));
            if (rows.size() > kXlsxRowsMax) refuse_large();
        }
        return rows;
    }

private:
    CsvRow read_row(const pugi::xml_node& node, int line) const {
        CsvRow row{line, {}};
        auto& cells = row.cells;
        std::size_t next = 0;
        for (const auto& cell : node.children()) {
            if (!is_named(cell, "c")) continue;
            const auto column = column_of(cell.attribute("r").value()).value_or(next);
            next = column + 1;
            const auto written = cell_text(cell);
            auto content = clean(written, line);
            if (text::squeeze(content).empty()) continue;
            if (column >= kXlsxCellsMax) refuse_large();
            if (cells.size() <= column) cells.resize(column + 1);
            row.recomposed = row.recomposed || content != written;
            cells[column] = std::move(content);
        }
        return row;
    }

    std::string cell_text(const pugi::xml_node& cell) const {
        const std::string_view type = cell.attribute("t").value();
        const std::string value = child(cell, "v").child_value();
        if (type == "s") {
            std::size_t index = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
            if (error != std::errc{} || end != value.data() + value.size() || index >= strings_.size()) refuse_broken();
            return strings_[index];
        }
        if (type == "inlineStr") return text_of(child(cell, "is"));
        if (type == "str" || type == "b") return value;
        if (type == "d") return value.substr(0, 10);
        if (type == "e" || value.empty()) return {};
        const auto style = cell.attribute("s").as_uint();
        return number_text(value, style < day_styles_.size() && day_styles_[style], from_1904_);
    }

    static std::string clean(const std::string& content, int line) {
        auto nfc = text::to_nfc(content);
        if (!nfc || text::has_control_characters(*nfc)) {
            throw Refused{{ProblemKind::invalid, "text_not_clean", fmt::format("Dòng {} có ký tự không dùng được.", line), fmt::format("/{}", line)}};
        }
        if (nfc->size() > kCsvCellBytesMax) refuse_large();
        return std::move(*nfc);
    }

    const std::vector<std::string>& strings_;
    const std::vector<bool>& day_styles_;
    bool from_1904_;
};

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<std::vector<CsvRow>> parse_xlsx(std::string_view bytes) {
    try {
        if (bytes.size() > kXlsxBytesMax) refuse_large();
        Archive archive(bytes);
        const auto parts = find_parts(archive);
        const auto strings = read_strings(archive, parts);
        const auto day_styles = read_day_styles(archive, parts);
        pugi::xml_document document;
        parse_part(archive.read(parts.sheet), document);
        return Sheet(strings, day_styles, parts.counts_from_1904).read(child(child(document, "worksheet"), "sheetData"));
    } catch (const Refused& refused) {
        return refused.problem;
    }
}
