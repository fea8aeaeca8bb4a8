#include "frames/rules.h"

#include <sodium.h>
#include <zstd.h>

#include <array>
#include <limits>
#include <map>
#include <memory>

#include "foundation/result.h"

namespace learning::frames {
namespace {

constexpr int kLevel = 12;  // beyond it archives hardly shrink, and take twice the time
constexpr std::size_t kDigestBytes = 16;
constexpr std::size_t kDigestAt = kHeadBytes - kDigestBytes;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint64_t kUnpackedMax = std::uint64_t{1} << 27;
constexpr std::size_t kColumns = 10;
constexpr std::int64_t kInstantMax = std::int64_t{1} << 53;
constexpr std::int64_t kIdEpochMs = 1735689600000;  // ids hold the milliseconds since then, see foundation/ids.h
const std::string kErased = "[]";

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

void put_fixed(std::string& bytes, std::uint64_t value, int count) {
    for (int each = 0; each < count; ++each)
        bytes.push_back(static_cast<char>(value >> (8 * each)));
}

std::uint64_t get_fixed(std::string_view bytes, std::size_t at, int count) {
    std::uint64_t value = 0;
    for (int each = 0; each < count; ++each)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(each)])} << (8 * each);
    return value;
}

void put_number(std::string& bytes, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        bytes.push_back(static_cast<char>(value | 0x80));
    bytes.push_back(static_cast<char>(value));
}

// Small for small numbers of either sign. Differences wrap, so that any two numbers have one.
std::uint64_t difference(std::int64_t value, std::int64_t from) {
    const auto distance = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(from);
    return (distance << 1) ^ (0 - (distance >> 63));
}

std::int64_t add(std::int64_t from, std::uint64_t difference) {
    const auto distance = (difference >> 1) ^ (0 - (difference & 1));
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + distance);
}

std::int64_t id_expected(const answers::Answer& answer) {
    const auto ms = static_cast<std::uint64_t>(answer.received_at.utc_ms) - static_cast<std::uint64_t>(kIdEpochMs);
    return static_cast<std::int64_t>(ms << 12);
}

// Reads what was written; past the end, or nonsense, and nothing that follows counts.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at_ >= bytes_.size()) return fail();
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) return value;
        }
        return fail();
    }
    std::string text() {
        const auto length = number();
        if (length > bytes_.size() - at_) {
            fail();
            return {};
        }
        const auto from = at_;
        at_ += length;
        return std::string(bytes_.substr(from, length));
    }
    bool is_done() const { return is_sound_ && at_ == bytes_.size(); }
    bool is_sound() const { return is_sound_; }

private:
    std::uint64_t fail() {
        is_sound_ = false;
        at_ = bytes_.size();
        return 0;
    }
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool is_sound_ = true;
};

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

std::string pack(std::string_view bytes) {
    static thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compressCCtx(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
    ensure(ZSTD_isError(size) == 0, "zstd compresses");
    packed.resize(size);
    return packed;
}

std::optional<std::string> unpack(std::string_view packed) {
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kUnpackedMax) return std::nullopt;
    std::string bytes(size, '\0');
    if (ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) != size) return std::nullopt;
    return bytes;
}

// One column after the other: what is alike stands together.
std::string write_columns(const std::vector<answers::Answer>& answers) {
    std::map<std::string_view, std::uint64_t> places;
    std::string items;
    std::array<std::string, kColumns> columns;
    answers::Answer before;
    for (const auto& answer : answers) {
        const auto [place, is_new] = places.emplace(answer.item, places.size());
        if (is_new) {
            put_number(items, answer.item.size());
            items += answer.item;
        }
        std::size_t column = 0;
        const auto put = [&](std::uint64_t value) { put_number(columns[column++], value); };
        put(difference(answer.device_no, before.device_no));
        put(difference(answer.sequence, before.sequence));
        put(difference(answer.answered_at.utc_ms, before.answered_at.utc_ms));
        put(difference(answer.received_at.utc_ms, answer.answered_at.utc_ms));
        put(difference(answer.id, id_expected(answer)));
        put(place->second);
        put(difference(answer.item_version, 1) << 1 | (answer.context == AnswerContext::review ? 1U : 0U));
        put(difference(answer.score_permille, 0));
        put(difference(answer.day.number, day_of(answer.answered_at).number));
        put(difference(answer.took_ms, 0));
        before = answer;
    }
    std::string bytes;
    put_number(bytes, places.size());
    bytes += items;
    for (const auto& column : columns) {
        put_number(bytes, column.size());
        bytes += column;
    }
    return bytes;
}

std::optional<std::vector<answers::Answer>> read_columns(std::string_view bytes, std::uint64_t count) {
    Reader whole(bytes);
    std::vector<std::string> items;
    for (auto left = whole.number(); left > 0 && whole.is_sound(); --left)
        items.push_back(whole.text());
    std::array<std::string, kColumns> texts;
    for (auto& text : texts)
        text = whole.text();
    if (!whole.is_done() || count > texts[0].size()) return std::nullopt;
    std::vector<Reader> columns(texts.begin(), texts.end());
    std::vector<answers::Answer> answers;
    answers::Answer before;
    for (; count > 0; --count) {
        std::size_t column = 0;
        const auto get = [&] { return columns[column++].number(); };
        answers::Answer answer;
        answer.device_no = add(before.device_no, get());
        answer.sequence = add(before.sequence, get());
        answer.answered_at = {add(before.answered_at.utc_ms, get())};
        if (answer.answered_at.utc_ms < 0 || answer.answered_at.utc_ms > kInstantMax) return std::nullopt;
        answer.received_at = {add(answer.answered_at.utc_ms, get())};
        answer.id = add(id_expected(answer), get());
        const auto place = get();
        if (place >= items.size()) return std::nullopt;
        answer.item = items[place];
        const auto version_and_context = get();
        answer.item_version = add(1, version_and_context >> 1);
        if (version_and_context & 1) answer.context = AnswerContext::review;
        answer.score_permille = add(0, get());
        answer.day = {add(day_of(answer.answered_at).number, get())};
        answer.took_ms = add(0, get());
        before = answer;
        answers.push_back(std::move(answer));
    }
    for (const auto& column : columns) {
        if (!column.is_done()) return std::nullopt;
    }
    return answers;
}

