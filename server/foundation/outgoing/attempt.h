#pragma once
// What came of sending something into the world outside. Only who is sure that nothing arrived may try again: twice is worse
// than once too few, since the same news also stands in the app.
#include <string>

namespace outgoing {

enum class Outcome {
    sent,
    refused,      // the other side said no for good
    unreachable,  // nothing arrived, or the other side asked for another try
    unclear       // it went out, and no answer came back
};

struct Attempt {
    Outcome outcome = Outcome::sent;
    std::string detail;  // "250", "HTTP 503", a word of libcurl's: never an address or a secret
};

}  // namespace outgoing
