#include "imports/actions.h"

#include "evidence/actions.h"
#include "evidence/rules.h"
#include "foundation/sheet.h"
#include "foundation/text.h"
#include "identity/public.h"
#include "imports/store.h"
#include "targets/actions.h"

#include <algorithm>

namespace campaign {
namespace {

using imports::Column;

constexpr std::size_t kRowsMax = 2000;  // one transaction
constexpr std::size_t kRowsShown = 200;

Problem no_header(const char* text) { return {ProblemKind::invalid, "columns_missing", text}; }

std::string word_of(text::Encoding encoding) {
    switch (encoding) {
        case text::Encoding::unicode:
            return "unicode";
        case text::Encoding::tcvn3:
            return "tcvn3";
        case text::Encoding::vni:
            return "vni";
    }
    return {};
}

CellProblem to_problem(imports::UnitRefusal refusal) {
    switch (refusal) {
        case imports::UnitRefusal::unit_missing:
            return {"unit", "unit_missing", "Chưa ghi đơn vị."};
        case imports::UnitRefusal::unit_unknown:
            return {"unit", "unit_unknown", "Không tìm thấy đơn vị này trong phạm vi của bạn."};
        case imports::UnitRefusal::unit_ambiguous:
            return {"unit", "unit_ambiguous", "Có nhiều đơn vị trùng tên. Vui lòng ghi mã đơn vị."};
    }
    return {};
}

struct Reading {
    Sheet sheet;
    imports::Layout layout;
};

Result<Reading> read_file(const std::string& bytes, const std::vector<Column>& needed, const char* header_text) {
    auto sheet = read_sheet(bytes);
    if (!sheet) return sheet.error();
    const auto layout = imports::find_layout(sheet->rows, needed);
    if (!layout) return no_header(header_text);
    if (sheet->rows.size() > kRowsMax + layout->header + 1) {
        return Problem{ProblemKind::too_large, "too_many_rows", "Tệp có quá 2.000 dòng. Vui lòng chia nhỏ tệp."};
    }
    return Reading{std::move(*sheet), *layout};
}

std::optional<RowRepair> repair_of(const Sheet& sheet, int line) {
    const auto found = sheet.repairs.find(line);
    if (found == sheet.repairs.end()) return std::nullopt;
    const auto& [recomposed, before, after] = found->second;
    return RowRepair{recomposed ? "composed" : word_of(sheet.encoding), before, after};
}

void count_rows(ImportSeen& seen, const Sheet& sheet) {
    for (auto& row : seen.rows) {
        row.repair = repair_of(sheet, row.line);
        if (row.repair) ++seen.rows_repaired;
        ++seen.rows_total;
        ++(row.status == "wrong" ? seen.rows_wrong : row.status == "new" ? seen.rows_new : seen.rows_unchanged);
    }
    std::stable_partition(seen.rows.begin(), seen.rows.end(), [](const auto& row) { return row.status == "wrong"; });
    if (seen.rows.size() > kRowsShown) seen.rows.resize(kRowsShown);
}

// A preview is the same work taken back; so is a file with a single wrong row.
Result<ImportSeen> store_whole_or_not(http::SlowContext& slow, bool dry_run,
                                      const std::function<Result<ImportSeen>(Context&)>& work) {
    std::optional<Result<ImportSeen>> result;
    static_cast<void>(slow.write([&](Context& context) -> Result<bool> {
        result.emplace(work(context));
        const bool is_kept = *result && !dry_run && (*result)->rows_wrong == 0;
        if (*result) {
            (*result)->stored = is_kept;
            if (!is_kept) (*result)->evidence_id.reset();
        }
        if (!is_kept) return Problem{ProblemKind::conflict, "only_shown", ""};
        return true;
    }));
    return std::move(*result);
}

// The file itself proves its numbers. What is no clean text, an old encoding, is kept as it was read.
Result<EvidenceId> keep_file(Context& context, const ImportOrder& order, const Sheet& sheet) {
    if (evidence::kind_of(order.bytes)) {
        const auto kept = keep_evidence(context, order.code, order.file_name, order.bytes);
        if (!kept) return kept.error();
        return kept->evidence_id;
    }
    std::string text(kUtf8Bom);
    for (const auto& row : sheet.rows)
        append_csv_row(text, row.cells);
    const auto kept = keep_evidence(context, order.code, order.file_name, text);
    if (!kept) return kept.error();
    return kept->evidence_id;
}

const PlanTarget* find_named(const Plan& plan, const std::string& cell) {
    if (const auto* target = plans::find_target(plan, cell)) return target;
    const auto key = text::search_key(cell);
    for (const auto& target : plan.targets) {
        if (text::search_key(target.title.value) == key) return &target;
    }
    return nullptr;
}

// One number of one row, in the order in which they can be entered: wholes first, and targets as the plan has them.
struct Entry {
    std::size_t row = 0;  // in ImportSeen::rows
    targets::ValuePart part = targets::ValuePart::reached;
    const PlanTarget* target = nullptr;
    const units::Unit* unit = nullptr;
    std::int64_t amount = 0;
    Day day;
    std::string source;
};

class ValueReader {
public:
    ValueReader(const Ground& ground, const Reading& reading, const ImportOrder& order, Day today)
        : ground_(ground), reading_(reading), order_(order), today_(today), units_(*ground.tree, ground.unit.id) {}

