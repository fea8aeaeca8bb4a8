#pragma once
// A report as a document that a writer of Word files, a web page or a printer can draw, and the states it goes through.
#include "calendar/rules.h"
#include "plans/rules.h"
#include "targets/rules.h"

namespace campaign {

enum class ReportState { draft, submitted, returned, approved };
BOOST_DESCRIBE_ENUM(ReportState, draft, submitted, returned, approved)

// things: a whole number of units or models, which however small tells of nobody.
enum class CellKind { text, whole, things, percent, day, empty };
BOOST_DESCRIBE_ENUM(CellKind, text, whole, things, percent, day, empty)

struct ReportCell {
    CellKind kind = CellKind::empty;
    std::string text;                    // as it is printed
    std::optional<std::int64_t> number;  // whole, things: the number; percent: in tenths of a percent
    std::optional<std::string> link;     // address within the app that shows what is behind it
    bool manual = false;                 // typed, not counted: marked wherever it is shown
};
BOOST_DESCRIBE_STRUCT(ReportCell, (), (kind, text, number, link, manual))

struct ReportRow {
    std::vector<ReportCell> cells;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (cells))

struct ReportTable {
    std::string id, title;
    std::vector<std::string> columns;
    std::vector<ReportRow> rows;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(ReportTable, (), (id, title, columns, rows, notes))

struct ReportSection {
    std::string number, title;
    std::optional<std::string> part;  // the narrative that an officer writes here
    std::string narrative;
    std::vector<std::string> paragraphs;
    std::vector<ReportTable> tables;
};
BOOST_DESCRIBE_STRUCT(ReportSection, (), (number, title, part, narrative, paragraphs, tables))

// Number, date and signature stay blank until the document is issued.
struct ReportHeader {
    DocumentFamily family = DocumentFamily::state;
    std::string superior, issuer;  // the body above, and the one that issues
    std::string kind, summary;     // "BÁO CÁO" and what about
    std::string period;
    Day as_of, due_on;
    std::string addressee;
    std::optional<std::string> place;  // what stands before the date; reports kept before there was one have none
};
BOOST_DESCRIBE_STRUCT(ReportHeader, (), (family, superior, issuer, kind, summary, period, as_of, due_on, addressee, place))

struct ReportDocument {
    ReportHeader header;
    std::vector<std::string> grounds;  // căn cứ
    std::vector<ReportSection> sections;
    std::vector<std::string> recipients;  // nơi nhận
};
BOOST_DESCRIBE_STRUCT(ReportDocument, (), (header, grounds, sections, recipients))

// As it is kept once handed in: figures are what the next report and the level above compare with.
struct StoredReport {
    ReportDocument document;
    std::map<std::string, std::int64_t> figures;  // target -> reached
};
BOOST_DESCRIBE_STRUCT(StoredReport, (), (document, figures))

namespace reports {

// discard: what was written so far is thrown away; only before the first handing in.
enum class Move { submit, send_back, approve, write, discard };
enum class MoveRefusal { locked, not_submitted, already_submitted, reason_missing, has_history };
std::optional<MoveRefusal> refuse_move(ReportState from, Move move, std::string_view reason);
ReportState after(ReportState from, Move move);

// The day that figures are taken of: what happened after the cut-off's day is never in the report.
Day data_day(Day due_on, Day today);

// The parts an officer writes: their ids and headings, in order.
struct Part {
    const char* id;
    const char* title;
};
const std::vector<Part>& narrative_parts();

// One line of the table of targets.
struct TargetLine {
    std::string target_id, title;
    targets::Figure figure;
    Bound bound = Bound::at_least;
    std::optional<std::int64_t> reached_before;  // in the report before this one
    bool cascades = true;
    bool counts_people = true;
};
struct TaskLine {
    std::string title, lead, state;
    std::vector<std::string> with;
    std::optional<Day> due_on;
    std::int64_t days_late = 0;
};
struct UnitLine {
    std::string unit;
    std::string code;
    std::vector<targets::Figure> figures;  // in the order of the targets
};
struct Contents {
    ReportHeader header;
    std::string unit_code, plan_link;
    std::vector<std::string> grounds, recipients;
    std::vector<TargetLine> targets;
    std::vector<UnitLine> units;
    std::vector<TaskLine> tasks;
    std::map<std::string, std::string> narrative;
};
ReportDocument compose(const Contents& contents);

// For a reader without the right to names: blanks what tells of one to four people. In reports handed in before cells were told
// apart, units and models count as people.
void hide_small_groups(ReportDocument& document);

}  // namespace reports
}  // namespace campaign
