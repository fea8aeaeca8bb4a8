#include "emails/actions.h"

#include "emails/store.h"

#include "foundation/outgoing/mail.h"

namespace identity {
namespace {

constexpr const char* kTextVersion = "2026-11";
constexpr const char* kText =
    "Tôi đồng ý để Bình Dân Học lưu địa chỉ thư điện tử này và chỉ dùng để gửi lời nhắc công việc cho tôi. Tôi có thể gỡ địa "
    "chỉ bất cứ lúc nào; khi tôi xóa tài khoản, địa chỉ cũng bị xóa.";

}  // namespace

EmailShown see_email(Context& context) { return {store::find_email(context.db, context.actor.account), kTextVersion, kText}; }

Result<EmailShown> give_email(Context& context, const EmailGiven& given) {
    if (!outgoing::is_address(given.email)) {
        return Problem{ProblemKind::invalid, "email_invalid", "Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@example.vn.", "/email"};
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

std::optional<std::string> email_of(Context& context, AccountId account) { return store::find_email(context.db, account); }

}  // namespace identity
