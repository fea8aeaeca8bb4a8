#include "evidence/actions.h"

#include "evidence/rules.h"
#include "identity/public.h"

namespace campaign {
namespace {

Problem no_such_unit() { return {ProblemKind::missing, "no_such_unit", "Không tìm thấy đơn vị này."}; }

}  // namespace

Result<EvidenceSeen> keep_evidence(Context& context, const std::string& code, const std::string& file_name,
                                   const std::string& bytes) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    if (bytes.size() > evidence::kBytesMax)
        return Problem{ProblemKind::too_large, "evidence_too_large", "Tệp minh chứng lớn hơn 4 MB."};
    const auto kind = evidence::kind_of(bytes);
    if (!kind) {
        return Problem{ProblemKind::unsupported, "evidence_kind_unknown",
                       "Minh chứng phải là tệp PDF, ảnh JPEG hoặc PNG, tệp Office hoặc CSV."};
    }
    const store::EvidenceRow row{{context.fresh_id()},
                                 unit->id,
                                 evidence::shown_name(file_name),
                                 kind->content_type,
                                 store::sha256_of(bytes),
                                 static_cast<std::int64_t>(bytes.size()),
                                 context.actor.account,
                                 context.now};
    store::insert_evidence(context.db, row, bytes);
    identity::record_act(context,
                         {.action = "evidence_kept", .subject = {}, .unit = unit->id, .detail = row.sha256.substr(0, 16)});
    return EvidenceSeen{row.id, row.file_name, row.content_type, row.sha256, row.bytes_count, row.uploaded_at};
}

Result<http::Download> open_evidence(Context& context, const std::string& code, EvidenceId id) {
    const auto tree = units::current(context);
    const auto* unit = tree->find(std::string_view(code));
    if (!unit) return no_such_unit();
    const auto row = store::find_evidence(context.db, id);
    if (!row || !tree->is_within(row->unit, unit->id)) {
        return Problem{ProblemKind::missing, "no_such_evidence", "Không tìm thấy minh chứng này ở đơn vị."};
    }
    auto bytes = store::load_evidence(context.db, id);
    const auto kind = evidence::kind_of(bytes);
    return http::Download{row->content_type, "minh-chung-" + std::to_string(id.value) + "." + (kind ? kind->extension : "bin"),
                          std::move(bytes), "private, no-store"};
}

}  // namespace campaign
