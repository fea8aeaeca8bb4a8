#include "headers/rules.h"

#include "papers/rules.h"

namespace campaign::headers {
namespace {

// Units below report to the party that the plan names, the plan's own unit to whoever stands above it.
std::string addressee_of(const Speaker& speaker) {
    const auto& plan = speaker.plan;
    if (speaker.is_own && speaker.rule.onward) return plans::party_name(plan, speaker.rule.onward->value);
    const bool knows_above = !speaker.above.empty() && plan.family == DocumentFamily::state;
    if (!speaker.is_own || !knows_above) return plans::party_name(plan, speaker.rule.to);
    return papers::body_of(speaker.above.front()->name);
}

// A hamlet or an office writes from the commune or the province it is in.
std::string place_of(const Speaker& speaker) {
    auto place = papers::place_of(speaker.unit.name);
    for (auto next = speaker.above.begin(); place.empty() && next != speaker.above.end(); ++next)
        place = papers::place_of((*next)->name);
    return place;
}

}  // namespace

std::string ground_of(const Plan& plan) {
    // A công văn carries no word for its kind: 1490/UBND-VHXH.
    const bool is_letter = plan.number && plan.number->value.find("KH") == std::string::npos;
    std::string ground = is_letter ? "Thực hiện văn bản" : "Thực hiện Kế hoạch";
    if (plan.number) ground += " số " + plan.number->value;
    if (plan.issued_on) {
        const auto iso = to_text(*plan.issued_on);
        const auto month = iso.substr(5, 2);
        // Phụ lục I of Nghị định 30/2020: only January and February have a zero in front.
        ground += " ngày " + iso.substr(8, 2) + " tháng " + (month > "02" && month[0] == '0' ? month.substr(1) : month) +
                  " năm " + iso.substr(0, 4);
    }
    return ground + " của " + plan.issuer.value + ": " + plan.title.value;
}

ReportHeader header_of(const Speaker& speaker, const calendar::Due& due, Day as_of) {
    ReportHeader header;
    header.family = speaker.plan.family;
    if (header.family == DocumentFamily::party) {
        header.issuer = speaker.is_own ? speaker.plan.issuer.value : speaker.unit.name;
        if (speaker.is_own || !speaker.above.empty())
            header.superior = papers::committee_of(speaker.is_own ? speaker.unit.name : speaker.above.front()->name);
    } else {
        header.issuer = papers::body_of(speaker.unit.name);
        // A people's committee names nobody above itself (Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 2).
        const bool is_agency = header.issuer == speaker.unit.name;
        if (is_agency && !speaker.above.empty()) {
            header.superior = papers::body_of(speaker.above.front()->name);
        } else if (is_agency && speaker.is_own && speaker.rule.onward) {
            header.superior = plans::party_name(speaker.plan, speaker.rule.onward->value);
        }
    }
    header.kind = "BÁO CÁO";
    header.summary = speaker.rule.title.value + " – " + speaker.plan.title.value;
    header.period = due.period;
    header.as_of = as_of;
    header.due_on = due.on;
    header.addressee = addressee_of(speaker);
    header.place = place_of(speaker);
    return header;
}

}  // namespace campaign::headers
