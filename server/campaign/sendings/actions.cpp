#include "sendings/actions.h"

#include "foundation/log.h"
#include "foundation/outgoing/secret.h"
#include "identity/public.h"

#include <chrono>
#include <set>

namespace campaign {
namespace {

constexpr std::int64_t kLettersMax = 20;
// Jobs run one after another: a slow mail server must not hold up the others for long.
constexpr auto kBudget = std::chrono::seconds(6);

// No name and no address: whoever runs the webhook finds the person by the unit, or asks with the account's number.
std::string to_json(const store::ReminderRow& reminder, const units::Tree& tree, const std::string& public_url) {
    const auto* unit = tree.find(reminder.unit);
    return boost::json::serialize(boost::json::object{{"id", std::to_string(reminder.id.value)},
                                                      {"kind", boost::describe::enum_to_string(reminder.kind, "")},
                                                      {"stage", reminder.stage},
                                                      {"account_id", reminder.account.value},
                                                      {"unit_code", unit ? unit->code : ""},
                                                      {"unit_name", unit ? unit->name : ""},
                                                      {"due_on", to_text(reminder.due_on)},
                                                      {"subject", reminder.subject},
                                                      {"text", reminder.body},
                                                      {"link", public_url + reminder.link}});
}

outgoing::Attempt send(const Ways& ways, const store::Letter& letter, const std::optional<std::string>& email,
                       const units::Tree& tree, Instant now) {
    const auto& reminder = letter.reminder;
    const auto id = "nhac-" + std::to_string(reminder.id.value);
    if (letter.channel == Channel::webhook) {
        if (ways.webhook.url.empty()) return {outgoing::Outcome::refused, "no webhook set"};
        return outgoing::post_signed(ways.webhook, id, to_json(reminder, tree, ways.public_url), now);
    }
    if (ways.mail.url.empty()) return {outgoing::Outcome::refused, "no mail server set"};
    if (!email) return {outgoing::Outcome::refused, "no address"};  // taken back meanwhile
    return outgoing::send_mail(ways.mail, {*email, reminder.subject, reminder.body, id, now});
}

store::SendingRow outcome_of(const store::Letter& letter, const outgoing::Attempt& attempt, Instant now) {
    store::SendingRow row{letter.channel, SendingState::sent, letter.tries, now, attempt.detail, now};
    switch (attempt.outcome) {
        case outgoing::Outcome::sent:
            break;
        case outgoing::Outcome::refused:
            row.state = SendingState::refused;
            break;
        case outgoing::Outcome::unclear:
            row.state = SendingState::unclear;
            break;
        case outgoing::Outcome::unreachable: {
            const auto next = reminders::next_try(letter.tries, now);
            row.state = next ? SendingState::waiting : SendingState::given_up;
            row.next_try_at = next.value_or(now);
            break;
        }
    }
    return row;
}

void save(ContextFactory& contexts, const store::Letter& letter, const store::SendingRow& row) {
    contexts.write([&](Context& context) {
        store::save_outcome(context.db, letter.reminder.id, row);
        return true;
    });
}

// Not tried now: as it was before it was claimed.
void put_back(ContextFactory& contexts, const store::Letter& letter, Instant again) {
    save(contexts, letter, {letter.channel, SendingState::waiting, letter.tries - 1, again, "", contexts.clock.now()});
}

}  // namespace

Ways open_ways(const Settings& settings) {
    Ways ways{{settings.smtp_url, settings.smtp_from, settings.smtp_user, outgoing::read_secret(settings.smtp_password_file)},
              {settings.webhook_url, outgoing::read_secret(settings.webhook_secret_file)},
              settings.public_url};
    if (!ways.mail.url.empty() && !outgoing::is_address(ways.mail.from)) {
        throw std::runtime_error("--smtp-url needs --smtp-from, the address that e-mails come from");
    }
    if (!ways.webhook.url.empty() && ways.webhook.secret.empty()) {
        throw std::runtime_error("--webhook-url needs --webhook-secret-file, with what its messages are signed with");
    }
    return ways;
}

std::int64_t send_waiting(ContextFactory& contexts) {
    const auto& ways = contexts.services.get<Ways>();
    std::vector<store::Letter> letters;
    contexts.write([&](Context& context) {
        letters = store::claim_letters(context.db, context.now, kLettersMax);
        return true;
    });
    const auto begun = std::chrono::steady_clock::now();
    std::set<Channel> unreachable;
    std::int64_t sent = 0;
    for (const auto& letter : letters) {
        if (unreachable.contains(letter.channel) || std::chrono::steady_clock::now() - begun > kBudget) {
            put_back(contexts, letter, contexts.clock.now() + (unreachable.contains(letter.channel) ? kMinuteMs : 0));
            continue;
        }
        std::optional<std::string> email;
        contexts.read([&](Context& context) { email = identity::email_of(context, letter.reminder.account); });
        const auto attempt = send(ways, letter, email, *units::current(contexts.services), contexts.clock.now());
        const auto row = outcome_of(letter, attempt, contexts.clock.now());
        save(contexts, letter, row);
        if (row.state == SendingState::sent) ++sent;
        if (attempt.outcome == outgoing::Outcome::unreachable) unreachable.insert(letter.channel);
        if (row.state != SendingState::sent) {
            logging::warn("reminder_not_sent", {{"reminder", letter.reminder.id.value},
                                                {"channel", boost::describe::enum_to_string(letter.channel, "")},
                                                {"state", boost::describe::enum_to_string(row.state, "")},
                                                {"what", attempt.detail}});
        }
    }
    return sent;
}

}  // namespace campaign
