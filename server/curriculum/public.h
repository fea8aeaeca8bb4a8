#pragma once
// Curriculum: learning material read from packs (docs/pack-format.md), checked once, immutable in memory.
// Other capabilities include only this file.
#include "foundation/context.h"
#include "foundation/http/written.h"
#include "marking/public.h"
#include "units/public.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace curriculum {

struct Card {  // one screen of reading
    std::string heading;
    std::string html;  // from Markdown, raw HTML off
};
BOOST_DESCRIBE_STRUCT(Card, (), (heading, html))

// One selectable thing of an item as the learner sees it.
struct Choice {
    std::string key;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (key, text))

struct Segment {
    std::optional<std::string> key;  // null: cannot be selected
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Segment, (), (key, text))

// An item's view in JSON, in pieces: only the choices between them change their order.
struct ItemJson {
    std::string before;
    std::vector<std::string> choices;
    std::string after;
};

// An exercise or a recall card, with everything that marks and explains it. Never sent as it is: see view().
struct Item {
    std::string id;
    std::int64_t version = 1;
    std::string lesson_id;             // "" for an item of a level test
    std::string competence;            // of an item of a level test: which line of the blueprint it serves
    int seconds = 0;  // the time it usually takes
    std::string prompt;
    std::optional<std::string> explanation;
    marking::Key key;
    std::vector<Choice> choices;       // options, statements, steps, lefts, things; in file order
    std::vector<Choice> others;        // rights of a match, categories of a categorise
    std::vector<Segment> segments;     // of a highlight
    std::string text;                  // of a fill_in, with ___
    std::optional<std::string> unit;   // of a numeric
    std::string front, back;           // of a recall card
    std::map<std::string, std::string> feedback;  // part key -> why; "" is the item's own
    ItemJson json;                     // made once the pack is read
};

// What the learner is sent: no keys, choices shuffled by the seed.
struct ItemView {
    std::string id;
    std::int64_t version = 1;
    std::string type;
    std::int64_t seconds = 0;
    std::string prompt;
    std::optional<std::vector<Choice>> options, statements, steps, lefts, rights, categories, things;
    std::optional<std::vector<Segment>> segments;
    std::optional<std::string> text, unit, front, back;
    std::optional<std::int64_t> blank_count;
};
BOOST_DESCRIBE_STRUCT(ItemView, (), (id, version, type, seconds, prompt, options, statements, steps, lefts, rights, categories,
                                     things, segments, text, unit, front, back, blank_count))
ItemView view(const Item& item, std::uint64_t seed);
// The same as it is sent, which costs a tenth: of an item of a library.
http::Written<ItemView> written_view(const Item& item, std::uint64_t seed);

// The response that would be fully right, and the same in words for people.
marking::Response solution(const Item& item);
std::string solution_text(const Item& item);

struct Criterion {
    std::string text;
    std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (text, points))

struct Task {
    std::string title;
    std::int64_t minutes = 4;
    std::string hand_in;
    std::vector<Criterion> criteria;
    std::map<units::TargetGroup, std::string> variants;
};

struct Lesson {
    std::string id;
    std::int64_t version = 1;
    int level = 1;
    int number = 1;
    std::string title, goal;
    std::vector<std::string> competences, requires_lessons;
    std::optional<std::string> safe_use;
    std::string teach_back;
    std::vector<Card> cards;
    std::vector<std::string> item_ids, recall_ids;
    Task task;
    int seconds = 0;  // reading and items
};

struct BlueprintLine {
    std::string competence;
    int items = 0;  // drawn for one try
};

struct LevelTest {
    std::string id;
    std::int64_t version = 1;
    bool sample = true;  // the pool is public; a pool from --private-packs is not
    int minutes = 0, pass_percent = 0, wait_hours = 0, tries = 0;
    std::vector<BlueprintLine> blueprint;
    std::vector<std::string> pool;  // ids in Library::test_items

    int length() const;  // items in one try
};

