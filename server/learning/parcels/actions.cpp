#include "parcels/actions.h"

#include <algorithm>

#include "hand_ins/actions.h"
#include "parcels/rules.h"
#include "parcels/store.h"

namespace learning {
namespace {

constexpr std::int64_t kParcelKeyDays = 365;  // then devices are given a new one
constexpr std::int64_t kDeviceKeysMax = 40;   // of one person
constexpr std::size_t kAtOnce = 100;          // answers in one transaction
constexpr std::size_t kEntriesMax = 1000;
constexpr std::size_t kHandInsMax = 20;
constexpr std::size_t kPhotoCharactersMax = 3'000'000;

// A task as it travels here: with its photos, since nobody can be asked for them on the way.
struct CarriedPhoto {
    Whole<1, photos::kPhotosMax> place;
    Text<1, kPhotoCharactersMax> base64;
};
BOOST_DESCRIBE_STRUCT(CarriedPhoto, (), (place, base64))
struct CarriedHandIn {
    Whole<1, http::kWholeMax> sequence;
    Text<1, 60> task;
    Text<0, kTaskTextMax> text;
    List<bool, 20> checks;
    List<PhotoId, photos::kPhotosMax> photos;           // which the server has
    List<CarriedPhoto, photos::kPhotosMax> pictures;
    Instant handed_in_at;
    std::optional<hand_ins::SeenSent> seen;
};
BOOST_DESCRIBE_STRUCT(CarriedHandIn, (), (sequence, task, text, checks, photos, pictures, handed_in_at, seen))

struct ParcelContent {
    Whole<1, http::kWholeMax> account;
    Text<36, 36> device;
    List<http::Apart<AnswerEvent>, kEntriesMax> events;
    std::optional<List<http::Apart<CarriedHandIn>, kHandInsMax>> hand_ins;  // older apps carry none
};
BOOST_DESCRIBE_STRUCT(ParcelContent, (), (account, device, events, hand_ins))

struct EntrySettled {
    std::int64_t sequence = 0;
    AnswerStatus status = AnswerStatus::refused;
    std::optional<std::string> code;
    std::optional<std::string> text;
    std::string receipt;
};
BOOST_DESCRIBE_STRUCT(EntrySettled, (), (sequence, status, code, text, receipt))

struct ReceiptContent {
    std::string device;
    Instant received_at;
    std::vector<EntrySettled> results;
};
BOOST_DESCRIBE_STRUCT(ReceiptContent, (), (device, received_at, results))

Problem unreadable() {
    return {ProblemKind::invalid, "parcel_unreadable",
            "Tệp này không phải tệp gửi nhờ, hoặc đã hỏng. Xin tạo lại tệp trên máy đã học.", "/parcel"};
}

Problem sender_unknown() {
    return {ProblemKind::missing, "parcel_sender_unknown",
            "Máy chủ không còn biết máy đã tạo tệp này. Xin đưa máy ấy vào chỗ có mạng để gửi."};
}

Problem forged() {
    return {ProblemKind::forbidden, "parcel_forged", "Tệp này không do đúng máy và đúng tài khoản tạo ra nên không được nhận."};
}

store::ParcelKey current_key(Context& context) {
    context.db.lock("parcel_keys", 0);
    const auto newest = store::newest_parcel_key(context.db);
    if (newest && context.now - newest->made_at < kParcelKeyDays * kDayMs) return *newest;
    for (;;) {
        const auto private_key = context.random.bytes(parcels::kPrivateKeyBytes);
        const auto public_key = parcels::public_key_of(private_key);
        if (!public_key) continue;
        const store::ParcelKey made{context.fresh_id(), private_key, *public_key, context.now};
        store::add_parcel_key(context.db, made);
        return made;
    }
}

struct Sender {
    store::DeviceKey key;
    std::string agreed;
};

Result<Sender> find_sender(Context& context, std::int64_t device_key) {
    const auto key = store::find_device_key(context.db, device_key);
    if (!key) return sender_unknown();
    const auto own = store::find_parcel_key(context.db, key->parcel_key_id);
    ensure(own.has_value(), "the key a device was given is kept");
    const auto agreed = parcels::agree(own->private_key, key->public_key);
    ensure(agreed.has_value(), "keys are checked before they are kept");
    return Sender{*key, *agreed};
}

Result<ParcelContent> read_content(const parcels::Envelope& envelope, const Sender& sender) {
    const auto text = parcels::open(envelope, parcels::Kind::parcel, sender.agreed);
    if (!text) return forged();
    const auto json = http::parse_json(*text);
    if (!json) return unreadable();
    auto content = http::read<ParcelContent>(*json);
    if (!content) return unreadable();
    if (content->account != sender.key.account.value || *content->device != sender.key.device) return forged();
    return content;
}

EntrySettled refuse(std::int64_t sequence, const Problem& problem) {
    return {sequence, AnswerStatus::refused, problem.code, problem.text, {}};
}

Result<std::vector<PhotoId>> take_pictures(http::SlowContext& slow, const Sender& sender, const CarriedHandIn& carried) {
    std::vector<PhotoId> ids = carried.photos.values;
    for (const auto& picture : carried.pictures) {
        const auto bytes = parcels::from_base64(*picture.base64);
        if (!bytes) return unreadable();
        const auto kept = take_photo_of_entry(slow, sender.key.account, carried.task,
                                              {sender.key.device, carried.sequence, picture.place}, *bytes);
        if (!kept) return kept.error();
        ids.push_back(kept->id);
    }
    return ids;
}

EntrySettled take_carried(http::SlowContext& slow, const Sender& sender, const http::Apart<CarriedHandIn>& apart) {
    if (!apart.value) return refuse(sequence_of(apart.raw), *apart.problem);
    const auto& carried = *apart.value;
    const auto ids = take_pictures(slow, sender, carried);
    if (!ids) return refuse(carried.sequence, ids.error());
    HandInEntry entry{sender.key.device, carried.sequence, {carried.task, carried.text, carried.checks.values, *ids, {}},
                      hand_ins::seen_of(carried.seen), carried.handed_in_at};
    const auto taken = slow.write([&](Context& context) {
        return take_hand_in(context, sender.key.account, entry, context.now + sender.key.clock_ahead_ms);
    });
    if (!taken) return refuse(carried.sequence, taken.error());
    return {carried.sequence, AnswerStatus::received, taken->receipt.code, taken->receipt.text, taken->receipt.receipt};
}

// In several transactions: what the first ones stored is only told again when the file comes again.
std::vector<EntrySettled> take_entries(http::SlowContext& slow, const Sender& sender, const ParcelContent& content) {
    std::vector<EntrySettled> settled;
    for (std::size_t at = 0; at < content.events.size(); at += kAtOnce) {
        std::vector<Arrival> arrivals;
        for (auto place = at; place < std::min(at + kAtOnce, content.events.size()); ++place)
            arrivals.push_back(read_arrival(content.events.values[place]));
        const auto results = slow.write([&](Context& context) -> Result<std::vector<AnswerResult>> {
            // On the way nobody can ask the device what its clock shows; it said so when it made its key known.
            return take_answers(context, sender.key.account, arrivals, context.now + sender.key.clock_ahead_ms);
        });
        for (const auto& one : *results)
            settled.push_back({one.sequence, one.status, one.code, one.text, one.receipt});
    }
    if (!content.hand_ins) return settled;
    for (const auto& apart : *content.hand_ins)
        settled.push_back(take_carried(slow, sender, apart));
    return settled;
}

}  // namespace

Result<DeviceKeySeen> make_key_known(Context& context, AccountId account, const DeviceKeyRequest& request) {
    if (!answers::is_device(*request.device))
        return Problem{ProblemKind::invalid, "device_malformed", "Mã thiết bị không đúng dạng.", "/device"};
    const auto point = parcels::from_base64(*request.public_key);
    if (!point || !parcels::is_public_key(*point))
        return Problem{ProblemKind::invalid, "key_malformed", "Khóa của máy không đúng dạng.", "/public_key"};
    const auto own = current_key(context);
    const store::DeviceKey key{
        context.fresh_id(), account, request.device, *point, own.id, answers::clock_ahead_ms(request.sent_at, context.now),
        context.now};
    store::add_device_key(context.db, key);
    store::keep_newest_device_keys(context.db, account, kDeviceKeysMax);
    return DeviceKeySeen{key.id, parcels::to_base64(own.public_key)};
}

Result<ParcelTaken> take_parcel(http::SlowContext& slow, const std::string& base64) {
    const auto bytes = parcels::from_base64(base64);
    if (!bytes) return unreadable();
    const auto envelope = parcels::read_envelope(*bytes);
    if (!envelope) return unreadable();
    const auto sender = slow.read([&](Context& context) { return find_sender(context, envelope->device_key); });
    if (!sender) return sender.error();
    const auto content = read_content(*envelope, *sender);
    if (!content) return content.error();

    const ReceiptContent receipt{sender->key.device, slow.now(), take_entries(slow, *sender, *content)};
    const auto count = static_cast<std::int64_t>(receipt.results.size());
    const auto received = std::count_if(receipt.results.begin(), receipt.results.end(),
                                        [](const auto& one) { return one.status == AnswerStatus::received; });
    parcels::Envelope reply{sender->key.id, static_cast<std::uint32_t>(count), slow.random().bytes(parcels::kSaltBytes), {}};
    parcels::seal(reply, parcels::Kind::receipt, sender->agreed, http::to_json_text(receipt));
    return ParcelTaken{count, received, parcels::to_base64(parcels::write_envelope(reply))};
}

}  // namespace learning
