#include "assisted/actions.h"

#include <map>

#include "progress/store.h"

namespace learning {
namespace {

Problem not_yours() { return {ProblemKind::forbidden, "not_assisting", "Anh/chị chưa được giao ghi bài cho người này, hoặc việc giao đã kết thúc. Xin báo cán bộ đơn vị."}; }

AssistedResult refuse(std::int64_t sequence, const Problem& problem) {
    AssistedResult result;
    result.sequence = sequence;
    result.code = problem.code;
    result.text = problem.text;
    return result;
}

AssistedResult enrol(Context& context, const AssistedRecord& record) {
    const auto account = identity::enrol_assisted(context, *record.enrolment);
    if (!account) return refuse(record.sequence, account.error());
    AssistedResult result;
    result.sequence = record.sequence;
    result.status = AnswerStatus::received;
    result.receipt = answers::receipt_of(account->value);
    result.account_id = *account;
    return result;
}

Result<AccountId> learner_of(Context& context, const AssistedRecord& record) {
    return assisted_learner(context, record.account, record.learner_device, record.learner_sequence);
}

AssistedResult tell(AccountId account, AnswerResult answer) {
    return {answer.sequence,           answer.status, std::move(answer.code), std::move(answer.text),
            std::move(answer.receipt), account,       std::move(answer.mark)};
}

void note_recorded(Context& context, AccountId account, std::int64_t count) {
    const auto place = identity::primary_place(context, account);
    if (count == 0 || !place) return;
    identity::record_act(
        context, {.action = "assisted_recorded", .subject = account, .unit = place->unit, .detail = std::to_string(count)});
}

AssistedResult hand_in(Context& context, const AssistedRecord& record, AccountId account, Instant sent_at) {
    const auto taken = take_hand_in(context, account, *record.hand_in, sent_at);
    if (!taken) return refuse(record.sequence, taken.error());
    AssistedResult result;
    result.sequence = record.sequence;
    result.status = AnswerStatus::received;
    result.code = taken->receipt.code;
    result.text = taken->receipt.text;
    result.receipt = taken->receipt.receipt;
    result.account_id = account;
    if (taken->is_new) note_recorded(context, account, 1);
    return result;
}

}  // namespace

Result<AccountId> assisted_learner(Context& context, std::optional<AccountId> account, const std::string& device,
                                   std::int64_t sequence) {
    auto learner = account ? Result<AccountId>(*account) : identity::find_assisted(context, device, sequence);
    if (learner && !identity::may_record_for(context, *learner)) return not_yours();
    return learner;
}

std::vector<AssistedResult> take_records(Context& context, const std::vector<AssistedRecord>& records, std::optional<Instant> sent_at) {
    std::vector<AssistedResult> results(records.size());
    // In one order for all, so that two helpers never wait for each other.
    std::map<AccountId, std::vector<std::size_t>> answers, hand_ins;
    for (std::size_t place = 0; place < records.size(); ++place) {
        const auto& record = records[place];
        if (record.problem) {
            results[place] = refuse(record.sequence, *record.problem);
        } else if (record.enrolment) {
            results[place] = enrol(context, record);
        } else if (const auto learner = learner_of(context, record); learner) {
            (record.hand_in ? hand_ins : answers)[*learner].push_back(place);
        } else {
            results[place] = refuse(record.sequence, learner.error());
        }
    }
    for (const auto& [account, places] : answers) {
        std::vector<Arrival> arrivals;
        for (const auto place : places)
            arrivals.push_back({*records[place].answer, std::nullopt});
        const auto before = store::load_totals(context.db, account).answers;
        auto taken = take_answers(context, account, arrivals, sent_at);
        for (std::size_t index = 0; index < places.size(); ++index)
            results[places[index]] = tell(account, std::move(taken[index]));
        note_recorded(context, account, store::load_totals(context.db, account).answers - before);
    }
    for (const auto& [account, places] : hand_ins) {
        for (const auto place : places)
            results[place] = hand_in(context, records[place], account, sent_at.value_or(context.now));
    }
    // What followed for the learners is theirs; it would be read as the helper's.
    context.effects.clear();
    return results;
}

AssistedPage assisted_page(Context& context) {
    AssistedPage page;
    for (const auto& learner : identity::assisted_learners(context)) {
        std::int64_t lessons_done = 0;
        for (const auto& [id, lesson] : store::load_lessons(context.db, learner.account))
            lessons_done += lesson.completed_at ? 1 : 0;
        page.learners.push_back({learner.account, learner.full_name, learner.birth_year, learner.unit_name, learner.agreed_at,
                                 learner.enrolled_by_me, learner.device, learner.sequence,
                                 store::load_totals(context.db, learner.account).answers, lessons_done});
    }
    page.units = identity::units_to_assist(context);
    page.consent = identity::learning_consent();
    return page;
}

}  // namespace learning
