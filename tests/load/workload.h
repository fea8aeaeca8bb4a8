#pragma once
// What every measurement starts from: invented learners of one commune who are signed in, and a course they walk through.
// Nobody answers the same item for ever: each learner goes through all lessons in order, and then through them again as
// reviews, so that points, ledger, lessons and recall are worked on as in life.
#include "app/product.h"

#include <string>
#include <vector>

namespace load {

// What every measuring program serves: the AI pack, data in this folder, which is made.
Settings settings_for(const std::string& folder);
// GET /api/v1/bench_hello: a read route that says hello, to measure others beside; with ?letters=N so many, as long as another's reply.
void add_hello(http::Router& router);

// Units, learners and their sessions; gives the Cookie header of each. Nothing is hashed, so a million take minutes.
std::vector<std::string> add_learners(app::Product& product, std::int64_t count);

// One item a line as the answers' route takes it, without device, sequence and times: every fifth answer is wrong.
std::vector<std::string> course(const Services& services);

// The events of one learner from `sequence` on, as the body of POST /api/v1/answers.
std::string body_of(const std::vector<std::string>& course, std::int64_t learner, std::int64_t sequence, int count,
                    std::int64_t now_ms);

}  // namespace load
