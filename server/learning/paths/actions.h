// The path of one person: where they chose to begin.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "foundation/result.h"
#include "paths/rules.h"
#include "public.h"

namespace learning {

struct ChosenLevel {
    std::string level_id;
};
BOOST_DESCRIBE_STRUCT(ChosenLevel, (), (level_id))
// May be changed at any time; what was learnt stays learnt.
Result<ChosenLevel> choose_level(Context& context, AccountId account, const std::string& level_id);

// There are no more paths than levels, and nearly every request needs one.
class KeptPaths {
public:
    std::shared_ptr<const paths::Path> find(const std::shared_ptr<const curriculum::Library>& library, const std::optional<std::string>& level_id);

private:
    std::mutex mutex_;
    std::shared_ptr<const curriculum::Library> library_;
    std::map<std::string, std::shared_ptr<const paths::Path>> kept_;  // by the chosen level, "" without a choice
};

std::shared_ptr<const paths::Path> path_of(Context& context, AccountId account, const std::shared_ptr<const curriculum::Library>& library);

}  // namespace learning
