// The marker on the device: marking, memory and the plan of a day from the server's own sources, behind a door a browser can
// call. A call writes its arguments to input(size), calls a function with the number of bytes written, and reads
// output_size() bytes at the address it returns. Values stand one after another, little-endian: a number as a double, a text
// as its length in bytes (a double, too) and its UTF-8, a list as its length and its values.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "marking/public.h"
#include "memory/rules.h"
#include "planning/rules.h"

#ifdef __wasm__
#define BDH_EXPORT(name) extern "C" __attribute__((export_name(name)))
#else
#define BDH_EXPORT(name) extern "C"
#endif

static_assert(std::endian::native == std::endian::little);

namespace {

std::vector<std::byte> arguments;
std::vector<std::byte> results;

// What is missing reads as 0 and "", so that a short input can do no harm.
class Reader {
public:
    explicit Reader(std::size_t size) : left_(size < arguments.size() ? size : arguments.size()) {}

    double number() {
        double value = 0;
        if (left_ < sizeof value) return left_ = 0, 0.0;
        std::memcpy(&value, at_, sizeof value);
        step(sizeof value);
        return value;
    }
    std::int64_t whole() {
        const double value = number();
        return value > -9e15 && value < 9e15 ? static_cast<std::int64_t>(value) : 0;
    }
    std::size_t count() {  // of things that take at least a byte each
        const auto value = whole();
        return value > 0 && static_cast<std::uint64_t>(value) <= left_ ? static_cast<std::size_t>(value) : 0;
    }
    std::string text() {
        const auto size = count();
        std::string value(reinterpret_cast<const char*>(at_), size);
        step(size);
        return value;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> list(count());
        for (auto& each : list)
            each = text();
        return list;
    }

private:
    void step(std::size_t size) {
        at_ += size;
        left_ -= size;
    }
    const std::byte* at_ = arguments.data();
    std::size_t left_;
};

class Writer {
public:
    Writer() { results.clear(); }

    void number(double value) { bytes(&value, sizeof value); }
    void whole(std::int64_t value) { number(static_cast<double>(value)); }
    void text(std::string_view value) {
        whole(static_cast<std::int64_t>(value.size()));
        bytes(value.data(), value.size());
    }
    const std::byte* done() const { return results.data(); }

private:
    void bytes(const void* from, std::size_t size) {
        const auto* first = static_cast<const std::byte*>(from);
        results.insert(results.end(), first, first + size);
    }
};

learning::memory::ItemState read_state(Reader& in) {
    learning::memory::ItemState state;
    state.memory.stability_days = in.number();
    state.memory.difficulty = in.number();
    state.last_day = {in.whole()};
    state.due_day = {in.whole()};
    state.answers_count = in.whole();
    state.first_score_permille = in.whole();
    state.lapses = in.whole();
    return state;
}

void write_state(Writer& out, const learning::memory::ItemState& state) {
    out.number(state.memory.stability_days);
    out.number(state.memory.difficulty);
    out.whole(state.last_day.number);
    out.whole(state.due_day.number);
    out.whole(state.answers_count);
    out.whole(state.first_score_permille);
    out.whole(state.lapses);
}

std::optional<learning::planning::Task> read_task(Reader& in) {
    if (in.whole() == 0) return std::nullopt;
    learning::planning::Task task;
    task.task = in.text();
    task.seconds = static_cast<int>(in.whole());
    return task;
}

learning::planning::Request read_request(Reader& in) {
    learning::planning::Request request;
    request.today = in.whole();
    request.go_on = in.whole() != 0;
    request.done.review_seconds = static_cast<int>(in.whole());
    request.done.lesson_seconds = static_cast<int>(in.whole());
    request.done.task_seconds = static_cast<int>(in.whole());
    request.done.lesson_done = in.whole() != 0;
    request.done.task_done = in.whole() != 0;
    if (in.whole() != 0) {
        learning::planning::Lesson lesson;
        lesson.lesson = in.text();
        lesson.seconds = static_cast<int>(in.whole());
        lesson.task = read_task(in);
        request.next_lesson = std::move(lesson);
    }
    request.open_task = read_task(in);
    for (auto left = in.count(); left > 0; --left) {
        learning::planning::DueReview review;
        review.item = in.text();
        review.seconds = static_cast<int>(in.whole());
        const auto state = read_state(in);
        review.retrievability = learning::memory::retrievability(state, Day{request.today});
        review.due_on = state.due_day.number;
        request.reviews.push_back(std::move(review));
    }
    return request;
}

void write_pick(Writer& out, const std::optional<learning::planning::Pick>& pick) {
    out.whole(pick ? 1 : 0);
    if (!pick) return;
    out.text(pick->id);
    out.whole(pick->seconds);
}

}  // namespace

BDH_EXPORT("input") std::byte* input(std::size_t size) {
    arguments.resize(size);
    return arguments.data();
}

BDH_EXPORT("output_size") std::size_t output_size() { return results.size(); }

// packed key, response -> refusal ("" when it was marked), score, verdict, parts (key, right, chosen), rating
BDH_EXPORT("mark_response") const std::byte* mark_response(std::size_t size) {
    Reader in(size);
    const auto key = marking::unpack_key(in.texts());
    const auto response = in.texts();
    Writer out;
    if (!key) {
        out.text("key_unreadable");
        return out.done();
    }
    if (const auto refusal = marking::refuse_response(*key, response)) {
        out.text(marking::code_of(*refusal));
        return out.done();
    }
    const auto mark = marking::mark(*key, response);
    out.text("");
    out.whole(mark.score_permille);
    out.text(marking::code_of(mark.verdict));
    out.whole(static_cast<std::int64_t>(mark.parts.size()));
    for (const auto& part : mark.parts) {
        out.text(part.key);
        out.whole(part.right);
        out.whole(part.chosen);
    }
    out.whole(static_cast<int>(learning::memory::rating_of(*key, response, mark.score_permille)));
    return out.done();
}

// state, rating, score, day -> state
BDH_EXPORT("remember") const std::byte* remember(std::size_t size) {
    Reader in(size);
    const auto state = read_state(in);
    const auto rating = learning::recall::find_rating(static_cast<int>(in.whole()));
    const auto score_permille = in.whole();
    const Day day{in.whole()};
    Writer out;
    write_state(out,
                learning::memory::after_answer(state, rating.value_or(learning::recall::Rating::again), score_permille, day));
    return out.done();
}

// day -> state of a recall card that a completed lesson hands over
BDH_EXPORT("introduce") const std::byte* introduce(std::size_t size) {
    Reader in(size);
    Writer out;
    write_state(out, learning::memory::introduce("", Day{in.whole()}));
    return out.done();
}

// what is known of the day -> reviews (item, seconds), lesson, task, seconds in all, reviews put off
BDH_EXPORT("plan_day") const std::byte* plan_day(std::size_t size) {
    Reader in(size);
    const auto session = learning::planning::plan_session(read_request(in));
    Writer out;
    out.whole(static_cast<std::int64_t>(session.reviews.size()));
    for (const auto& review : session.reviews) {
        out.text(review.id);
        out.whole(review.seconds);
    }
    write_pick(out, session.lesson);
    write_pick(out, session.task);
    out.whole(session.seconds_estimate);
    out.whole(session.reviews_put_off);
    return out.done();
}
