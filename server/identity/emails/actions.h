#pragma once
// An e-mail address for news: given only by the person, with their consent, and taken back whenever they like.
#include "public.h"

namespace identity {

struct EmailShown {
    std::optional<std::string> email;
    std::string text_version;
    std::string text;  // what giving an address agrees to
};
BOOST_DESCRIBE_STRUCT(EmailShown, (), (email, text_version, text))

struct EmailGiven {
    Text<1, 254> email;
    Text<1, 40> text_version;
};
BOOST_DESCRIBE_STRUCT(EmailGiven, (), (email, text_version))

EmailShown see_email(Context& context);
Result<EmailShown> give_email(Context& context, const EmailGiven& given);
EmailShown take_email_back(Context& context);

}  // namespace identity
