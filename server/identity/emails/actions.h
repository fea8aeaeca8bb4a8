#pragma once
// An e-mail address for news: given only by the person, with their consent, taken back whenever they like. It counts once the
// code of a letter to it came back.
#include "emails/rules.h"
#include "foundation/context_factory.h"
#include "foundation/http/router.h"
#include "foundation/outgoing/mail.h"
#include "public.h"

namespace identity {

// How letters leave; an empty address sends none.
struct Postman {
    outgoing::MailServer mail;
};

struct EmailShown {
    std::optional<std::string> email;
    bool confirmed = false;
    bool can_send = false;              // whether this server sends letters at all
    std::optional<LetterState> letter;  // of the code that is waited for
    std::string text_version;
    std::string text;  // what giving an address agrees to
};
BOOST_DESCRIBE_STRUCT(EmailShown, (), (email, confirmed, can_send, letter, text_version, text))

struct EmailGiven {
    Text<1, 254> email;
    Text<1, 40> text_version;
};
BOOST_DESCRIBE_STRUCT(EmailGiven, (), (email, text_version))

struct EmailCodeGiven {
    Text<0, 40> code;
};
BOOST_DESCRIBE_STRUCT(EmailCodeGiven, (), (code))

EmailShown see_email(Context& context);
Result<EmailShown> give_email(Context& context, const EmailGiven& given);
EmailShown take_email_back(Context& context);
// A letter with a code to the address given. The reply is the same whoever else has that address.
Result<EmailShown> ask_for_letter(Context& context);
Result<EmailShown> confirm_email(http::SlowContext& slow, const EmailCodeGiven& given);

// By the clock: sends what waits, each outside of a transaction.
void send_confirmations(ContextFactory& contexts);

}  // namespace identity
