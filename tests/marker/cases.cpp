// marker_cases FILE PACKS… : every item of the packs with its solution and without an answer, 100,000 generated responses,
// 20,000 histories of reviews and 2,000 days to plan, each with what the server's own objects make of it. One record: which
// function (a byte), the argument bytes and the result bytes, each with its size before it (4 bytes, little-endian).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "curriculum/public.h"
#include "foundation/result.h"
#include "memory/rules.h"

extern "C" {
std::byte* input(std::size_t);
std::size_t output_size();
const std::byte* mark_response(std::size_t);
const std::byte* remember(std::size_t);
const std::byte* introduce(std::size_t);
const std::byte* plan_day(std::size_t);
}

namespace {

constexpr int kResponses = 100000;
constexpr int kHistories = 20000;
constexpr int kDays = 2000;

std::mt19937_64 chance{20261125};

std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(chance() % count); }
bool one_in(std::size_t count) { return below(count) == 0; }

class Arguments {
public:
    void number(double value) { bytes(&value, sizeof value); }
    void text(const std::string& value) {
        number(static_cast<double>(value.size()));
        bytes(value.data(), value.size());
    }
    void texts(const std::vector<std::string>& values) {
        number(static_cast<double>(values.size()));
        for (const auto& value : values)
            text(value);
    }
    std::span<const std::byte> all() const { return bytes_; }

private:
    void bytes(const void* from, std::size_t size) {
        const auto* first = static_cast<const std::byte*>(from);
        bytes_.insert(bytes_.end(), first, first + size);
    }
    std::vector<std::byte> bytes_;
};

class Records {
public:
    explicit Records(const std::string& file) : out_(file, std::ios::binary) {}