std::string write_responses(const std::vector<answers::Answer>& answers) {
    std::string bytes;
    for (const auto& answer : answers) {
        put_number(bytes, answer.response.size());
        bytes += answer.response;
    }
    return bytes;
}

bool read_responses(std::string_view bytes, std::vector<answers::Answer>& answers) {
    Reader reader(bytes);
    for (auto& answer : answers)
        answer.response = reader.text();
    return reader.is_done();
}

std::string bound_to(const Place& place) {
    std::string bytes;
    put_fixed(bytes, static_cast<std::uint64_t>(place.archive), 8);
    put_fixed(bytes, static_cast<std::uint64_t>(place.account.value), 8);
    return bytes;
}

std::string seal(const Place& place, std::string_view bytes, std::string_view key, std::string_view nonce) {
    const auto bound = bound_to(place);
    std::string sealed(bytes.size() + kTagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), nullptr, raw(bytes), bytes.size(), raw(bound), bound.size(), nullptr,
                                               raw(nonce), raw(key));
    return std::string(nonce) + sealed;
}

std::optional<std::string> unseal(const Place& place, std::string_view sealed, std::string_view key) {
    if (sealed.size() < kNonceBytes + kTagBytes || key.size() != kKeyBytes) return std::nullopt;
    const auto bound = bound_to(place);
    const auto text = sealed.substr(kNonceBytes);
    std::string bytes(text.size() - kTagBytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(bytes), nullptr, nullptr, raw(text), text.size(), raw(bound), bound.size(),
                                                   raw(sealed), raw(key)) != 0) {
        return std::nullopt;
    }
    return bytes;
}

std::string digest_of(std::string_view head, std::string_view body) {
    crypto_generichash_state state;
    std::string digest(kDigestBytes, '\0');
    crypto_generichash_init(&state, nullptr, 0, kDigestBytes);
    crypto_generichash_update(&state, raw(head), head.size());
    crypto_generichash_update(&state, raw(body), body.size());
    crypto_generichash_final(&state, raw(digest), kDigestBytes);
    return digest;
}

}  // namespace

bool needs_key(const std::vector<answers::Answer>& answers) {
    for (const auto& answer : answers) {
        if (answer.response != kErased) return true;
    }
    return false;
}

std::string write(const Place& place, const std::vector<answers::Answer>& answers, std::string_view key, std::string_view nonce) {
    auto body = pack(write_columns(answers));
    const auto counted_bytes = body.size();
    if (needs_key(answers)) {
        ensure(key.size() == kKeyBytes && nonce.size() == kNonceBytes, "a frame with responses has a key");
        body += seal(place, pack(write_responses(answers)), key, nonce);
    }
    ensure(body.size() <= std::numeric_limits<std::uint32_t>::max(), "a frame stays below four gigabytes");
    std::string head;
    put_fixed(head, static_cast<std::uint64_t>(place.account.value), 8);
    put_fixed(head, answers.size(), 4);
    put_fixed(head, counted_bytes, 4);
    put_fixed(head, body.size() - counted_bytes, 4);
    return head + digest_of(head, body) + body;
}

std::size_t length_of(std::string_view head) {
    if (head.size() < kHeadBytes) return 0;
    return kHeadBytes + get_fixed(head, 12, 4) + get_fixed(head, 16, 4);
}

std::optional<std::int64_t> count_in(AccountId account, std::string_view frame) {
    if (frame.size() < kHeadBytes || length_of(frame) != frame.size()) return std::nullopt;
    if (get_fixed(frame, 0, 8) != static_cast<std::uint64_t>(account.value)) return std::nullopt;
    if (digest_of(frame.substr(0, kDigestAt), frame.substr(kHeadBytes)) != frame.substr(kDigestAt, kDigestBytes))
        return std::nullopt;
    return static_cast<std::int64_t>(get_fixed(frame, 8, 4));
}

std::optional<std::vector<answers::Answer>> read(const Place& place, std::string_view frame, std::string_view key) {
    const auto count = count_in(place.account, frame);
    if (!count) return std::nullopt;
    const auto counted_bytes = get_fixed(frame, 12, 4);
    const auto columns = unpack(frame.substr(kHeadBytes, counted_bytes));
    if (!columns) return std::nullopt;
    auto answers = read_columns(*columns, static_cast<std::uint64_t>(*count));
    if (!answers) return std::nullopt;
    const auto sealed = frame.substr(kHeadBytes + counted_bytes);
    if (sealed.empty() || key.empty()) {
        for (auto& answer : *answers)
            answer.response = kErased;
        return answers;
    }
    const auto packed = unseal(place, sealed, key);
    const auto responses = packed ? unpack(*packed) : std::nullopt;
    if (!responses || !read_responses(*responses, *answers)) return std::nullopt;
    return answers;
}

}  // namespace learning::frames
