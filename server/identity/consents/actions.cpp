#include "consents/actions.h"

#include "accounts/actions.h"
#include "accounts/store.h"
#include "consents/store.h"

namespace identity {

Problem to_problem(ConsentRefusal refusal) {
    const char* code = boost::describe::enum_to_string(refusal, "");
    switch (refusal) {
    case ConsentRefusal::consent_required:
        return {ProblemKind::invalid, code,
                "Cần có sự đồng ý về học tập và chấm bài thì mới học được. Nếu không muốn nữa, bạn có thể xoá tài khoản.", "/consents"};
    case ConsentRefusal::consent_text_changed:
        return {ProblemKind::conflict, code, "Nội dung xin đồng ý vừa thay đổi. Vui lòng tải lại trang và đọc bản mới.", "/consents"};
    }
    throw std::logic_error("unknown refusal");
}

std::vector<ConsentState> consents_of(Context& context, AccountId account) {
    const auto answers = store::find_consents(context.db, account);
    std::vector<ConsentState> states;
    for (const auto& text : consent_texts()) {
        ConsentState state{text.purpose, text.version, false, std::nullopt};
        const std::string word = boost::describe::enum_to_string(text.purpose, "");
        for (const auto& answer : answers) {
            if (answer.purpose == word) state = {text.purpose, answer.version, answer.given, answer.at};
        }
        states.push_back(std::move(state));
    }
    return states;
}

Result<bool> change_consent(Context& context, Purpose purpose, const std::string& version, bool given) {
    if (const auto refusal = refuse_consent_change(purpose, version, given)) return to_problem(*refusal);
    const auto account = context.actor.account;
    if (purpose == Purpose::ranking_name) {
        const auto person = store::find_person(context.db, account);
        if (given && !is_surely_grown(person->birth_year, year_of(context.today()))) return to_problem(AccountRefusal::may_not_show_name);
        store::set_show_name(context.db, account, given);
    }
    store::add_consent(context, account, purpose, version, given);
    return true;
}

}  // namespace identity