    void read(const CsvRow& row, ImportSeen& seen) {
        ImportedRow shown{row.line, "unchanged", {}, {}, cell(row, Column::target), {}, {}, {}, {}, {}};
        Entry entry;
        entry.row = seen.rows.size();
        imports::UnitRefusal refusal{};
        entry.unit = units_.find(cell(row, Column::unit), refusal);
        if (!entry.unit) shown.problems.push_back(to_problem(refusal));
        entry.target = find_named(ground_.plan, shown.subject);
        if (!entry.target) shown.problems.push_back({"target", "no_such_target", "Không tìm thấy chỉ tiêu này trong kế hoạch."});
        const auto day_cell = cell(row, Column::day);
        const auto day = day_cell.empty() ? std::optional(today_) : imports::read_day(day_cell);
        if (!day) shown.problems.push_back({"day", "day_invalid", "Ngày chưa đúng, ví dụ đúng: 22/11/2026."});
        entry.day = day.value_or(today_);
        entry.source = cell(row, Column::source).empty() ? order_.source : cell(row, Column::source);
        shown.reached = number(row, Column::reached, shown);
        shown.whole = number(row, Column::whole, shown);
        if (!shown.reached && !shown.whole && shown.problems.empty())
            shown.problems.push_back({"reached", "number_missing", "Chưa ghi số liệu."});
        if (entry.unit) {
            shown.unit_code = entry.unit->code;
            shown.unit = entry.unit->name;
        }
        if (shown.problems.empty()) {
            if (shown.whole) add(entry, targets::ValuePart::whole, *shown.whole);
            if (shown.reached) add(entry, targets::ValuePart::reached, *shown.reached);
        } else {
            shown.status = "wrong";
        }
        seen.rows.push_back(std::move(shown));
    }

    std::vector<Entry> in_order() {
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& one, const Entry& other) {
            const auto rank = [](const Entry& each) { return std::pair(each.part != targets::ValuePart::whole, each.target); };
            return rank(one) < rank(other);
        });
        return entries;
    }
    std::vector<Entry> entries;

private:
    std::string cell(const CsvRow& row, Column column) const { return imports::cell_of(row, reading_.layout, column); }
    std::optional<std::int64_t> number(const CsvRow& row, Column column, ImportedRow& shown) const {
        const auto text = cell(row, column);
        if (text.empty()) return std::nullopt;
        const auto count = imports::read_count(text);
        if (!count) shown.problems.push_back({boost::describe::enum_to_string(column, ""), "number_invalid", "Số liệu phải là số nguyên không âm."});
        return count;
    }
    void add(Entry entry, targets::ValuePart part, std::int64_t amount) {
        entry.part = part;
        entry.amount = amount;
        entries.push_back(std::move(entry));
    }
    const Ground& ground_;
    const Reading& reading_;
    const ImportOrder& order_;
    Day today_;
    imports::UnitFinder units_;
};

void enter(Context& context, PlanId plan, EvidenceId evidence, const Entry& entry, ImportedRow& row) {
    const auto typed = store::find_typed(
        context.db, {plan, entry.target->id, entry.unit->id, boost::describe::enum_to_string(entry.part, ""), entry.day});
    if (typed == entry.amount) return;
    const auto entered = enter_value(context, entry.unit->code, plan,
                                     {entry.target->id, entry.part, {entry.amount}, entry.day, {entry.source}, evidence});
    if (entered) {
        if (row.status != "wrong") row.status = "new";
        return;
    }
    row.status = "wrong";
    row.problems.push_back({boost::describe::enum_to_string(entry.part, ""), entered.error().code, entered.error().text});
}

Result<ImportSeen> apply_values(Context& context, PlanId plan, const ImportOrder& order, const Reading& reading) {
    const auto ground = stand_on(context, order.code, plan, std::nullopt);
    if (!ground) return ground.error();
    const auto evidence = keep_file(context, order, reading.sheet);
    if (!evidence) return evidence.error();
    ImportSeen seen;
    seen.evidence_id = *evidence;
    ValueReader reader(*ground, reading, order, context.today());
    for (std::size_t row = reading.layout.header + 1; row < reading.sheet.rows.size(); ++row)
        reader.read(reading.sheet.rows[row], seen);
    for (const auto& entry : reader.in_order())
        enter(context, plan, *evidence, entry, seen.rows[entry.row]);
    count_rows(seen, reading.sheet);
    return seen;
}

