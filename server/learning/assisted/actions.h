#pragma once
// What a helper wrote down for people without a telephone: enrolments, answers and tasks, from the log of the helper's device.
#include "answers/actions.h"
#include "hand_ins/actions.h"
#include "identity/public.h"

namespace learning {

// An entry enrols somebody or holds an answer or a task of somebody's; exactly one of the three.
struct AssistedRecord {
    std::string device;
    std::int64_t sequence = 0;
    std::optional<identity::AssistedEnrolment> enrolment;
    std::optional<answers::Event> answer;
    std::optional<HandInEntry> hand_in;
    // Whose it is: by the account's number, or by the entry that enrolled them.
    std::optional<AccountId> account;
    std::string learner_device;
    std::int64_t learner_sequence = 0;
    std::optional<Problem> problem;  // why it could not even be read
};

struct AssistedResult {
    std::int64_t sequence = 0;
    AnswerStatus status = AnswerStatus::refused;
    std::optional<std::string> code;
    std::optional<std::string> text;
    std::string receipt;  // "" when refused
    std::optional<AccountId> account_id;
    std::optional<MarkSeen> mark;
};
BOOST_DESCRIBE_STRUCT(AssistedResult, (), (sequence, status, code, text, receipt, account_id, mark))

// One result for each record, in order. The server marks every answer itself; points go to the learner, never to the helper.
// sent_at: see take_answers.
std::vector<AssistedResult> take_records(Context& context, const std::vector<AssistedRecord>& records, std::optional<Instant> sent_at);

// Whose record it is, as far as this helper may record for them.
Result<AccountId> assisted_learner(Context& context, std::optional<AccountId> account, const std::string& device, std::int64_t sequence);

struct AssistedShown {
    AccountId account_id;
    std::string full_name;
    int birth_year = 0;
    std::string unit_name;
    Instant agreed_at;
    bool enrolled_by_me = false;
    std::optional<std::string> device;
    std::optional<std::int64_t> sequence;
    std::int64_t answers_count = 0;
    std::int64_t lessons_done = 0;
};
BOOST_DESCRIBE_STRUCT(AssistedShown, (),
                      (account_id, full_name, birth_year, unit_name, agreed_at, enrolled_by_me, device, sequence, answers_count,
                       lessons_done))
struct AssistedPage {
    std::vector<AssistedShown> learners;
    std::vector<units::UnitRef> units;  // where this helper may enrol
    identity::ConsentShown consent;     // to be read out before anything is written down
};
BOOST_DESCRIBE_STRUCT(AssistedPage, (), (learners, units, consent))
AssistedPage assisted_page(Context& context);

}  // namespace learning
