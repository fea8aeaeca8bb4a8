#include "province.h"

#include "campaign/public.h"
#include "foundation/text.h"
#include "identity/public.h"
#include "units/public.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <random>
#include <sstream>

namespace load {
namespace {

constexpr std::int64_t kAtOnce = 20'000;
constexpr std::int64_t kDaysBack = 200;  // who joined first
constexpr std::array<std::int64_t, 10> kNotedDays{1, 3, 5, 7, 10, 15, 20, 30, 50, 100};
constexpr std::array kGroups{"official", "worker", "business", "student", "citizen", "citizen", "citizen", "citizen"};
constexpr std::array kFamilies{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Dương", "Ma", "Nông", "Triệu", "Đặng", "Bùi", "Đỗ"};
constexpr std::array kMiddles{"Thị", "Văn", "Thu", "Đức", "Minh", "Hữu", "Ngọc", "Xuân"};
constexpr std::array kGiven{"Lan",  "Hoa",  "Mai", "Hương", "Nga", "Yến", "Nhung", "Sen", "Ánh",  "Minh",
                            "Hùng", "Dũng", "Sơn", "Long",  "Đạt", "Hải", "Kiên",  "Lâm", "Phúc", "An"};

std::string commune_code(std::int64_t number) { return fmt::format("{:05}", 5000 + number); }

template <class Work>
void write(app::Product& product, Work work) {
    product.contexts->write([&](Context& context) {
        work(context);
        return true;
    });
}

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

units::UnitId add_unit(Context& context, const std::string& code, const std::string& parent, const std::string& name,
                       units::Kind kind, std::int64_t people) {
    const auto unit = units::add_unit(context, code, parent, name, kind, context.today() - 2 * kDaysBack);
    ensure(unit.has_value(), "a unit");
    units::set_population(context, *unit, std::nullopt, {people, 2025, "Niên giám"});
    return *unit;
}

std::vector<units::UnitId> add_units(app::Product& product, const Size& size) {
    std::vector<units::UnitId> hamlets;
    const auto hamlets_count = size.units - size.communes - 1;
    write(product, [&](Context& context) {
        add_unit(context, "19", "", "Tỉnh Thái Nguyên", units::Kind::province, size.people * 11 / 10);
        for (std::int64_t number = 1; number <= size.communes; ++number) {
            add_unit(context, commune_code(number), "19", fmt::format("Xã {}", number), units::Kind::commune,
                     size.people * 11 / 10 / size.communes);
        }
        for (std::int64_t number = 0; number < hamlets_count; ++number) {
            const auto commune = commune_code(number % size.communes + 1);
            hamlets.push_back(add_unit(context, fmt::format("{}.{:02}", commune, number / size.communes + 1), commune,
                                       fmt::format("Xóm {}", number / size.communes + 1), units::Kind::hamlet,
                                       size.people * 11 / 10 / hamlets_count));
        }
    });
    return hamlets;
}

void add_fact(Context& context, std::int64_t account, const char* measure, const std::string& detail, std::int64_t day) {
    context.db.run("INSERT INTO campaign_facts (account_id, measure, detail, reached_on) VALUES ($1, $2, $3, $4)",
                   {account, std::string(measure), detail, day});
}

// A quarter never began; the others studied up to forty days, and reached more the longer they did.
void add_studies(Context& context, std::int64_t account, std::int64_t joined_on, std::mt19937_64& dice) {
    if (dice() % 4 == 0) return;
    const auto first = joined_on + static_cast<std::int64_t>(dice() % 10), step = 1 + static_cast<std::int64_t>(dice() % 3);
    const auto day_of = [&](std::int64_t count) { return first + (count - 1) * step; };
    const auto today = context.today().number;
    const auto days = std::min<std::int64_t>(1 + static_cast<std::int64_t>(dice() % 40), (today - first) / step + 1);
    for (const auto noted : kNotedDays) {
        if (noted <= days) add_fact(context, account, "active_days", std::to_string(noted), day_of(noted));
    }
    if (days >= 6) add_fact(context, account, "applied_work_handed_in", "", day_of(6));
    if (days >= 7) add_fact(context, account, "applied_work_accepted", "", day_of(7));
    if (days >= 12) add_fact(context, account, "level_completed", "kns-1", day_of(12));
    if (days >= 14) add_fact(context, account, "level_completed", "bdh-ai-1", day_of(14));
    // Not marked as days of study, of which the recount would look for the facts of the days before them.
    for (auto count = days; count >= 1 && day_of(count) > today - 28; --count) {
        context.db.run(R"sql(
            INSERT INTO learning_days (account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds,
                                       lessons_done, tasks_done, studied) VALUES ($1, $2, 8, 32000, 120, 240, 0, 0, 0, 0)
        )sql",
                       {account, day_of(count)});
    }
}

void add_person(Context& context, std::int64_t number, units::UnitId unit, std::mt19937_64& dice) {
    const auto id = context.fresh_id();
    const auto joined_on = context.today().number - kDaysBack + static_cast<std::int64_t>(dice() % (kDaysBack - 20));
    const auto name = fmt::format("{} {} {}", kFamilies[dice() % kFamilies.size()], kMiddles[dice() % kMiddles.size()],
                                  kGiven[dice() % kGiven.size()]);
    const auto login = fmt::format("hocvien{:07}", number);
    context.db.run(R"sql(
        INSERT INTO identity_accounts (id, full_name, nickname, login, password_hash, birth_year, address_form, simple_mode, show_name, joined_at)
        VALUES ($1, $2, 'Sao', $3, '', 1980, 'ban', 0, 0, $4)
    )sql",
                   {id, name, login, start_of(Day{joined_on}).utc_ms + kHourMs});
    for (const auto& word : text::split_words(text::search_key(name + " " + login)))
        context.db.run("INSERT INTO identity_name_words (account_id, word) VALUES ($1, $2) ON CONFLICT DO NOTHING", {id, word});
    context.db.run(R"sql(
        INSERT INTO identity_memberships (id, account_id, unit_id, target_group, since_on, until_on, is_primary)
        VALUES ($1, $2, $3, $4, $5, NULL, 1)
    )sql",
                   {context.fresh_id(), id, unit.value, std::string(kGroups[dice() % kGroups.size()]), joined_on});
    add_studies(context, id, joined_on, dice);
}

