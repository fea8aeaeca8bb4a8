#include "app/demo/fill.h"

#include "app/demo/accounts.h"
#include "app/demo/history.h"
#include "app/demo/mark.h"
#include "app/demo/people.h"
#include "app/demo/places.h"
#include "app/demo/plan.h"
#include "app/product.h"
#include "identity/public.h"
#include "learning/public.h"
#include "units/public.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace app::demo {
namespace {

constexpr const char* kUnitsFile = "plans/units/thai-nguyen-hai-phong.csv";

std::string units_csv() {
    for (const std::string base : {"", "/usr/share/binhdanhoc/"}) {
        if (std::ifstream stream(base + kUnitsFile, std::ios::binary); stream) {
            std::ostringstream bytes;
            bytes << stream.rdbuf();
            return bytes.str();
        }
    }
    throw std::runtime_error(std::string("cannot read ") + kUnitsFile);
}

identity::Role role_named(const std::string& name) {
    static const std::map<std::string, identity::Role> kRoles{
        {"learner", identity::Role::learner}, {"coach", identity::Role::coach}, {"unit_officer", identity::Role::unit_officer},
        {"author", identity::Role::author}, {"province", identity::Role::province}, {"operator", identity::Role::operator_}};
    return kRoles.at(name);
}

// Whoever has a login of their own; of those, who also studies.
struct Named {
    std::map<std::string, AccountId> accounts;
    std::vector<std::pair<AccountId, Person>> students;
};

// One account for each role; hashing is slow, so it is done before the transaction opens.
Named add_named_accounts(Product& product, Instant joined_at) {
    std::vector<std::string> hashes;
    for (const auto& account : accounts()) hashes.push_back(identity::hash_password(account.password));
    Named added;
    product.contexts->write([&](Context& context) {
        const auto tree = units::current(context);
        std::size_t index = 0;
        for (const auto& account : accounts()) {
            const auto* unit = tree->find(account.unit_code);
            ensure(unit, "a demo account belongs to a unit that is not there");
            const auto group = account.role == "learner" ? units::TargetGroup::citizen : units::TargetGroup::official;
            const auto id = identity::add_account(context, {.full_name = account.full_name, .login = account.login,
                                                            .password_hash = hashes[index++], .birth_year = 1985, .unit = unit->id,
                                                            .group = group, .joined_at = joined_at});
            identity::grant_role(context, id, role_named(account.role), unit->id);
            added.accounts[account.login] = id;
            if (account.role == "learner" || account.role == "coach") {
                added.students.emplace_back(id, Person{account.full_name, 1985, unit->id, group, false, 0.8, 0.8, 0});
            }
        }
        return true;
    });
    return added;
}

std::vector<Student> add_students(Product& product, const Named& named, const std::vector<std::pair<units::UnitId, int>>& places,
                                  const DemoSize& size, Instant first_morning, std::mt19937_64& dice) {
    std::vector<Student> students;
    const auto enrol = [&](Context& context, AccountId id, const Person& person) {
        students.push_back({id, person, identity::start_session(context, id), context.today(),
                            fmt::format("00000000-0000-4000-8000-{:012x}", students.size() + 1), 0});
    };
    for (const auto& [id, person] : named.students) {
        product.contexts->write([&](Context& context) { enrol(context, id, person); return true; });
    }
    auto people = invent_people(places, size.people, year_of(day_of(first_morning)), dice);
    // Nobody joins on a day that has not come.
    for (auto& person : people)
        person.joined_week %= std::max(1, size.weeks);
    product.contexts->write([&](Context& context) {
        int number = 0;
        for (const auto& person : people) {
            const auto id = identity::add_account(context, {.full_name = person.full_name, .login = fmt::format("hv{:05}", ++number),
                                                            .birth_year = person.birth_year, .unit = person.unit, .group = person.group,
                                                            .show_name = person.show_name,
                                                            .joined_at = first_morning + person.joined_week * 7 * kDayMs});
            enrol(context, id, person);
        }
        return true;
    });
    return students;
}

}  // namespace

int fill(const Settings& given, const DemoSize& size) {
    std::filesystem::create_directories(given.data_dir);
    auto settings = given;
    settings.demo = true;
    const auto today = SystemClock().now();
    const auto first_morning = start_of(day_of(today) - size.weeks * 7) + 8 * kHourMs;
    ManualClock clock(std::min(first_morning, start_of(day_of(today) - kPlanAgeDays) + 8 * kHourMs));
    SeededRandom random(20261122);
    std::mt19937_64 dice(20261122);
    Product product(settings, clock, random, {.reader_threads = 2});

    if (!units::current(product.services)->roots().empty()) {
        std::fprintf(stderr, "%s holds data already; a demo wants an empty one\n", database_address(settings).c_str());
        return 1;
    }

    std::vector<std::pair<units::UnitId, int>> places;
    product.contexts->write([&](Context& context) {
        const auto imported = units::import_csv(context, units_csv(), *parse_day("2025-07-01"));
        ensure(imported.problems.empty(), "the shipped units do not import");
        return true;
    });
    product.contexts->write([&](Context& context) {
        places = add_places(context, *parse_day("2025-07-01"));
        return true;
    });
    const auto named = add_named_accounts(product, first_morning);
    auto students = add_students(product, named, places, size, first_morning, dice);
    std::string token;
    product.contexts->write([&](Context& context) {
        token = identity::make_join_link(context, units::current(context)->find("05551.01")->id, units::TargetGroup::citizen);
        return true;
    });
    std::optional<PlanPlay> play;
    if (size.with_plan) play.emplace(product, clock, day_of(today), named.accounts);
    if (play) play->play_until(day_of(first_morning));
    clock.set(today);
    const auto history = live_through(product, clock, students, size.weeks, dice, [&play](Day day, const History& so_far) {
        if (play) play->play_until(day + 1);
        std::fprintf(stderr, "\r%s: %lld answers", to_text(day).c_str(), static_cast<long long>(so_far.answers));
    });
    learning::refresh_item_data(*product.contexts);
    write_mark(settings, token);
    std::fprintf(stderr, "\r%zu people, %lld days of study, %lld answers\n", students.size(),
                 static_cast<long long>(history.days_studied), static_cast<long long>(history.answers));
    return 0;
}

}  // namespace app::demo
