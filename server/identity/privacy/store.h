#pragma once
#include "privacy/rules.h"

#include <mutex>

namespace identity::store {

// The row and all that hangs on it. False when there was none.
bool remove_person(db::Connection& db, AccountId account);
void add_erasure(db::Connection& db, const Erasure& erasure);
std::vector<Erasure> find_erasures(db::Connection& db);

// Every place the person ever belonged to.
struct PastMembership {
    units::UnitId unit;
    std::string group;
    Day since;
    std::optional<Day> until;
};
std::vector<PastMembership> find_all_memberships(db::Connection& db, AccountId account);

struct ActAbout {
    Instant at;
    std::string action;
    bool by_the_person = false;
};
std::vector<ActAbout> find_acts_about(db::Connection& db, AccountId account);

// The file of erasures; see rules.h for its form.
class ErasureLog {
public:
    explicit ErasureLog(std::string path) : path_(std::move(path)) {}
    std::vector<Erasure> read() const;
    // On disk when it returns.
    void append(const Erasure& erasure);

private:
    std::string path_;
    std::mutex mutex_;
};

}  // namespace identity::store
