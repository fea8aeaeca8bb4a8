#include "hand_ins/actions.h"

#include "answers/store.h"
#include "archives/actions.h"
#include "foundation/events/bus.h"
#include "hand_ins/store.h"
#include "photos/store.h"
#include "tasks/store.h"

namespace learning {
namespace {

Problem device_malformed() { return {ProblemKind::invalid, "device_malformed", "Mã thiết bị không đúng dạng."}; }

Problem task_gone() {
    return {ProblemKind::missing, "no_such_lesson",
            "Việc này không còn trong chương trình nên không nộp được nữa. Bài làm vẫn còn trên máy để xem lại."};
}

Problem sequence_taken() { return {ProblemKind::conflict, "sequence_taken", "Số thứ tự này đã dùng cho một bài nộp khác."}; }

Problem already_accepted() {
    return {ProblemKind::conflict, "task_already_accepted",
            "Bài nộp trước đã được nhận trong lúc máy chưa có mạng, nên bản này chưa được nhận. Nếu muốn thay, xin mở bài khi có mạng "
            "rồi nộp lại."};
}

Problem too_many_devices() {
    return {ProblemKind::too_many, "too_many_devices", "Tài khoản này đã dùng quá nhiều thiết bị."};
}

std::optional<hand_ins::Seen> seen_in(const std::optional<store::Submission>& standing) {
    if (!standing) return std::nullopt;
    return hand_ins::Seen{standing->submitted_at, standing->state};
}

HandInReceipt receipt_for(Context& context, AccountId account, const store::HandInRow& row) {
    HandInReceipt receipt{answers::receipt_of(row.id), {}, {}, row.handed_in_at, tasks::State::handed_in};
    if (const auto standing = store::find_submission(context.db, account, row.task)) {
        receipt.at = standing->submitted_at;
        receipt.state = standing->state;
    }
    return receipt;
}

// Nothing was handed in anew, yet the reply says where the person stands.
void tell_standing(Context& context, AccountId account, const store::HandInRow& row) {
    context.events.publish(context, TaskHandedIn{account, row.task, false, day_of(row.handed_in_at)});
}

// An entry is dated like an answer, and none before an answer with an earlier number.
Instant date(Context& context, AccountId account, const HandInEntry& entry, Instant sent_at) {
    std::vector<answers::Moment> one{
        answers::date_answer(entry.handed_in_at, answers::clock_ahead_ms(sent_at, context.now), context.now)};
    if (!answers::is_late(one[0].at, context.now)) return one[0].at;
    WholeLog log(context, account);
    if (const auto device_no = log.find_device(entry.device); device_no != 0)
        answers::keep_order(one, log.last_given_before(device_no, entry.sequence));
    return one[0].at;
}

bool is_same(Context& context, AccountId account, const HandIn& hand_in, const std::optional<store::Submission>& standing) {
    return standing && would_change_nothing(context, account, hand_in, *standing);
}

std::optional<PhotoSeen> find_arrived(Context& context, AccountId account, const PhotoPlace& place) {
    const auto device_no = store::find_device(context.db, account, place.device).number;
    if (device_no == 0) return std::nullopt;
    for (const auto& photo : store::photos_of_entry(context.db, account, device_no, place.sequence)) {
        if (photo.place == place.place) return PhotoSeen{photo.id, photo.width, photo.height};
    }
    return std::nullopt;
}

}  // namespace

std::optional<hand_ins::Seen> hand_ins::seen_of(const std::optional<SeenSent>& sent) {
    if (!sent) return std::nullopt;
    return Seen{sent->at, sent->state};
}

Result<HandInTaken> take_hand_in(Context& context, AccountId account, const HandInEntry& entry, Instant sent_at) {
    if (!answers::is_device(entry.device)) return device_malformed();
    context.db.lock("learner", account.value);
    const auto& task = entry.hand_in.task;
    const auto device = store::find_device(context.db, account, entry.device).number;
    if (const auto known = store::find_hand_in(context.db, account, device, entry.sequence)) {
        if (known->task != task || known->claimed_at != entry.handed_in_at) return sequence_taken();
        tell_standing(context, account, *known);
        return HandInTaken{receipt_for(context, account, *known), false};
    }
    if (!tasks::find_assignment(*curriculum::library(context), task)) return task_gone();
    const auto standing = store::find_submission(context.db, account, task);
    auto hand_in = entry.hand_in;
    hand_in.at = date(context, account, entry, sent_at);
    auto outcome = hand_ins::outcome_of(*hand_in.at, entry.seen, seen_in(standing));
    if (is_same(context, account, hand_in, standing)) outcome = hand_ins::Outcome::takes_its_place;
    if (outcome == hand_ins::Outcome::accepted_unknowingly) return already_accepted();
    const auto device_no = WholeLog(context, account).take_device(entry.device);
    if (device_no == 0) return too_many_devices();
    if (outcome == hand_ins::Outcome::takes_its_place) {
        if (const auto handed_in = hand_in_task(context, account, hand_in); !handed_in) return handed_in.error();
    }
    const store::HandInRow row{account,      device_no,   entry.sequence, context.fresh_id(), task, entry.handed_in_at,
                               *hand_in.at, context.now};
    store::add_hand_in(context.db, row);
    if (outcome == hand_ins::Outcome::is_older) tell_standing(context, account, row);
    auto receipt = receipt_for(context, account, row);
    if (outcome == hand_ins::Outcome::is_older) {
        receipt.code = "newer_hand_in_stands";
        receipt.text = "Đã nhận. Bài nộp sau, từ máy khác, được giữ làm bài chính.";
    }
    return HandInTaken{std::move(receipt), true};
}

Result<PhotoSeen> take_photo_of_entry(http::SlowContext& slow, AccountId account, const std::string& task, const PhotoPlace& place,
                                      const std::string& bytes) {
    if (!answers::is_device(place.device)) return device_malformed();
    if (const auto there = slow.read([&](Context& context) { return find_arrived(context, account, place); })) return *there;
    const auto photo = prepare_photo(slow, task, bytes);
    if (!photo) return photo.error();
    return slow.write([&](Context& context) -> Result<PhotoSeen> {
        context.db.lock("learner", account.value);
        if (const auto there = find_arrived(context, account, place)) return *there;
        const auto device_no = WholeLog(context, account).take_device(place.device);
        if (device_no == 0) return too_many_devices();
        return keep_photo(context, account, task, *photo, {device_no, place.sequence, place.place});
    });
}

std::vector<PhotoArrived> photos_of_entry(Context& context, AccountId account, const std::string& device, std::int64_t sequence) {
    std::vector<PhotoArrived> arrived;
    const auto device_no = store::find_device(context.db, account, device).number;
    if (device_no == 0) return arrived;
    for (const auto& photo : store::photos_of_entry(context.db, account, device_no, sequence))
        arrived.push_back({photo.place, photo.id});
    return arrived;
}

}  // namespace learning
