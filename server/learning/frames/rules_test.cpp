#include "frames/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace learning::frames {
namespace {

const std::string kKey(kKeyBytes, 'k');
const std::string kNonce(kNonceBytes, 'n');
constexpr Place kLan{7, {41}};

answers::Answer answer(std::int64_t sequence) {
    const Instant at{1795309200000 + sequence * 30000};
    return {1,
            sequence,
            (at.utc_ms - 1735689600000) * 4096 + 32,
            "bdh-ai-1-01-q" + std::to_string(sequence % 8),
            2,
            AnswerContext::lesson,
            R"(["b"])",
            sequence % 5 == 0 ? 0 : 1000,
            at,
            at + 700,
            day_of(at),
            9000};
}

std::vector<answers::Answer> some_answers(std::int64_t count) {
    std::vector<answers::Answer> answers;
    for (std::int64_t sequence = 1; sequence <= count; ++sequence)
        answers.push_back(answer(sequence));
    return answers;
}

rc::Gen<answers::Answer> any_answer() {
    const auto number = rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 2000), rc::gen::arbitrary<std::int64_t>());
    const auto moment =
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 53), [](auto ms) { return Instant{ms}; });
    return rc::gen::build<answers::Answer>(
        rc::gen::set(&answers::Answer::device_no, number), rc::gen::set(&answers::Answer::sequence, number),
        rc::gen::set(&answers::Answer::id, number), rc::gen::set(&answers::Answer::item, rc::gen::arbitrary<std::string>()),
        rc::gen::set(&answers::Answer::item_version, rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 53)),
        rc::gen::set(&answers::Answer::context, rc::gen::element(AnswerContext::lesson, AnswerContext::review)),
        rc::gen::set(&answers::Answer::response, rc::gen::arbitrary<std::string>()),
        rc::gen::set(&answers::Answer::score_permille, number), rc::gen::set(&answers::Answer::answered_at, moment),
        rc::gen::set(&answers::Answer::received_at, moment),
        rc::gen::set(&answers::Answer::day, rc::gen::map(number, [](auto day) { return Day{day}; })),
        rc::gen::set(&answers::Answer::took_ms, number));
}

RC_GTEST_PROP(LearningFrames, GiveBackJustWhatWasWritten, ()) {
    const auto answers = *rc::gen::container<std::vector<answers::Answer>>(any_answer());
    const auto frame = write(kLan, answers, kKey, kNonce);
    RC_ASSERT(length_of(frame) == frame.size());
    RC_ASSERT(count_in(kLan.account, frame) == std::ssize(answers));
    RC_ASSERT(read(kLan, frame, kKey) == answers);
}

RC_GTEST_PROP(LearningFrames, AreRefusedWithAnyByteChangedOrCutOff, ()) {
    auto frame = write(kLan, some_answers(*rc::gen::inRange<std::int64_t>(1, 40)), kKey, kNonce);
    const auto at = *rc::gen::inRange<std::size_t>(0, frame.size());
    RC_ASSERT(!read(kLan, frame.substr(0, at), kKey));
    frame[at] = static_cast<char>(frame[at] ^ *rc::gen::inRange(1, 256));
    RC_ASSERT(!read(kLan, frame, kKey));
}

TEST(LearningFrames, HideWhatWasTypedFromWhoHasNoKey) {
    auto answers = some_answers(3);
    answers[1].response = R"(["Tôi ở xóm Đồng Đình"])";
    const auto frame = write(kLan, answers, kKey, kNonce);
    EXPECT_EQ(frame.find("Tôi"), std::string::npos);
    const auto seen = read(kLan, frame, "");
    ASSERT_TRUE(seen);
    for (auto& each : answers)
        each.response = "[]";
    EXPECT_EQ(*seen, answers) << "the rest is counted as before, as after an erasure";
    EXPECT_FALSE(read(kLan, frame, std::string(kKeyBytes, 'x'))) << "another key is no key";
    EXPECT_FALSE(read({8, kLan.account}, frame, kKey)) << "sealed for one archive only";
    EXPECT_FALSE(read({kLan.archive, {42}}, frame, kKey));
}

TEST(LearningFrames, NeedNoKeyForSomebodyWhoWasErased) {
    auto answers = some_answers(2);
    for (auto& each : answers)
        each.response = "[]";
    EXPECT_FALSE(needs_key(answers));
    EXPECT_EQ(read(kLan, write(kLan, answers, "", ""), ""), answers);
    EXPECT_TRUE(needs_key(some_answers(1)));
}

TEST(LearningFrames, TakeAFewBytesAnAnswer) {
    const auto frame = write(kLan, some_answers(300), kKey, kNonce);
    EXPECT_LT(frame.size(), 300u * 8) << "of regular answers; real ones take more, see docs/performance.md";
}

}  // namespace
}  // namespace learning::frames
