#pragma once
// SQL of the files that prove a number or a finished task.
#include "foundation/context.h"
#include "units/public.h"

namespace campaign {

using EvidenceId = Id<struct EvidenceTag>;

namespace store {

struct EvidenceRow {
    EvidenceId id;
    units::UnitId unit;
    std::string file_name, content_type, sha256;
    std::int64_t bytes_count = 0;
    AccountId uploaded_by;
    Instant uploaded_at;
};

void insert_evidence(db::Connection& db, const EvidenceRow& row, const std::string& bytes);
std::optional<EvidenceRow> find_evidence(db::Connection& db, EvidenceId id);
std::string load_evidence(db::Connection& db, EvidenceId id);
std::string sha256_of(const std::string& bytes);

}  // namespace store
}  // namespace campaign
