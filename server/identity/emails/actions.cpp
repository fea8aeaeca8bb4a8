#include "emails/actions.h"

#include "emails/store.h"
#include "memory/store.h"
#include "passwords/actions.h"

#include "foundation/log.h"
#include "foundation/random.h"

#include <sodium.h>

namespace identity {
namespace {

constexpr const char* kTextVersion = "2026-11";
constexpr const char* kText =
    "Tôi đồng ý để Bình Dân Học lưu địa chỉ thư điện tử này và chỉ dùng để gửi lời nhắc công việc cho tôi. Tôi có thể gỡ địa "
    "chỉ bất cứ lúc nào; khi tôi xóa tài khoản, địa chỉ cũng bị xóa.";
constexpr std::int64_t kLettersAtOnce = 5;

Problem no_email() { return {ProblemKind::missing, "no_email", "Chưa có địa chỉ thư điện tử nào."}; }
Problem code_wrong() {
    return {ProblemKind::invalid, "email_code_wrong", "Mã chưa đúng hoặc đã hết hạn. Hãy xem lại thư, hoặc xin thư mới.",
            "/code"};
}

// The account's number keeps equal codes of two people from having equal hashes.
std::string hash_of(AccountId account, const std::string& code) { return hash_hex(std::to_string(account.value) + "\n" + code); }

std::string in_lower_case(std::string email) {
    for (auto& letter : email)
        letter = 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return email;
}

// Neither name nor unit: the address may be a stranger's.
outgoing::Mail letter_of(const store::WaitingLetter& letter, const std::string& site, Instant now) {
    const auto& code = letter.code.code;
    const auto spaced = code.substr(0, code.size() / 2) + " " + code.substr(code.size() / 2);
    return {
        letter.code.email, "Mã xác nhận địa chỉ thư điện tử",
        "Có người vừa dùng địa chỉ này để nhận lời nhắc công việc từ Bình Dân Học (" + site + ").\n\nMã xác nhận: " + spaced +
            "\n\nNếu là bạn, hãy nhập mã này ở trang Lời nhắc. Mã có hiệu lực trong 24 giờ.\nNếu không phải bạn, xin bỏ qua thư "
            "này: sẽ không có lời nhắc nào được gửi tới đây.\n",
        "xac-nhan-" + letter.code.code_hash.substr(0, 16), now};
}

// A wrong one costs one of its tries, which must be kept, so the caller commits either way.
Result<EmailShown> use_code(Context& context, const std::string& typed) {
    const auto account = context.actor.account;
    context.db.lock("account", account.value);
    const auto email = store::find_email(context.db, account);
    if (!email) return no_email();
    if (email->confirmed) return see_email(context);
    auto kept = store::find_email_code(context.db, account);
    if (!kept || kept->email != email->email || kept->expires_at <= context.now || kept->tries_left <= 0) return code_wrong();
    const auto hash = hash_of(account, typed);
    if (hash.size() != kept->code_hash.size() || sodium_memcmp(hash.data(), kept->code_hash.data(), hash.size()) != 0) {
        --kept->tries_left;
        store::save_email_code(context.db, account, *kept);
        return code_wrong();
    }
    store::confirm_email(context, account);
    store::remove_email_code(context.db, account);
    return see_email(context);
}

void settle(store::EmailCode& code, const outgoing::Attempt& attempt, Instant now) {
    switch (attempt.outcome) {
        case outgoing::Outcome::sent:
        case outgoing::Outcome::unclear:  // it may be there: a second letter with the same code helps nobody
            code.letter = LetterState::sent;
            return;
        case outgoing::Outcome::refused:
            code.letter = LetterState::failed;
            return;
        case outgoing::Outcome::unreachable:
            code.letter = now < code.asked_at + emails::kGiveUpMs ? LetterState::waiting : LetterState::failed;
            code.next_try_at = now + emails::kRetryMs;
            return;
    }
}

}  // namespace

EmailShown see_email(Context& context) {
    EmailShown shown;
    shown.text_version = kTextVersion;
    shown.text = kText;
    shown.can_send = !context.services.get<Postman>().mail.url.empty();
    const auto email = store::find_email(context.db, context.actor.account);
    if (!email) return shown;
    shown.email = email->email;
    shown.confirmed = email->confirmed;
    const auto code = store::find_email_code(context.db, context.actor.account);
    if (!email->confirmed && code && code->email == email->email && code->expires_at > context.now) shown.letter = code->letter;
    return shown;
}

Result<EmailShown> give_email(Context& context, const EmailGiven& given) {
    if (!outgoing::is_address(given.email)) {
        return Problem{ProblemKind::invalid, "email_invalid", "Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@example.vn.",
                       "/email"};
    }
    if (given.text_version.value != kTextVersion) {
        return Problem{ProblemKind::conflict, "consent_text_changed", "Nội dung đồng ý vừa thay đổi. Vui lòng đọc lại."};
    }
    store::save_email(context, context.actor.account, given.email, given.text_version);
    return see_email(context);
}

EmailShown take_email_back(Context& context) {
    store::remove_email(context.db, context.actor.account);
    return see_email(context);
}

Result<EmailShown> ask_for_letter(Context& context) {
    const auto account = context.actor.account;
    const auto email = store::find_email(context.db, account);
    if (!email) return no_email();
    if (email->confirmed) return Problem{ProblemKind::conflict, "email_confirmed", "Địa chỉ này đã được xác nhận."};
    if (context.services.get<Postman>().mail.url.empty()) {
        return Problem{ProblemKind::conflict, "letters_not_sent", "Máy chủ này chưa gửi được thư điện tử."};
    }
    context.db.lock("identity_email_letters", 0);
    const auto email_hash = hash_hex(in_lower_case(email->email));
    if (const auto wait =
            emails::wait_ms(store::count_letters(context.db, account, email_hash, context.now + -kDayMs), context.now)) {
        return Problem{ProblemKind::too_many,
                       "letters_too_many",
                       wait < kDayMs ? "Vừa có một thư được gửi. Xin chờ vài phút rồi thử lại."
                                     : "Hôm nay đã gửi nhiều thư tới địa chỉ này. Xin thử lại vào ngày mai.",
                       {},
                       (wait + kSecondMs - 1) / kSecondMs};
    }
    const auto code = draw_code(context.random);
    store::add_letter(context.db, account, email_hash, context.now);
    store::save_email_code(context.db, account,
                           {email->email, code, hash_of(account, code), emails::kCodeTries, context.now + emails::kCodeLifeMs,
                            LetterState::waiting, context.now, context.now});
    return see_email(context);
}

Result<EmailShown> confirm_email(http::SlowContext& slow, const EmailCodeGiven& given) {
    return slow.write_always([&](Context& context) { return use_code(context, normalise_code(given.code.value)); });
}

void send_confirmations(ContextFactory& contexts) {
    const auto& mail = contexts.services.get<Postman>().mail;
    if (mail.url.empty()) return;
    std::vector<store::WaitingLetter> letters;
    contexts.write([&](Context& context) {
        letters = store::claim_confirmations(context.db, context.now, kLettersAtOnce);
        return !letters.empty();
    });
    for (auto& letter : letters) {
        const auto now = contexts.clock.now();
        const auto attempt = outgoing::send_mail(mail, letter_of(letter, contexts.services.get<Site>().public_url, now));
        settle(letter.code, attempt, now);
        if (letter.code.letter != LetterState::sent)
            logging::warn("confirmation_not_sent", {{"account", letter.account.value}, {"what", attempt.detail}});
        contexts.write([&](Context& context) {
            store::save_letter_state(context.db, letter.account, letter.code);
            return true;
        });
    }
}

std::optional<std::string> email_of(Context& context, AccountId account) {
    const auto email = store::find_email(context.db, account);
    return email && email->confirmed ? std::optional(email->email) : std::nullopt;
}

}  // namespace identity
