#pragma once
#include "consents/rules.h"

namespace identity {

Problem to_problem(ConsentRefusal refusal);

struct ConsentState {
    Purpose purpose = Purpose::learning;
    std::string version;
    bool given = false;
    std::optional<Instant> at;  // nothing when the person was never asked
};
BOOST_DESCRIBE_STRUCT(ConsentState, (), (purpose, version, given, at))

// One entry for each purpose, in the order of consent_texts().
std::vector<ConsentState> consents_of(Context& context, AccountId account);

// Records a yes or a no. ranking_name is the same fact as the switch "Hiện tên tôi", which follows it.
Result<bool> change_consent(Context& context, Purpose purpose, const std::string& version, bool given);

}  // namespace identity