// Numbers that no event knows, typed for every commune each fortnight; and for every hamlet that its team was trained.
void add_typed_numbers(Context& context, const std::vector<units::UnitId>& hamlets) {
    const auto* province = units::current(context)->find(std::string_view("19"));
    const auto plan =
        context.db.run("SELECT id FROM campaign_plans WHERE code = 'cm-2026' AND unit_id = $1", {province->id.value}).at(0).at(0);
    const auto evidence = context.fresh_id();
    context.db.run(R"sql(
        INSERT INTO campaign_evidence (id, unit_id, file_name, content_type, bytes_count, sha256, content_base64, uploaded_by, uploaded_at)
        VALUES ($1, $2, 'bien-ban.pdf', 'application/pdf', 4, '', 'JVBERg==', 1, 1)
    )sql",
                   {evidence, province->id.value});
    const auto add = [&](const char* target, units::UnitId unit, const char* part, std::int64_t amount, std::int64_t days_ago) {
        context.db.run(R"sql(
            INSERT INTO campaign_values (id, plan_id, target_id, unit_id, part, amount, as_of_on, source, evidence_id, entered_by, entered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'Báo cáo xã', $8, 1, 1)
        )sql",
                       {context.fresh_id(), plan, std::string(target), unit.value, std::string(part), amount,
                        context.today().number - days_ago, evidence});
    };
    for (const auto* commune : units::current(context)->children(province->id)) {
        for (std::int64_t days_ago = 14; days_ago <= 182; days_ago += 14) {
            for (const char* target : {"xac-nhan", "can-bo-tro-ly"})
                add(target, commune->id, "reached", 4000 - 20 * days_ago, days_ago);
            for (const char* target : {"dai-su", "danh-tinh"}) {
                add(target, commune->id, "whole", 9000, days_ago);
                add(target, commune->id, "reached", 5000 - 20 * days_ago, days_ago);
            }
        }
    }
    for (const auto hamlet : hamlets)
        add("to-cong-nghe", hamlet, "reached", 1, 30);
}

void add_officer(Context& context, const std::string& login, const std::string& code) {
    const auto* unit = units::current(context)->find(std::string_view(code));
    const auto account =
        identity::add_account(context, {.full_name = "Cán bộ", .login = login, .birth_year = 1980, .unit = unit->id});
    identity::grant_role(context, account, identity::Role::unit_officer, unit->id);
}

// Level and unit of those who are asked as.
std::vector<std::pair<std::string, std::string>> officers_asked() {
    return {{"province", "19"}, {"commune", commune_code(1)}, {"hamlet", commune_code(1) + ".01"}};
}
std::string login_at(const std::string& level) { return "canbo." + level; }

// The province and every commune have plans of their own, so that reports of every unit are due, and late.
void add_plans(app::Product& product, const Size& size) {
    const std::vector<std::pair<std::string, const char*>> plans{{read_file("plans/kp-kim-phuong.yaml"), "2025-12-01"},
                                                                 {read_file("plans/cm-cao-minh.yaml"), "2026-01-03"}};
    write(product, [&](Context& context) {
        for (std::int64_t number = 0; number <= size.communes; ++number) {
            for (const auto& [text, valid_from] : plans) {
                const auto imported = campaign::import_plan(
                    context, text, {number == 0 ? "19" : commune_code(number), parse_day(std::string_view(valid_from))});
                ensure(imported.has_value(), "a plan");
            }
        }
    });
}

}  // namespace

void fill_province(app::Product& product, const Size& size) {
    const auto hamlets = add_units(product, size);
    add_plans(product, size);
    std::mt19937_64 dice(1);
    for (std::int64_t number = 0; number < size.people;) {
        write(product, [&](Context& context) {
            for (std::int64_t added = 0; added < kAtOnce && number < size.people; ++added, ++number)
                add_person(context, number, hamlets[static_cast<std::size_t>(number) % hamlets.size()], dice);
        });
    }
    write(product, [&](Context& context) {
        add_typed_numbers(context, hamlets);
        campaign::recount(context);
    });
    write(product, [&](Context& context) {
        for (const auto& [level, code] : officers_asked()) add_officer(context, login_at(level), code);
        for (std::int64_t number = 2; number <= size.communes; ++number)
            add_officer(context, fmt::format("canbo.{}", number), commune_code(number));
    });
}

std::string sign_in_officers(app::Product& product) {
    boost::json::object officers;
    write(product, [&](Context& context) {
        for (const auto& [level, code] : officers_asked()) {
            const AccountId account{db::as_int(context.db.run("SELECT id FROM identity_accounts WHERE login = $1", {login_at(level)}).at(0).at(0))};
            officers[level] = {{"code", code}, {"cookie", identity::start_session(context, account)}};
        }
    });
    return boost::json::serialize(officers);
}

}  // namespace load
