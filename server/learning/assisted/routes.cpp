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

struct AssistedHandInSent {
    LearnerSent learner;
    Text<1, 60> task;
    Text<0, kTaskTextMax> text;
    List<bool, 20> checks;
    List<PhotoId, photos::kPhotosMax> photos;
    Instant handed_in_at;
};
BOOST_DESCRIBE_STRUCT(AssistedHandInSent, (), (learner, task, text, checks, photos, handed_in_at))

struct RecordSent {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    std::optional<EnrolmentSent> enrolment;
    std::optional<AssistedAnswerSent> answer;
    std::optional<AssistedHandInSent> hand_in;
};
BOOST_DESCRIBE_STRUCT(RecordSent, (), (device, sequence, enrolment, answer, hand_in))

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
    return {ProblemKind::invalid, "record_malformed", "Mỗi bản ghi cần đúng một ghi danh, một câu trả lời hoặc một bài nộp của một người."};
}

AssistedRecord read_unreadable(const http::Apart<RecordSent>& apart) {
    AssistedRecord record;
    record.problem = apart.problem;
    record.sequence = sequence_of(apart.raw);
    return record;
}

void read_learner(AssistedRecord& record, const LearnerSent& learner) {
    record.account = learner.account_id;
    if (learner.device && learner.sequence) {
        record.learner_device = learner.device->value;
        record.learner_sequence = *learner.sequence;
    } else if (!record.account) {
        record.problem = record_malformed();
    }
}

void read_answer(AssistedRecord& record, const AssistedAnswerSent& sent) {
    answers::Event event{record.device,    record.sequence, sent.item, sent.item_version, sent.context, {},
                         sent.answered_at, sent.took_ms};
    for (const auto& text : sent.response)
        event.response.push_back(text);
    record.answer = std::move(event);
    read_learner(record, sent.learner);
}

void read_hand_in(AssistedRecord& record, const AssistedHandInSent& sent) {
    // The helper sees no earlier version of it.
    record.hand_in = {record.device, record.sequence, {sent.task, sent.text, sent.checks.values, sent.photos.values, {}}, {},
                      sent.handed_in_at};
    read_learner(record, sent.learner);
}

AssistedRecord read_record(const http::Apart<RecordSent>& apart) {
    if (!apart.value) return read_unreadable(apart);
    const auto& sent = *apart.value;
    AssistedRecord record;
    record.device = sent.device;
    record.sequence = sent.sequence;
    const int kinds = int{sent.enrolment.has_value()} + int{sent.answer.has_value()} + int{sent.hand_in.has_value()};
    if (!answers::is_device(record.device) || kinds != 1) {
        record.problem = record_malformed();
    } else if (sent.enrolment) {
        const auto& one = *sent.enrolment;
        record.enrolment = {record.device, record.sequence,  one.full_name,       one.birth_year,
                            one.unit_code, one.target_group, one.consent_version, one.agreed_at};
    } else if (sent.answer) {
        read_answer(record, *sent.answer);
    } else {
        read_hand_in(record, *sent.hand_in);
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

struct PhotoParams {
    Text<1, 60> device;
    Whole<1, http::kWholeMax> sequence;
    Whole<1, photos::kPhotosMax> place;
    Text<1, 60> task;
    // Whose it is, as in a record.
    std::optional<AccountId> account_id;
    std::optional<Text<1, 60>> learner_device;
    std::optional<Whole<1, http::kWholeMax>> learner_sequence;
};
BOOST_DESCRIBE_STRUCT(PhotoParams, (), (device, sequence, place, task, account_id, learner_device, learner_sequence))

Result<PhotoSeen> put_photo(http::SlowContext& slow, const PhotoParams& params, const http::Upload& upload) {
    const auto learner = slow.read([&](Context& context) {
        return assisted_learner(context, params.account_id, params.learner_device ? params.learner_device->value : "",
                                params.learner_sequence ? params.learner_sequence->value : 0);
    });
    if (!learner) return learner.error();
    return take_photo_of_entry(slow, *learner, params.task, {params.device, params.sequence, params.place}, upload.bytes);
}

Result<AssistedPage> get_assisted(Context& context, const http::NoParams&) { return assisted_page(context); }

}  // namespace

void add_assisted_routes(http::Router& router) {
    router.write("POST", "/api/v1/assisted_records",
                 {.name = "post_assisted_records",
                  .summary = "Enrolments, answers and tasks that a helper wrote down for people without a telephone; each counts once.",
                  .access = http::anywhere("assist")},
                 post_records);
    router.slow("PUT", "/api/v1/assisted_photos/{device}/{sequence}/{place}",
                {.name = "put_assisted_photo",
                 .summary = "A photo of a task that a helper wrote down for somebody; kept once however often it comes.",
                 .access = http::anywhere("assist"),
                 .body_max_bytes = photos::kUploadBytesMax + 64 * 1024},
                put_photo);
    router.read("GET", "/api/v1/assisted_learners",
                {.name = "list_assisted_learners",
                 .summary = "Whom this helper records for, where they may enrol, and what is to be read out first.",
                 .access = http::anywhere("assist")},
                get_assisted);
}

}  // namespace learning
