#pragma once
// Numbers of many units at once: typed values of a plan, and the population register. Shown first; stored whole or not at all;
// what stands there already in the same words is passed over.
#include "evidence/store.h"
#include "foundation/http/router.h"
#include "imports/rules.h"
#include "plans/actions.h"

namespace campaign {

// How a line became readable: "tcvn3" and "vni" with a cell as it stood in the file and as it was read, "composed" for
// letters in pieces, which look the same.
struct RowRepair {
    std::string kind;
    std::string before, after;
};
BOOST_DESCRIBE_STRUCT(RowRepair, (), (kind, before, after))

struct ImportedRow {
    int line = 0;
    std::string status;  // new, unchanged, wrong
    std::string unit_code, unit, subject;  // subject: the target or the group
    std::optional<std::int64_t> reached, whole, count;
    std::vector<CellProblem> problems;
    std::optional<RowRepair> repair;
};
BOOST_DESCRIBE_STRUCT(ImportedRow, (), (line, status, unit_code, unit, subject, reached, whole, count, problems, repair))

struct ImportSeen {
    bool dry_run = true;
    bool stored = false;
    std::string encoding;  // unicode, tcvn3, vni: what the file was in
    std::int64_t rows_total = 0, rows_new = 0, rows_unchanged = 0, rows_wrong = 0, rows_repaired = 0;
    std::optional<EvidenceId> evidence_id;  // the file itself, kept
    std::vector<ImportedRow> rows;          // wrong ones first, at most 200
};
BOOST_DESCRIBE_STRUCT(ImportSeen, (), (dry_run, stored, encoding, rows_total, rows_new, rows_unchanged, rows_wrong, rows_repaired, evidence_id, rows))

struct ImportOrder {
    std::string code, file_name, bytes;
    std::string source;  // for rows that name none
    bool dry_run = true;
};
Result<ImportSeen> import_values(http::SlowContext& slow, PlanId plan, const ImportOrder& order);
Result<ImportSeen> import_populations(http::SlowContext& slow, const ImportOrder& order);

}  // namespace campaign