struct RubricLine {
    std::string text;
    std::int64_t points = 0;
    std::string full, part, none;  // what earns all the points, half of them, nothing
};
BOOST_DESCRIBE_STRUCT(RubricLine, (), (text, points, full, part, none))

struct WorkSample {
    std::string id;
    std::int64_t version = 1;
    std::string title, brief, hand_in;
    std::map<units::TargetGroup, std::string> variants;
    std::vector<RubricLine> criteria;
};

struct Level {
    std::string id;
    int number = 1;
    std::string title, outcome;
    std::vector<std::string> skills;
    std::vector<std::string> lesson_ids;  // in order
    std::optional<LevelTest> test;
    std::optional<WorkSample> work_sample;
};

struct Pack {
    std::string name, title, version;
    std::vector<Level> levels;
};

struct Picture {
    std::string content_type;
    std::string bytes;
};

class Library {
public:
    std::vector<Pack> packs;
    std::map<std::string, Lesson, std::less<>> lessons;
    std::map<std::string, Item, std::less<>> items;  // recall cards too
    std::map<std::string, Item, std::less<>> test_items;   // apart, since they are shown within a try only
    std::map<std::string, std::string, std::less<>> competences;  // code -> title
    std::map<std::string, Picture, std::less<>> pictures;  // by the address the reading gives

    const Lesson* lesson(std::string_view id) const;
    const Item* item(std::string_view id) const;
    const Item* test_item(std::string_view id) const;
    std::string competence_title(std::string_view code) const;  // the code itself when it is in no framework
    const Picture* picture(std::string_view address) const;
    const Level* level(std::string_view id) const;
    const Level* level_of(const Lesson& lesson) const;
    // All lessons of all levels in learning order.
    std::vector<const Lesson*> in_order() const;
};

std::shared_ptr<const Library> library(const Services& services);
inline std::shared_ptr<const Library> library(const Context& context) { return library(context.services); }
// From now on every new request sees this one; those under way keep theirs. For the preview, where lessons change while
// one reads; a server that keeps answers has its packs changed by a restart.
void replace_library(const Services& services, Library library);

struct PackProblem {
    std::string file;
    int line = 0;         // 0: the file as a whole
    std::string message;  // English, for authors at a terminal
};
struct LoadedPacks {
    Library library;
    std::vector<PackProblem> problems;
    std::vector<PackProblem> warnings;  // worth a look, but the packs may be used
};
struct PackPaths {
    std::vector<std::string> packs;
    std::string frameworks;     // "": no competence trees
    std::string private_packs;  // "": every level test draws from the sample that stands in its pack
};
// Reads and checks pack folders; with any problem the library must not be used.
LoadedPacks load_packs(const PackPaths& paths);
// The same for authors, who also want to know what is not good: spelling, balance, repetition, coverage, readability. Needs
// the Vietnamese dictionary of Hunspell, and says so as a problem when it is not there. words_file: words accepted besides.
LoadedPacks review_packs(const PackPaths& paths, const std::string& words_file);

// Items on their way to and from other programs, GIFT and Moodle XML. Nothing is dropped without a word: what the other
// side cannot take stands under the item's losses.
enum class ExchangeFormat { gift, moodle_xml };
struct ExchangedItem {
    std::string id;
    std::string from, to;  // the types on both sides; to is "" when the item was left out
    int line = 0;          // in the file that was read
    std::vector<std::string> losses;
};
BOOST_DESCRIBE_STRUCT(ExchangedItem, (), (id, from, to, line, losses))
struct Exchange {
    std::vector<PackProblem> problems;  // with any, no file was written
    std::vector<ExchangedItem> items;
    std::vector<std::string> notes;     // about the file as a whole
};
// Items and recall cards of the lessons of a pack, or of one lesson, to a file.
Exchange export_items(const std::string& pack_folder, const std::string& frameworks_folder, ExchangeFormat format, const std::string& file,
                      const std::string& lesson_id = {});
// A file to the draft of a lesson's items file, which must not be there yet.
Exchange import_items(const std::string& file, ExchangeFormat format, const std::string& lesson_id, const std::string& items_file);

}  // namespace curriculum
