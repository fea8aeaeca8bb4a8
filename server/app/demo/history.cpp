#include "app/demo/history.h"

#include "curriculum/public.h"
#include "identity/public.h"

#include <future>

namespace app::demo {
namespace {

namespace json = boost::json;

double chance(std::mt19937_64& dice) { return static_cast<double>(dice() >> 11) / static_cast<double>(1ULL << 53); }

struct Asked {
    std::string method, target, cookie;
    json::value body;
};

// Sends all at once, so that a whole day's answers share few commits, and waits for every reply.
std::vector<json::value> ask_all(Product& product, const std::vector<Asked>& questions) {
    std::vector<std::promise<http::Reply>> answered(questions.size());
    std::vector<json::value> replies(questions.size());
    constexpr std::size_t kAtOnce = 500;
    for (std::size_t first = 0; first < questions.size(); first += kAtOnce) {
        const auto last = std::min(first + kAtOnce, questions.size());
        for (auto index = first; index < last; ++index) {
            const auto& asked = questions[index];
            auto request = std::make_shared<http::Request>();
            request->method = asked.method;
            request->target = asked.target;
            request->headers = {{"cookie", asked.cookie}, {"content-type", "application/json"}};
            if (!asked.body.is_null()) request->body = json::serialize(asked.body);
            product.router.dispatch(*product.contexts, request, [&promise = answered[index]](const http::LateReply& write) { promise.set_value(write()); });
        }
        // Every promise is waited for before a refusal ends this: those still being answered write into them.
        std::string refusal;
        for (auto index = first; index < last; ++index) {
            const auto reply = answered[index].get_future().get();
            if (reply.status == 200) replies[index] = json::parse(reply.body);
            else refusal = reply.body;
        }
        if (!refusal.empty()) throw std::runtime_error("the demo was refused: " + refusal);
    }
    return replies;
}

// Some response that is not wholly right, of the shape the item asks for.
marking::Response wrong_response(const curriculum::Item& item) {
    auto response = curriculum::solution(item);
    switch (marking::type_of(item.key)) {
    case marking::ItemType::single_choice:
        for (const auto& choice : item.choices) {
            if (choice.key != response[0]) return {choice.key};
        }
        return response;
    case marking::ItemType::true_false_set:
        response[0] = response[0] == "true" ? "false" : "true";
        return response;
    case marking::ItemType::order:
    case marking::ItemType::match:
        std::swap(response.front(), response.back());
        return response;
    case marking::ItemType::categorise:
        response[0] = item.others.front().key == response[0] ? item.others.back().key : item.others.front().key;
        return response;
    case marking::ItemType::multiple_choice:
    case marking::ItemType::highlight:
        response.resize(response.size() - 1);
        return response;
    case marking::ItemType::fill_in:
    case marking::ItemType::short_answer:
        response[0] = "chưa rõ";
        return response;
    case marking::ItemType::numeric: return {"0"};
    case marking::ItemType::recall_card: return {"1"};
    }
    return response;
}

class DayOfStudy {
public:
    DayOfStudy(const curriculum::Library& library, Student& student, Instant now, std::mt19937_64& dice)
        : library_(library), student_(student), now_(now), dice_(dice) {}

    void answer(std::string_view id, const char* context) {
        const auto* item = library_.item(id);
        ensure(item, "the plan of the day names an item the library does not have");
        const bool well = chance(dice_) < student_.person.skill;
        const bool card = marking::type_of(item->key) == marking::ItemType::recall_card;
        json::array response;
        for (const auto& text : card ? marking::Response{well ? "3" : "1"} : well ? curriculum::solution(*item) : wrong_response(*item)) {
            response.emplace_back(text);
        }
        events_.push_back(json::object{{"device", student_.device}, {"sequence", ++student_.sequence}, {"item", item->id},
                                       {"item_version", item->version}, {"context", context}, {"response", std::move(response)},
                                       {"answered_at", now_.utc_ms}, {"took_ms", 4000 + static_cast<std::int64_t>(dice_() % 20000)}});
    }

    void follow(const json::value& plan) {
        for (const auto& review : plan.at("reviews").as_array()) answer(review.at("id").as_string(), "review");
        if (const auto* lesson = plan.at("lesson").if_object()) {
            const auto* found = library_.lesson(std::string_view(lesson->at("id").as_string()));
            ensure(found, "the plan of the day names a lesson the library does not have");
            for (const auto& id : found->item_ids) answer(id, "lesson");
            for (const auto& id : found->recall_ids) answer(id, "lesson");
        }
    }

    json::array take() { return std::move(events_); }

private:
    const curriculum::Library& library_;
    Student& student_;
    Instant now_;
    std::mt19937_64& dice_;
    json::array events_;
};

// Who has not been here for a month signs in again, before the session is too old.
void sign_in_again(Product& product, const std::vector<Student*>& present, Day day) {
    product.contexts->write([&](Context& context) {
        for (auto* student : present) {
            if (day - student->seen_on > 30) student->cookie = identity::start_session(context, student->account);
            student->seen_on = day;
        }
        return true;
    });
}

}  // namespace

History live_through(Product& product, ManualClock& clock, std::vector<Student>& students, int weeks, std::mt19937_64& dice,
                     const std::function<void(Day, const History&)>& told) {
    History history;
    const auto library = curriculum::library(product.services);
    const Day last = day_of(clock.now()) - 1;
    const Day first = last - (weeks * 7 - 1);
    for (Day day = first; day <= last; day = day + 1) {
        clock.set(start_of(day) + 19 * kHourMs + 30 * kMinuteMs);
        std::vector<Student*> present;
        std::vector<Asked> questions;
        for (auto& student : students) {
            if (day - first < student.person.joined_week * 7 || chance(dice) >= student.person.diligence) continue;
            present.push_back(&student);
        }
        sign_in_again(product, present, day);
        for (const auto* student : present)
            questions.push_back({"GET", "/api/v1/today", student->cookie, nullptr});
        const auto plans = ask_all(product, questions);
        questions.clear();
        for (std::size_t index = 0; index < present.size(); ++index) {
            DayOfStudy study(*library, *present[index], clock.now(), dice);
            study.follow(plans[index]);
            auto events = study.take();
            if (events.empty()) continue;
            history.answers += static_cast<std::int64_t>(events.size());
            ++history.days_studied;
            questions.push_back({"POST", "/api/v1/answers", present[index]->cookie, json::object{{"events", std::move(events)}}});
        }
        ask_all(product, questions);
        told(day, history);
    }
    return history;
}

}  // namespace app::demo
