#include "reports/rules.h"

#include "foundation/documents/document.h"

#include <algorithm>

namespace campaign::reports {
namespace {

ReportCell text_cell(std::string text) { return {CellKind::text, std::move(text), {}, {}, false}; }

ReportCell whole_cell(std::int64_t number) {
    return {CellKind::whole, documents::shown(documents::Count{number}), number, {}, false};
}

ReportCell count_cell(const TargetLine& line, std::optional<std::int64_t> number, std::optional<std::string> link, bool manual,
                      bool suppressed) {
    if (!number) return {CellKind::empty, suppressed ? "< 5" : "chưa có", {}, {}, manual};
    return {line.counts_people ? CellKind::whole : CellKind::things, documents::shown(documents::Count{*number}), number,
            std::move(link), manual};
}

ReportCell percent_cell(std::optional<std::int64_t> permille) {
    if (!permille) return {CellKind::empty, "–", {}, {}, false};
    return {CellKind::percent, std::to_string(*permille / 10) + "," + std::to_string(*permille % 10) + "%", permille, {}, false};
}

std::string threshold_of(const TargetLine& line) {
    const std::string bound = line.bound == Bound::more_than ? "trên " : "";
    if (line.figure.percent) return bound + std::to_string(*line.figure.percent) + "%";
    return bound + documents::shown(documents::Count{line.figure.needed.value_or(0)});
}

std::string verdict_of(const targets::Figure& figure) {
    if (!figure.met) return "Chưa rõ";
    return *figure.met ? "Đạt" : "Chưa đạt";
}

std::string link_of(const Contents& contents, const std::string& unit_code, const std::string& target) {
    return "/don-vi/" + unit_code + "/ke-hoach?ma=" + contents.plan_link + "&chi-tieu=" + target +
           "&ngay=" + to_text(contents.header.as_of);
}

// "Tổng số của chỉ tiêu 1, 3: …", one note for each source, and which numbers were typed.
std::vector<std::string> notes_of(const std::vector<TargetLine>& targets) {
    std::vector<std::pair<std::string, std::string>> notes;
    const auto add = [&](const std::string& about, const std::string& number) {
        const auto known = std::find_if(notes.begin(), notes.end(), [&](const auto& note) { return note.first == about; });
        if (known == notes.end()) {
            notes.emplace_back(about, number);
        } else {
            known->second += ", " + number;
        }
    };
    for (std::size_t at = 0; at < targets.size(); ++at) {
        if (!targets[at].figure.whole_source.empty()) add(targets[at].figure.whole_source, std::to_string(at + 1));
    }
    std::vector<std::string> texts;
    for (const auto& [source, numbers] : notes)
        texts.push_back("Tổng số của chỉ tiêu " + numbers + ": " + source + ".");
    notes.clear();
    for (std::size_t at = 0; at < targets.size(); ++at) {
        if (targets[at].figure.reached_is_manual) add("Số đã đạt", std::to_string(at + 1));
        if (targets[at].figure.whole_is_manual) add("Tổng số", std::to_string(at + 1));
    }
    for (const auto& [what, numbers] : notes)
        texts.push_back(what + " do đơn vị nhập, có tệp minh chứng: chỉ tiêu " + numbers + ".");
    return texts;
}

ReportTable target_table(const Contents& contents) {
    ReportTable table{"targets",
                      "Kết quả thực hiện chỉ tiêu",
                      {"TT", "Chỉ tiêu", "Mức giao", "Tổng số", "Đã đạt", "Tỷ lệ", "So với kỳ trước", "Kết quả"},
                      {},
                      {}};
    for (const auto& line : contents.targets) {
        const auto& figure = line.figure;
        std::optional<std::int64_t> change;
        if (figure.reached && line.reached_before) change = *figure.reached - *line.reached_before;
        auto change_cell = change ? whole_cell(*change) : ReportCell{CellKind::empty, "–", {}, {}, false};
        if (change && *change > 0) change_cell.text = "+" + change_cell.text;
        table.rows.push_back(
            {{whole_cell(static_cast<std::int64_t>(table.rows.size()) + 1), text_cell(line.title),
              text_cell(threshold_of(line)), count_cell(line, figure.whole, {}, figure.whole_is_manual, figure.suppressed),
              count_cell(line, figure.reached, link_of(contents, contents.unit_code, line.target_id), figure.reached_is_manual,
                         figure.suppressed),
              percent_cell(figure.permille), std::move(change_cell), text_cell(verdict_of(figure))}});
    }
    table.notes = notes_of(contents.targets);
    return table;
}

ReportTable unit_table(const Contents& contents) {
    ReportTable table{"units", "Số đã đạt của từng đơn vị", {"Đơn vị"}, {}, {"Chỉ tiêu đánh số như ở bảng kết quả thực hiện chỉ tiêu."}};
    // Titles of a dozen targets do not fit beside each other on a page.
    for (std::size_t at = 0; at < contents.targets.size(); ++at) {
        if (contents.targets[at].cascades) table.columns.push_back("Chỉ tiêu " + std::to_string(at + 1));
    }
    for (const auto& unit : contents.units) {
        ReportRow row{{text_cell(unit.unit)}};
        for (std::size_t at = 0; at < unit.figures.size(); ++at) {
            const auto& line = contents.targets[at];
            if (!line.cascades) continue;
            const auto& figure = unit.figures[at];
            row.cells.push_back(count_cell(line, figure.reached, link_of(contents, unit.code, line.target_id),
                                           figure.reached_is_manual, figure.suppressed));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ReportTable task_table(const Contents& contents) {
    ReportTable table{
        "tasks", "Tình hình thực hiện nhiệm vụ", {"TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Tình hình"}, {}, {}};
    for (const auto& task : contents.tasks) {
        std::string with;
        for (const auto& party : task.with)
            with += (with.empty() ? "" : "; ") + party;
        auto due =
            task.due_on ? ReportCell{CellKind::day, documents::shown(*task.due_on), {}, {}, false} : text_cell("Thường xuyên");
        const auto late = task.days_late > 0 ? " (chậm " + std::to_string(task.days_late) + " ngày)" : std::string();
        table.rows.push_back(
            {{whole_cell(static_cast<std::int64_t>(table.rows.size()) + 1), text_cell(task.title),
              text_cell(task.lead), text_cell(with), std::move(due), text_cell(task.state + late)}});
    }
    return table;
}

ReportSection section_of(const Contents& contents, std::size_t at) {
    static constexpr const char* kRoman[] = {"I", "II", "III", "IV", "V", "VI"};
    const auto& part = narrative_parts().at(at);
    const auto found = contents.narrative.find(part.id);
    return {kRoman[at], part.title, part.id, found == contents.narrative.end() ? std::string() : found->second, {}, {}};
}

}  // namespace

std::optional<MoveRefusal> refuse_move(ReportState from, Move move, std::string_view reason) {
    if (from == ReportState::approved) return MoveRefusal::locked;
    switch (move) {
        case Move::write:
        case Move::submit:
            return from == ReportState::submitted ? std::optional(MoveRefusal::already_submitted) : std::nullopt;
        case Move::send_back:
            if (from != ReportState::submitted) return MoveRefusal::not_submitted;
            return reason.empty() ? std::optional(MoveRefusal::reason_missing) : std::nullopt;
        case Move::approve:
            return from != ReportState::submitted ? std::optional(MoveRefusal::not_submitted) : std::nullopt;
        case Move::discard:
            if (from == ReportState::submitted) return MoveRefusal::already_submitted;
            return from == ReportState::returned ? std::optional(MoveRefusal::has_history) : std::nullopt;
    }
    return std::nullopt;
}

ReportState after(ReportState from, Move move) {
    switch (move) {
        case Move::submit:
            return ReportState::submitted;
        case Move::send_back:
            return ReportState::returned;
        case Move::approve:
            return ReportState::approved;
        case Move::write:
        case Move::discard:
            return from;
    }
    return from;
}

Day data_day(Day due_on, Day today) { return std::min(due_on, today); }

const std::vector<Part>& narrative_parts() {
    static const std::vector<Part> parts{
        {"leadership", "Công tác chỉ đạo, triển khai"}, {"results", "Kết quả thực hiện chỉ tiêu"},
        {"tasks", "Kết quả thực hiện nhiệm vụ"},        {"difficulties", "Khó khăn, vướng mắc"},
        {"next", "Phương hướng thời gian tới"},         {"proposals", "Đề xuất, kiến nghị"}};
    return parts;
}

ReportDocument compose(const Contents& contents) {
    ReportDocument document{contents.header, contents.grounds, {}, contents.recipients};
    for (std::size_t at = 0; at < narrative_parts().size(); ++at)
        document.sections.push_back(section_of(contents, at));
    document.sections[1].paragraphs.push_back("Số liệu tính đến hết ngày " + documents::shown(contents.header.as_of) + ".");
    document.sections[1].tables.push_back(target_table(contents));
    if (!contents.units.empty()) document.sections[1].tables.push_back(unit_table(contents));
    if (!contents.tasks.empty()) document.sections[2].tables.push_back(task_table(contents));
    return document;
}

void hide_small_groups(ReportDocument& document) {
    const auto hide = [](ReportCell& cell) { cell = {CellKind::empty, "< 5", {}, {}, cell.manual}; };
    const auto people = [](const ReportCell& cell) { return cell.kind == CellKind::whole ? cell.number : std::nullopt; };
    for (auto& section : document.sections) {
        for (auto& table : section.tables) {
            for (auto& row : table.rows) {
                if (table.id == "targets") {
                    auto& whole = row.cells.at(3);
                    auto& reached = row.cells.at(4);
                    if (!targets::tells_of_few(people(reached), people(whole))) continue;
                    if (targets::is_small(people(whole))) hide(whole);
                    for (const std::size_t at : {4, 5, 6})
                        hide(row.cells.at(at));
                    row.cells.at(7) = text_cell("Không hiện");
                } else if (table.id == "units") {
                    for (auto& cell : row.cells) {
                        if (targets::is_small(people(cell))) hide(cell);
                    }
                }
            }
        }
    }
}

}  // namespace campaign::reports
