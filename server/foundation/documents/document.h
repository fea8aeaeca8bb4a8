#pragma once
// What an official document says, without a word on how it looks: a layout (layout.h) and a writer (docx.h, workbook.h)
// make the file. Texts may be anything; the writers clean them by the rule in clean.h.
#include "foundation/result.h"
#include "foundation/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace documents {

struct Count {
    std::int64_t value = 0;
};
struct Percent {
    double value = 0;  // 85.3 is 85.3 of a hundred
};
using Figure = std::variant<std::monostate, std::string, Count, Percent, Day>;

struct Cell {
    Figure figure{};
    std::string link{};  // an http or https address where the people and evidence behind the figure are shown, or empty
};

enum class ColumnKind { text, number, count, percent, day };  // number: the row's running number
struct Column {
    std::string title{};
    ColumnKind kind = ColumnKind::text;
};
struct Row {
    std::vector<Cell> cells{};
    bool is_total = false;
};
struct Table {
    std::string name{};   // of its sheet in a workbook
    std::string title{};  // above it in a document; may be empty
    std::vector<Column> columns{};
    std::vector<Row> rows{};
    std::string note{};  // below it: sources, what is left out; may be empty
};

struct Span {
    std::string text{};
    std::string link{};
    bool bold = false;
    bool italic = false;
};
struct Paragraph {
    std::vector<Span> spans{};
};
struct Heading {
    int level = 1;  // 1 to 3; the writer numbers them I. 1. a)
    std::string text{};
};
using Block = std::variant<Heading, Paragraph, Table>;

struct Header {
    std::string superior_body{};  // cơ quan chủ quản; may be empty
    std::string issuing_body{};   // lines apart by \n where the break matters
    std::string symbol{};         // "BC-UBND"; the number before it stays blank until the document is issued
    std::string place{};
    std::optional<int> year{};  // nothing leaves the year blank like the day and the month
};
struct Title {
    std::string kind{};     // "Báo cáo"
    std::string summary{};  // trích yếu
};
struct Recipients {
    std::vector<std::string> names{};  // below "Nơi nhận:"; empty leaves the whole block out
    std::string archive{};             // who keeps a copy: "VT, VHXH"
};
struct Signature {
    std::vector<std::string> capacity{};  // "TM. Ủy ban nhân dân", "Chủ tịch": one line each
    std::string name{};                   // empty in a draft
};
struct Appendix {
    std::string title{};
    std::vector<Block> blocks{};
};

// Kept in the file's properties, so that a printout's figures can be traced.
struct Fact {
    std::string name{};
    std::string value{};
};

struct Document {
    Header header;
    Title title;
    std::vector<std::string> addressees{};  // "Kính gửi"
    std::vector<std::string> bases{};       // "Căn cứ …", one a line, without the ending mark
    std::vector<Block> blocks{};
    Recipients recipients;
    Signature signature;
    std::vector<Appendix> appendices{};
    std::string author{};
    Instant drafted_at;
    std::vector<Fact> facts{};
};

// What the caller should tell the officer about the file; texts are Vietnamese.
struct Notice {
    std::string code;
    std::string text{};
};
struct File {
    std::string bytes;
    std::vector<Notice> notices;
};

// What an officer typed into a narrative field: one paragraph for each line with something in it.
std::vector<Block> paragraphs_of(std::string_view narrative);

// As a Vietnamese office writes figures: 1.234.567, 85,3%, 25/11/2026; nothing for what is no number.
std::string shown(const Figure& figure);

}  // namespace documents
