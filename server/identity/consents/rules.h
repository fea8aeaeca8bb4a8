#pragma once
// What people are asked to agree to, word for word, and which answers suffice.
#include "public.h"

#include <optional>
#include <string>
#include <vector>

namespace identity {

enum class Purpose { learning, ranking_name, research, notifications };
BOOST_DESCRIBE_ENUM(Purpose, learning, ranking_name, research, notifications)

struct ConsentText {
    Purpose purpose = Purpose::learning;
    std::string version;
    std::string title;
    std::string text;
    bool required = false;
};
BOOST_DESCRIBE_STRUCT(ConsentText, (), (purpose, version, title, text, required))

// The texts in force. A changed wording gets a new version here; the old one stays in the history of this file.
const std::vector<ConsentText>& consent_texts();
const ConsentText& consent_text(Purpose purpose);

struct ConsentAnswer {
    Purpose purpose = Purpose::learning;
    Text<1, 40> version;
};
BOOST_DESCRIBE_STRUCT(ConsentAnswer, (), (purpose, version))

enum class ConsentRefusal { consent_required, consent_text_changed };
BOOST_DESCRIBE_ENUM(ConsentRefusal, consent_required, consent_text_changed)

// Whether these answers, each a yes to the text of that version, let a person join. Silence is a no.
std::optional<ConsentRefusal> refuse_consents(const std::vector<ConsentAnswer>& given);
std::optional<ConsentRefusal> refuse_consent_change(Purpose purpose, const std::string& version, bool given);

}  // namespace identity
