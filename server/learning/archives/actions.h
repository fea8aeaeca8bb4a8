// What was archived, brought back into view for one person: for an answer that comes again or out of its order, and for a
// download of all that is held. Everything else needs no archive.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "answers/rules.h"
#include "archives/store.h"
#include "foundation/context.h"

namespace learning {

// The person's answers that are in archives and not in the log, in no order. Throws db::Failure when a file is missing or
// damaged: the caller's request is then tried again later, and nothing is decided without them.
std::vector<answers::Answer> archived_answers(Context& context, AccountId account);

// One person's log with what was archived of it, which is read only when a number asks for it: an answer whose number is above
// all that were archived of its device, as nearly every one is, costs nothing more.
class WholeLog {
public:
    WholeLog(Context& context, AccountId account) : context_(context), account_(account) {}

    // The device's number, 0 when it was never seen. Ask for it before its answers.
    std::int64_t find_device(const std::string& uuid);
    // The same, given a number now if it has none. 0: the person has used too many.
    std::int64_t take_device(const std::string& uuid);
    // Those among the sequences that were received before.
    std::vector<answers::Answer> find_answers(std::int64_t device, const std::vector<std::int64_t>& sequences);
    // When the last answer before this one was given, of those received from this device; 0 when there is none.
    Instant last_given_before(std::int64_t device, std::int64_t sequence);

private:
    const std::vector<answers::Answer>& archived();
    std::int64_t archived_to(std::int64_t device) const;

    Context& context_;
    AccountId account_;
    std::unordered_map<std::int64_t, std::int64_t> archived_to_;  // by device; absent: nothing
    std::optional<std::vector<answers::Answer>> archived_;
};

// One frame's answers, opened with the person's key.
std::vector<answers::Answer> open_frame(db::Connection& db, const ArchiveKept& archive, AccountId account,
                                        const std::string& frame);

// Says in the log which archives cannot be read, when the server starts.
void tell_missing_archives(Context& context);

}  // namespace learning
