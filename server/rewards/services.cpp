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
    const auto file = scoring::read_scoring(path, text.str());
    std::string mistakes;
    for (const auto& mistake : file.mistakes) mistakes += mistake.file + ":" + std::to_string(mistake.line) + ": " + mistake.message + "\n";
    if (!mistakes.empty()) throw std::runtime_error(mistakes);
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
