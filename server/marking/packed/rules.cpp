// A key as a list of texts and back. The first text is the type's code; what follows stands in file order.
//   options, parts       key, "1" when right or "0"      statements   key, "1" when true or "0"
//   order                the steps                       match        number of pairs, pairs, extra rights
//   blanks               "strict" or "lenient", number of accepted texts, the texts
//   numeric              answer, tolerance, unit         categorise   number of categories, categories, thing, category …
// A real number is the sixteen hexadecimal digits of its bits, because text and back must not change it.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "public.h"

namespace marking {
namespace {

using Texts = std::vector<std::string>;

std::string bits_of(double number) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto bits = std::bit_cast<std::uint64_t>(number);
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4)
        text.push_back(kDigits[(bits >> shift) & 15]);
    return text;
}

struct Packer {
    Texts texts;

    void options(const std::vector<Option>& options) {
        for (const auto& option : options) {
            texts.push_back(option.key);
            texts.emplace_back(option.right ? "1" : "0");
        }
    }
    void list(const Texts& list) {
        texts.push_back(std::to_string(list.size()));
        texts.insert(texts.end(), list.begin(), list.end());
    }
    void blank(const Blank& blank) {
        texts.emplace_back(blank.diacritics == Diacritics::strict ? "strict" : "lenient");
        list(blank.accept);
    }

    void operator()(const SingleChoice& key) { options(key.options); }
    void operator()(const MultipleChoice& key) { options(key.options); }
    void operator()(const TrueFalseSet& key) {
        for (const auto& statement : key.statements) {
            texts.push_back(statement.key);
            texts.emplace_back(statement.truth ? "1" : "0");
        }
    }
    void operator()(const Order& key) { texts.insert(texts.end(), key.steps.begin(), key.steps.end()); }
    void operator()(const Match& key) {
        list(key.pairs);
        texts.insert(texts.end(), key.extra_rights.begin(), key.extra_rights.end());
    }
    void operator()(const FillIn& key) {
        for (const auto& each : key.blanks)
            blank(each);
    }
    void operator()(const Numeric& key) {
        texts.push_back(bits_of(key.answer));
        texts.push_back(bits_of(key.tolerance));
        texts.push_back(key.unit);
    }
    void operator()(const Categorise& key) {
        list(key.categories);
        for (const auto& thing : key.things) {
            texts.push_back(thing.key);
            texts.push_back(thing.category);
        }
    }
    void operator()(const Highlight& key) { options(key.parts); }
    void operator()(const ShortAnswer& key) { blank(key.blank); }
    void operator()(const RecallCard&) {}
};

// Reads on from the type; once something is missing or malformed, everything is.
class Unpacker {
public:
    explicit Unpacker(const Texts& texts) : texts_(texts) {}

    bool is_whole() const { return !broken_; }
    bool is_at_end() const { return at_ >= texts_.size(); }

    std::string text() {
        if (is_at_end()) broken_ = true;
        return broken_ ? std::string{} : texts_[at_++];
    }
    std::size_t count() {
        std::size_t number = 0;
        const auto digits = text();
        if (digits.empty() || digits.size() > 4) broken_ = true;
        for (const char digit : digits) {
            if (digit < '0' || digit > '9') broken_ = true;
            number = number * 10 + static_cast<std::size_t>(digit - '0');
        }
        return broken_ ? 0 : number;
    }
    bool flag() {
        const auto word = text();
        if (word != "0" && word != "1") broken_ = true;
        return word == "1";
    }
    double real() {
        std::uint64_t bits = 0;
        const auto digits = text();
        if (digits.size() != 16) broken_ = true;
        for (const char digit : digits) {
            const bool is_letter = digit >= 'a' && digit <= 'f';
            if (!is_letter && (digit < '0' || digit > '9')) broken_ = true;
            bits = (bits << 4) | static_cast<std::uint64_t>((is_letter ? digit - 'a' + 10 : digit - '0') & 15);
        }
        return broken_ ? 0 : std::bit_cast<double>(bits);
    }
    Texts list() {
        Texts list;
        for (auto left = count(); left > 0 && !broken_; --left)
            list.push_back(text());
        return list;
    }
    Texts rest() {
        Texts list;
        while (!broken_ && !is_at_end())
            list.push_back(text());
        return list;
    }
    std::vector<Option> options() {
        std::vector<Option> options;
        while (!broken_ && !is_at_end()) {
            auto key = text();
            options.push_back({std::move(key), flag()});
        }
        return options;
    }
    Blank blank() {
        const auto word = text();
        if (word != "strict" && word != "lenient") broken_ = true;
        return {list(), word == "strict" ? Diacritics::strict : Diacritics::lenient};
    }

private:
    const Texts& texts_;
    std::size_t at_ = 1;
    bool broken_ = false;
};

Key unpack(ItemType type, Unpacker& from) {
    switch (type) {
        case ItemType::single_choice:
            return SingleChoice{from.options()};
        case ItemType::multiple_choice:
            return MultipleChoice{from.options()};
        case ItemType::true_false_set: {
            TrueFalseSet key;
            for (auto& option : from.options())
                key.statements.push_back({std::move(option.key), option.right});
            return key;
        }
        case ItemType::order:
            return Order{from.rest()};
        case ItemType::match: {
            Match key;
            key.pairs = from.list();
            key.extra_rights = from.rest();
            return key;
        }
        case ItemType::fill_in: {
            FillIn key;
            while (from.is_whole() && !from.is_at_end())
                key.blanks.push_back(from.blank());
            return key;
        }
        case ItemType::numeric: {
            Numeric key;
            key.answer = from.real();
            key.tolerance = from.real();
            key.unit = from.text();
            return key;
        }
        case ItemType::categorise: {
            Categorise key;
            key.categories = from.list();
            while (from.is_whole() && !from.is_at_end()) {
                auto thing = from.text();
                key.things.push_back({std::move(thing), from.text()});
            }
            return key;
        }
        case ItemType::highlight:
            return Highlight{from.options()};
        case ItemType::short_answer:
            return ShortAnswer{from.blank()};
        case ItemType::recall_card:
            return RecallCard{};
    }
    return RecallCard{};
}

}  // namespace

std::vector<std::string> pack_key(const Key& key) {
    Packer packer;
    packer.texts.emplace_back(code_of(type_of(key)));
    std::visit(packer, key);
    return std::move(packer.texts);
}

std::optional<Key> unpack_key(const std::vector<std::string>& texts) {
    if (texts.empty()) return std::nullopt;
    const auto type = find_item_type(texts.front());
    if (!type) return std::nullopt;
    Unpacker unpacker(texts);
    auto key = unpack(*type, unpacker);
    if (!unpacker.is_whole() || !unpacker.is_at_end()) return std::nullopt;
    return key;
}

}  // namespace marking
