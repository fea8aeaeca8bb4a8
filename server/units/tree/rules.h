#pragma once
// The trees of one day in one block of memory: units in preorder, so that a subtree is a range, and an index of the words
// of all names for searching. Pure.
#include "public.h"

#include <cstdint>
#include <unordered_map>

namespace units {

// A unit that no longer stands, and the one its people count in.
using Heir = std::pair<UnitId, UnitId>;

class Forest final : public Tree {
public:
    // Units whose parent is not among them become roots; those on a circle are left out.
    explicit Forest(std::vector<Unit> units, std::vector<Heir> heirs = {});
    Forest(const Forest&) = delete;  // the index of codes points into units_
    Forest& operator=(const Forest&) = delete;

    const Unit* find(UnitId id) const override;
    const Unit* find(std::string_view code) const override;
    std::vector<const Unit*> children(UnitId id) const override;
    std::vector<const Unit*> ancestors(UnitId id) const override;
    bool is_within(UnitId inner, UnitId outer) const override;
    std::vector<UnitId> subtree(UnitId id) const override;
    std::vector<const Unit*> search(std::string_view words, std::size_t limit, SearchIn where) const override;
    std::vector<const Unit*> roots() const override;

    const std::vector<Unit>& units() const { return units_; }  // in preorder
    const std::vector<Heir>& heirs() const { return heirs_; }

private:
    using Place = std::uint32_t;
    static constexpr Place kNowhere = UINT32_MAX;

    Place place_of(UnitId id) const;
    std::vector<const Unit*> standing_from(Place first, Place end) const;
    void put_in_preorder(std::vector<Unit> units);
    void index_words();
    bool is_named(Place place, const std::vector<std::uint32_t>& words) const;
    std::vector<std::uint32_t> known_words(const std::vector<std::string>& words) const;
    std::vector<std::uint16_t> match_own_names(const std::vector<std::string>& words) const;

    std::vector<Unit> units_;
    std::vector<Place> ends_;       // first place after the subtree
    std::vector<Place> parents_;    // kNowhere for roots
    std::vector<std::uint32_t> name_ranks_;
    std::unordered_map<std::int64_t, Place> by_id_;  // units that no longer stand lead to their heirs
    std::unordered_map<std::string_view, Place> by_code_;
    std::vector<Heir> heirs_;

    std::vector<std::string> vocabulary_;            // sorted
    std::vector<std::uint32_t> holders_begin_;       // by word: where its places begin in holders_
    std::vector<Place> holders_;
    std::vector<std::uint32_t> name_words_begin_;    // by place: where its name begins in name_words_
    std::vector<std::uint32_t> name_words_;
    std::vector<std::uint8_t> kind_words_count_;     // how many words of the name only say the kind ("thành phố")
};

// The words that a name begins with to say its kind, as text::search_key writes them: 2 for "thanh pho hai phong".
std::size_t count_kind_words(const std::vector<std::string>& words);

// Orders names the Vietnamese way, "Xóm 2" before "Xóm 10".
std::string name_order_key(std::string_view name);

}  // namespace units
