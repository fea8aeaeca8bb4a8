// What a telephone needs to teach a level without network: lessons, items with what marks and explains them, recall cards,
// pictures. Items of level tests are never in it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "curriculum/public.h"

namespace learning::bundles {

// An item as it is shown, and what marks and explains it on the device. The server marks every answer again.
struct BundleReason {
    std::string part;  // "": the item's own
    std::string text;
};
BOOST_DESCRIBE_STRUCT(BundleReason, (), (part, text))

struct BundleItem {
    curriculum::ItemView item;
    std::vector<std::string> key;  // marking::pack_key
    std::vector<std::string> solution;
    std::string solution_text;
    std::optional<std::string> explanation;
    std::vector<BundleReason> reasons;
};
BOOST_DESCRIBE_STRUCT(BundleItem, (), (item, key, solution, solution_text, explanation, reasons))

struct BundleTask {
    std::string title;
    std::int64_t minutes = 0;
    std::string text;  // the variant of one target group
    std::string hand_in;
    std::vector<curriculum::Criterion> criteria;
};
BOOST_DESCRIBE_STRUCT(BundleTask, (), (title, minutes, text, hand_in, criteria))

struct BundleLesson {
    std::string id;
    std::int64_t version = 1;
    std::string title;
    std::string goal;
    std::int64_t seconds = 0;
    std::vector<curriculum::Card> cards;
    std::optional<std::string> safe_use;
    std::vector<BundleItem> items;
    std::vector<BundleItem> recall_cards;
    BundleTask task;
    std::string teach_back;
};
BOOST_DESCRIBE_STRUCT(BundleLesson, (),
                      (id, version, title, goal, seconds, cards, safe_use, items, recall_cards, task, teach_back))

struct BundlePicture {
    std::string address;
    std::string content_type;
    std::string base64;
};
BOOST_DESCRIBE_STRUCT(BundlePicture, (), (address, content_type, base64))

struct Bundle {
    std::int64_t format = 1;
    std::string level_id;
    std::int64_t level = 1;
    std::string title;
    std::vector<BundleLesson> lessons;
    std::vector<BundlePicture> pictures;
};
BOOST_DESCRIBE_STRUCT(Bundle, (), (format, level_id, level, title, lessons, pictures))

// The seed keeps the file's order of choices, which is often the answer, out of the bundle; it is the same for everybody, so
// that one bundle serves all of a target group.
inline constexpr std::uint64_t kShownSeed = 20261125;
Bundle bundle_of(const curriculum::Library& library, const curriculum::Level& level, units::TargetGroup group);

// As it travels: its JSON in gzip, the same bytes for the same text. The version is the SHA-256 of them in hexadecimal.
struct Parcel {
    std::string version;
    std::string bytes;
};
Parcel wrap(const std::string& json);

std::string to_base64(std::string_view bytes);

// Levels worth having on the device: of the lessons of the coming week, and those begun, whose items come back as reviews.
inline constexpr std::size_t kLessonsAhead = 7;
std::vector<const curriculum::Level*> levels_to_keep(const curriculum::Library& library,
                                                     const std::vector<const curriculum::Lesson*>& path,
                                                     const std::vector<std::string>& begun,
                                                     const std::vector<std::string>& completed);

}  // namespace learning::bundles
