#include "bundles/rules.h"

#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <set>

namespace learning::bundles {
namespace {

BundleItem bundle_item(const curriculum::Item& item) {
    BundleItem made{curriculum::view(item, kShownSeed),
                    marking::pack_key(item.key),
                    curriculum::solution(item),
                    curriculum::solution_text(item),
                    item.explanation,
                    {}};
    for (const auto& [part, text] : item.feedback)
        made.reasons.push_back({part, text});
    return made;
}

BundleLesson bundle_lesson(const curriculum::Library& library, const curriculum::Lesson& lesson, units::TargetGroup group) {
    BundleLesson made;
    made.id = lesson.id;
    made.version = lesson.version;
    made.title = lesson.title;
    made.goal = lesson.goal;
    made.seconds = lesson.seconds;
    made.cards = lesson.cards;
    made.safe_use = lesson.safe_use;
    for (const auto& id : lesson.item_ids)
        made.items.push_back(bundle_item(*library.item(id)));
    for (const auto& id : lesson.recall_ids)
        made.recall_cards.push_back(bundle_item(*library.item(id)));
    made.task = {lesson.task.title, lesson.task.minutes, lesson.task.variants.at(group), lesson.task.hand_in,
                 lesson.task.criteria};
    made.teach_back = lesson.teach_back;
    return made;
}

bool is_shown(const std::string& address, const std::vector<BundleLesson>& lessons) {
    const auto quoted = "\"" + address + "\"";
    return std::any_of(lessons.begin(), lessons.end(), [&](const BundleLesson& lesson) {
        return std::any_of(lesson.cards.begin(), lesson.cards.end(),
                           [&](const curriculum::Card& card) { return card.html.find(quoted) != std::string::npos; });
    });
}

std::string compress(const std::string& text) {
    z_stream stream{};
    // 15 + 16: the largest window, in a gzip wrapper whose time stays 0, so that equal texts give equal bytes.
    ensure(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK, "zlib starts");
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const auto done = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(done == Z_STREAM_END, "a bundle is compressed in one go");
    return packed;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
    text.pop_back();  // libsodium ends it with a zero
    return text;
}

Bundle bundle_of(const curriculum::Library& library, const curriculum::Level& level, units::TargetGroup group) {
    Bundle bundle;
    bundle.level_id = level.id;
    bundle.level = level.number;
    bundle.title = level.title;
    for (const auto& id : level.lesson_ids)
        bundle.lessons.push_back(bundle_lesson(library, *library.lesson(id), group));
    for (const auto& [address, picture] : library.pictures) {
        if (is_shown(address, bundle.lessons))
            bundle.pictures.push_back({address, picture.content_type, to_base64(picture.bytes)});
    }
    return bundle;
}

Parcel wrap(const std::string& json) {
    Parcel parcel;
    parcel.bytes = compress(json);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(parcel.bytes.data()), parcel.bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    parcel.version = sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return parcel;
}

std::vector<const curriculum::Level*> levels_to_keep(const curriculum::Library& library,
                                                     const std::vector<const curriculum::Lesson*>& path,
                                                     const std::vector<std::string>& begun,
                                                     const std::vector<std::string>& completed) {
    std::vector<const curriculum::Level*> levels;
    const auto keep = [&](const curriculum::Lesson& lesson) {
        const auto* level = library.level_of(lesson);
        if (level && std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
    };
    const std::set<std::string, std::less<>> done(completed.begin(), completed.end());
    std::size_t ahead = 0;
    for (const auto* lesson : path) {
        if (ahead == kLessonsAhead) break;
        if (done.contains(lesson->id)) continue;
        keep(*lesson);
        ++ahead;
    }
    for (const auto& id : begun) {
        if (const auto* lesson = library.lesson(id)) keep(*lesson);
    }
    return levels;
}

}  // namespace learning::bundles
