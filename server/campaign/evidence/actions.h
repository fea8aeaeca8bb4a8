#pragma once
// Files that prove a number or a finished task: uploaded for a unit, opened again by those who may see its people.
#include "evidence/store.h"
#include "foundation/http/router.h"

namespace campaign {

struct EvidenceSeen {
    EvidenceId evidence_id;
    std::string file_name, content_type, sha256;
    std::int64_t bytes_count = 0;
    Instant uploaded_at;
};
BOOST_DESCRIBE_STRUCT(EvidenceSeen, (), (evidence_id, file_name, content_type, sha256, bytes_count, uploaded_at))

Result<EvidenceSeen> keep_evidence(Context& context, const std::string& code, const std::string& file_name,
                                   const std::string& bytes);
Result<http::Download> open_evidence(Context& context, const std::string& code, EvidenceId id);

}  // namespace campaign
