#include "foundation/services.h"

#include "foundation/settings.h"
#include "ranking/actions.h"
#include "ranking/services.h"
#include "scoring/rules.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace rewards {
namespace {

scoring::Scoring load_scoring(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream input(path, std::ios::binary);
    if (!input) throw std::runtime_error(path + ": cannot be read");
    std::ostringstream text;
    text << input.rdbuf();
    const auto file = scoring::read_scoring(text.str());
    std::string problems;
    for (const auto& problem : file.problems) problems += path + ":" + std::to_string(problem.line) + ": " + problem.message + "\n";
    if (!problems.empty()) throw std::runtime_error(problems);
    return file.scoring;
}

}  // namespace

void add_services(Services& services, const Settings& settings) {
    services.add(std::make_shared<scoring::Scoring>(load_scoring(settings.scoring_file)));
    services.add(std::make_shared<ranking::Standings>());
}

void load_services(Context& context) {
    load_rankings(context);
}

}  // namespace rewards
