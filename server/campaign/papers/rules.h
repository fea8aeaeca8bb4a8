#pragma once
// A report as the files that officers hold: Word in the form of the plan's family, its tables as Excel. Pure.
#include "foundation/documents/document.h"
#include "reports/rules.h"

namespace campaign::papers {

// "Xã Kim Phượng" is where "Ủy ban nhân dân xã Kim Phượng" sits, and "Kim Phượng" is what stands before a date there; a
// unit that is no administrative one, as an agency, speaks under its own name.
std::string body_of(const std::string& unit_name);
std::string place_of(const std::string& unit_name);
// "Đảng ủy xã Kim Phượng": the Party's committee there.
std::string committee_of(const std::string& unit_name);

// Where people reach the app; a machine's own name is no address for those who get the paper, so it is left empty then, and
// the paper has no links: a dead one is worse than none.
struct AppAddress {
    std::string url;  // without a slash at the end
};
AppAddress address_for_papers(std::string public_url);

struct PaperOptions {
    std::string unit_code, unit_name;
    Instant made_at;
    std::string app_url{};
};
// A figure links to the page of the app that shows what is behind it.
documents::Document to_document(const ReportDocument& report, const PaperOptions& options);
std::vector<documents::Table> to_tables(const ReportDocument& report, const PaperOptions& options);

// What must be checked by hand, where the form of a family was not verified against its rule.
std::optional<std::string> form_notice(DocumentFamily family);

enum class PaperForm { docx, xlsx };
BOOST_DESCRIBE_ENUM(PaperForm, docx, xlsx)
// Slow work of some milliseconds a page.
Result<documents::File> make_paper(const ReportDocument& report, const PaperOptions& options, PaperForm form);

}  // namespace campaign::papers
