#pragma once
// One transfer of libcurl's with the limits that all of ours have. Included by this folder only.
#include "foundation/outgoing/attempt.h"

#include <curl/curl.h>

#include <memory>

namespace outgoing {

using Transfer = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// protocols: "smtp,smtps". Nothing is followed, nothing of the reply is kept, and seconds are few.
Transfer begin_transfer(const std::string& url, const char* protocols);
void add_line(Lines& lines, const std::string& line);

// is_good: whether a status means that the other side took it; is_final: that it never will.
struct Verdict {
    bool (*is_good)(long status);
    bool (*is_final)(long status);
};
Attempt perform(const Transfer& transfer, const Verdict& verdict, const char* scheme);

}  // namespace outgoing
