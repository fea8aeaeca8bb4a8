#include "arrivals/actions.h"
#include "assisted/actions.h"
#include "foundation/http/router.h"

namespace learning {
namespace {

struct EnrolmentSent {
    Text<0, 200> full_name;
    int birth_year = 0;
    Text<1, 40> unit_code;
    units::TargetGroup target_group = units::TargetGroup::citizen;
    Text<1, 40> consent_version;
    Instant agreed_at;
};
BOOST_DESCRIBE_STRUCT(EnrolmentSent, (), (full_name, birth_year, unit_code, target_group, consent_version, agreed_at))

struct LearnerSent {
    std::optional<AccountId> account_id;
    std::optional<Text<1, 60>> device;
    std::optional<Whole<1, http::kWholeMax>> sequence;
};
BOOST_DESCRIBE_STRUCT(LearnerSent, (), (account_id, device, sequence))

struct AssistedAnswerSent {
    LearnerSent learner;
    Text<1, 60> item;
    Whole<1, 1000000> item_version;
    AnswerContext context = AnswerContext::lesson;
    List<Text<0, marking::kTextBytesMax>, 100> response;
    Instant answered_at;
    Whole<0, http::kWholeMax> took_ms;
};
BOOST_DESCRIBE_STRUCT(AssistedAnswerSent, (), (learner, item, item_version, context, response, answered_at, took_ms))

struct RecordSent {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    std::optional<EnrolmentSent> enrolment;
    std::optional<AssistedAnswerSent> answer;
};
BOOST_DESCRIBE_STRUCT(RecordSent, (), (device, sequence, enrolment, answer))

struct RecordsRequest {
    List<http::Apart<RecordSent>, 100> records;
    std::optional<Instant> sent_at;  // what the device's clock shows
};
BOOST_DESCRIBE_STRUCT(RecordsRequest, (), (records, sent_at))
struct RecordsReply {
    std::vector<AssistedResult> results;
};
BOOST_DESCRIBE_STRUCT(RecordsReply, (), (results))

Problem record_malformed() {
    return {ProblemKind::invalid, "record_malformed", "Mỗi bản ghi cần đúng một ghi danh hoặc một câu trả lời của một người."};
}

AssistedRecord read_unreadable(const http::Apart<RecordSent>& apart) {
    AssistedRecord record;
    record.problem = apart.problem;
    record.sequence = sequence_of(apart.raw);
    return record;
}

void read_answer(AssistedRecord& record, const AssistedAnswerSent& sent) {
    answers::Event event{record.device,    record.sequence, sent.item, sent.item_version, sent.context, {},
                         sent.answered_at, sent.took_ms};
    for (const auto& text : sent.response)
        event.response.push_back(text);
    record.answer = std::move(event);
    record.account = sent.learner.account_id;
    if (sent.learner.device && sent.learner.sequence) {
        record.learner_device = sent.learner.device->value;
        record.learner_sequence = *sent.learner.sequence;
    } else if (!record.account) {
        record.problem = record_malformed();
    }
}

AssistedRecord read_record(const http::Apart<RecordSent>& apart) {
    if (!apart.value) return read_unreadable(apart);
    const auto& sent = *apart.value;
    AssistedRecord record;
    record.device = sent.device;
    record.sequence = sent.sequence;
    if (!answers::is_device(record.device) || sent.enrolment.has_value() == sent.answer.has_value()) {
        record.problem = record_malformed();
    } else if (sent.enrolment) {
        const auto& one = *sent.enrolment;
        record.enrolment = {record.device, record.sequence,  one.full_name,       one.birth_year,
                            one.unit_code, one.target_group, one.consent_version, one.agreed_at};
    } else {
        read_answer(record, *sent.answer);
    }
    return record;
}

Result<RecordsReply> post_records(Context& context, const http::NoParams&, const RecordsRequest& request) {
    if (request.records.empty()) return Problem{ProblemKind::invalid, "field_empty", "Chưa có bản ghi nào.", "/records"};
    std::vector<AssistedRecord> records;
    for (const auto& apart : request.records)
        records.push_back(read_record(apart));
    return RecordsReply{take_records(context, records, request.sent_at)};
}

Result<AssistedPage> get_assisted(Context& context, const http::NoParams&) { return assisted_page(context); }

}  // namespace

void add_assisted_routes(http::Router& router) {
    router.write("POST", "/api/v1/assisted_records",
                 {.name = "post_assisted_records",
                  .summary = "Enrolments and answers that a helper wrote down for people without a telephone; each counts once.",
                  .access = http::anywhere("assist")},
                 post_records);
    router.read("GET", "/api/v1/assisted_learners",
                {.name = "list_assisted_learners",
                 .summary = "Whom this helper records for, where they may enrol, and what is to be read out first.",
                 .access = http::anywhere("assist")},
                get_assisted);
}

}  // namespace learning