    std::vector<std::byte> add(char function, const Arguments& arguments) {
        const auto given = arguments.all();
        if (!given.empty()) std::memcpy(input(given.size()), given.data(), given.size());
        const auto* said = call(function, given.size());
        const std::span<const std::byte> result(said, output_size());
        out_.put(function);
        put(given);
        put(result);
        return {result.begin(), result.end()};
    }

private:
    static const std::byte* call(char function, std::size_t size) {
        switch (function) {
            case 'm':
                return mark_response(size);
            case 'r':
                return remember(size);
            case 'i':
                return introduce(size);
            default:
                return plan_day(size);
        }
    }
    void put(std::span<const std::byte> bytes) {
        const auto size = static_cast<std::uint32_t>(bytes.size());
        out_.write(reinterpret_cast<const char*>(&size), sizeof size);
        out_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    std::ofstream out_;
};

double number_in(const std::vector<std::byte>& bytes, std::size_t place) {
    double value = 0;
    ensure(bytes.size() >= (place + 1) * sizeof value, "a result of that length");
    std::memcpy(&value, bytes.data() + place * sizeof value, sizeof value);
    return value;
}

// The marker must say what the server says of the key as the pack holds it, so packing a key is tested with it.
void add_response(Records& records, const curriculum::Item& item, const marking::Response& response) {
    Arguments arguments;
    arguments.texts(marking::pack_key(item.key));
    arguments.texts(response);
    const auto said = records.add('m', arguments);
    if (const auto refusal = marking::refuse_response(item.key, response)) {
        ensure(number_in(said, 0) == static_cast<double>(marking::code_of(*refusal).size()), "refused alike");
        return;
    }
    ensure(number_in(said, 0) == 0, "marked alike");
    ensure(number_in(said, 1) == marking::mark(item.key, response).score_permille, "one score");
}

// Everything that may stand somewhere in a response to this item.
std::vector<std::string> words_of(const curriculum::Item& item) {
    std::vector<std::string> words{"", "true", "false", "1", "2", "3", "4", "zz", "3,5", "-1.234,5", "12 000", "1.000"};
    for (const auto* list : {&item.choices, &item.others}) {
        for (const auto& choice : *list)
            words.push_back(choice.key);
    }
    for (const auto& segment : item.segments) {
        if (segment.key) words.push_back(*segment.key);
    }
    for (const auto& text : curriculum::solution(item))
        words.push_back(text);
    return words;
}

// As people type: other cases, tones apart from their letters, spaces, marks, and what is not even text.
std::string typed(std::string text) {
    static const std::vector<std::string> kScraps{
        " ",        "  ", ".", ",", "\u00a0", "\u0301",        "\u0323", "Ế",      "Đ", "ư\u031b", "\u200b",
        "\xf0\x9f", "đ",  "A", "0", "\u2212", "e\u0302\u0301", "Ð",      "\u201c", "-", "\u1edf",  "o\u031b\u0309"};
    for (auto left = below(4); left > 0; --left) {
        const auto at = below(text.size() + 1);
        if (one_in(2))
            text.insert(at, kScraps[below(kScraps.size())]);
        else if (!text.empty())
            text.erase(std::min(at, text.size() - 1), 1);
    }
    return text;
}

marking::Response some_response(const curriculum::Item& item) {
    auto response = curriculum::solution(item);
    const auto words = words_of(item);
    for (auto& text : response) {
        if (one_in(3)) text = words[below(words.size())];
        if (one_in(4)) text = typed(text);
    }
    if (one_in(2)) std::shuffle(response.begin(), response.end(), chance);
    if (one_in(6)) response.push_back(words[below(words.size())]);
    if (one_in(6) && !response.empty()) response.pop_back();
    if (one_in(500)) response.emplace_back(1001, 'x');
    return response;
}

void add_state(Arguments& arguments, const learning::memory::ItemState& state) {
    for (const double number : {state.memory.stability_days, state.memory.difficulty, static_cast<double>(state.last_day.number),
                                static_cast<double>(state.due_day.number), static_cast<double>(state.answers_count),
                                static_cast<double>(state.first_score_permille), static_cast<double>(state.lapses)})
        arguments.number(number);
}

learning::memory::ItemState state_in(const std::vector<std::byte>& said) {
    learning::memory::ItemState state;
    state.memory = {number_in(said, 0), number_in(said, 1)};
    state.last_day = {static_cast<std::int64_t>(number_in(said, 2))};
    state.due_day = {static_cast<std::int64_t>(number_in(said, 3))};
    state.answers_count = static_cast<std::int64_t>(number_in(said, 4));
    state.first_score_permille = static_cast<std::int64_t>(number_in(said, 5));
    state.lapses = static_cast<std::int64_t>(number_in(said, 6));
    return state;
}

learning::memory::ItemState add_history(Records& records) {
    std::int64_t day = 20700 + static_cast<std::int64_t>(below(100));
    Arguments first;
    first.number(static_cast<double>(day));
    auto state = one_in(2) ? state_in(records.add('i', first)) : learning::memory::ItemState{};
    for (auto left = 1 + below(8); left > 0; --left) {
        Arguments arguments;
        add_state(arguments, state);
        arguments.number(static_cast<double>(1 + below(4)));
        arguments.number(static_cast<double>(below(1001)));
        arguments.number(static_cast<double>(day));
        state = state_in(records.add('r', arguments));
        day += one_in(8) ? -static_cast<std::int64_t>(below(3)) : static_cast<std::int64_t>(below(60));
    }
    return state;
}

void add_task(Arguments& arguments, const std::string& name) {
    const bool is_there = one_in(2);
    arguments.number(is_there);
    if (!is_there) return;
    arguments.text(name);
    arguments.number(static_cast<double>(below(400)));
}

void add_day(Records& records, const std::vector<learning::memory::ItemState>& states) {
    Arguments arguments;
    arguments.number(20760 + static_cast<double>(below(80)));
    arguments.number(one_in(4));
    for (int part = 0; part < 3; ++part)
        arguments.number(one_in(2) ? 0 : static_cast<double>(below(500)));
    for (int part = 0; part < 2; ++part)
        arguments.number(one_in(3));
    const bool has_lesson = !one_in(3);
    arguments.number(has_lesson);
    if (has_lesson) {
        arguments.text("bdh-ai-1-02");
        arguments.number(static_cast<double>(below(1000)));
        add_task(arguments, "bdh-ai-1-02");
    }
    add_task(arguments, "bdh-ai-1-01");
    const auto count = below(60);
    arguments.number(static_cast<double>(count));
    for (std::size_t place = 0; place < count; ++place) {
        arguments.text("item-" + std::to_string(below(1000)));
        arguments.number(static_cast<double>(15 + below(30)));
        add_state(arguments, states[below(states.size())]);
    }
    records.add('p', arguments);
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return std::cerr << "usage: marker_cases FILE PACKS…\n", 2;
    curriculum::PackPaths paths;
    paths.packs.assign(words + 2, words + count);
    const auto loaded = curriculum::load_packs(paths);
    std::vector<const curriculum::Item*> items;
    for (const auto* shelf : {&loaded.library.items, &loaded.library.test_items}) {
        for (const auto& [id, item] : *shelf)
            items.push_back(&item);
    }
    if (items.empty()) return std::cerr << "no items in these packs\n", 1;

    Records records(words[1]);
    for (const auto* item : items) {
        add_response(records, *item, curriculum::solution(*item));
        add_response(records, *item, marking::Response(curriculum::solution(*item).size()));
    }
    for (int left = kResponses; left > 0; --left) {
        const auto& item = *items[below(items.size())];
        add_response(records, item, some_response(item));
    }
    std::vector<learning::memory::ItemState> states;
    for (int left = kHistories; left > 0; --left)
        states.push_back(add_history(records));
    for (int left = kDays; left > 0; --left)
        add_day(records, states);
    std::cout << items.size() << " items\n";
    return 0;
}
