#pragma once
#include "consents/rules.h"

#include "foundation/context.h"

namespace identity::store {

struct ConsentRow {
    std::string purpose;
    std::string version;
    bool given = false;
    Instant at;
};

void add_consent(Context& context, AccountId account, Purpose purpose, const std::string& version, bool given);
// Every answer ever given, oldest first.
std::vector<ConsentRow> find_consents(db::Connection& db, AccountId account);

struct GuardianRow {
    std::string name;
    std::string relation;
    std::string given_how;
};
void add_guardian(Context& context, AccountId account, const GuardianRow& guardian);
std::optional<GuardianRow> find_guardian(db::Connection& db, AccountId account);

}  // namespace identity::store