std::optional<int> year_in(const CsvRow& row, const Reading& reading, Day today) {
    const auto text = imports::cell_of(row, reading.layout, Column::year);
    if (!text.empty()) {
        const auto year = imports::read_count(text);
        return year && *year >= 2000 && *year <= 2200 ? std::optional(static_cast<int>(*year)) : std::nullopt;
    }
    const auto day_text = imports::cell_of(row, reading.layout, Column::day);
    if (day_text.empty()) return year_of(today);
    const auto day = imports::read_day(day_text);
    return day ? std::optional(year_of(*day)) : std::nullopt;
}

ImportedRow apply_population(Context& context, const CsvRow& row, const Reading& reading, const ImportOrder& order,
                             const imports::UnitFinder& finder) {
    const auto cell = [&](Column column) { return imports::cell_of(row, reading.layout, column); };
    ImportedRow shown{row.line, "unchanged", {}, {}, cell(Column::group), {}, {}, imports::read_count(cell(Column::count)), {}, {}};
    imports::UnitRefusal refusal{};
    const auto* unit = finder.find(cell(Column::unit), refusal);
    if (!unit) shown.problems.push_back(to_problem(refusal));
    const auto group = imports::read_group(shown.subject);
    if (!group) shown.problems.push_back({"group", "group_unknown", "Nhóm đối tượng này không có trong danh sách."});
    if (!shown.count) shown.problems.push_back({"count", "number_invalid", "Số liệu phải là số nguyên không âm."});
    const auto year = year_in(row, reading, context.today());
    if (!year) shown.problems.push_back({"year", "year_invalid", "Năm hoặc ngày của số liệu chưa đúng."});
    if (!shown.problems.empty()) {
        shown.status = "wrong";
        return shown;
    }
    shown.unit_code = unit->code;
    shown.unit = unit->name;
    auto source = cell(Column::source).empty() ? order.source : cell(Column::source);
    if (const auto day = cell(Column::day); !day.empty()) source += ", " + day;
    const auto known = units::population(context, unit->id, group->group, *year);
    if (known && known->count == *shown.count && known->year == *year && known->source == source) return shown;
    units::set_population(context, unit->id, group->group, {*shown.count, *year, source});
    shown.status = "new";
    return shown;
}

Result<ImportSeen> apply_populations(Context& context, const ImportOrder& order, const Reading& reading) {
    const auto tree = units::current(context);
    const auto* top = tree->find(std::string_view(order.code));
    if (!top) return Problem{ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."};
    const auto evidence = keep_file(context, order, reading.sheet);
    if (!evidence) return evidence.error();
    ImportSeen seen;
    seen.evidence_id = *evidence;
    const imports::UnitFinder finder(*tree, top->id);
    for (std::size_t row = reading.layout.header + 1; row < reading.sheet.rows.size(); ++row)
        seen.rows.push_back(apply_population(context, reading.sheet.rows[row], reading, order, finder));
    count_rows(seen, reading.sheet);
    identity::record_act(context, {.action = "populations_imported", .subject = {}, .unit = top->id,
                                   .detail = std::to_string(seen.rows_new) + " new, file " + std::to_string(evidence->value)});
    return seen;
}

Result<ImportSeen> finish(Result<ImportSeen> seen, const Reading& reading, bool dry_run) {
    if (!seen) return seen;
    seen->dry_run = dry_run;
    seen->encoding = word_of(reading.sheet.encoding);
    return seen;
}

}  // namespace

Result<ImportSeen> import_values(http::SlowContext& slow, PlanId plan, const ImportOrder& order) {
    const auto reading = read_file(order.bytes, {Column::target}, "Tệp cần có các cột Đơn vị, Chỉ tiêu, Số đạt (hoặc Tổng số).");
    if (!reading) return reading.error();
    auto seen = store_whole_or_not(slow, order.dry_run, [&](Context& context) { return apply_values(context, plan, order, *reading); });
    return finish(std::move(seen), *reading, order.dry_run);
}

Result<ImportSeen> import_populations(http::SlowContext& slow, const ImportOrder& order) {
    const auto reading = read_file(order.bytes, {Column::count}, "Tệp cần có các cột Đơn vị, Nhóm, Số người.");
    if (!reading) return reading.error();
    auto seen = store_whole_or_not(slow, order.dry_run, [&](Context& context) { return apply_populations(context, order, *reading); });
    return finish(std::move(seen), *reading, order.dry_run);
}

}  // namespace campaign
