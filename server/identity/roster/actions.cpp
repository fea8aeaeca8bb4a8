#include "roster/actions.h"

#include "accounts/actions.h"
#include "audit/actions.h"
#include "passwords/actions.h"
#include "roster/store.h"

#include "foundation/events/bus.h"
#include "foundation/sheet.h"
#include "foundation/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace identity {
namespace {

std::string status_word(RowStatus status) {
    switch (status) {
    case RowStatus::new_: return "new";
    case RowStatus::unchanged: return "unchanged";
    case RowStatus::updated: return "updated";
    case RowStatus::wrong: return "wrong";
    }
    throw std::logic_error("unknown status");
}

class Import {
public:
    Import(Context& context, const RosterOrder& order) : context_(context), order_(order), tree_(units::current(context)) {}

    RosterReport run(const std::vector<CsvRow>& rows, const Layout& layout) {
        report_.dry_run = order_.dry_run;
        report_.columns = layout.names;
        auto read = read_roster(rows, layout, {*tree_, order_.unit, order_.group, year_of(context_.today())});
        for (const auto& row : read) {
            if (!row.login.empty()) used_logins_.insert(row.login);
        }
        for (auto& row : read) take(row);
        show_wrong_rows_first();
        if (!order_.dry_run) {
            record_act(context_, {.action = "roster_imported", .unit = order_.unit,
                                  .detail = fmt::format("new {}, updated {}, unchanged {}, wrong {}", report_.rows_new, report_.rows_updated,
                                                        report_.rows_unchanged, report_.rows_wrong)});
        }
        return std::move(report_);
    }

private:
    void take(RosterRow& row) {
        auto status = RowStatus::wrong;
        if (row.problems.empty()) {
            const auto person = find_same_person(row);
            if (row.problems.empty()) status = person ? update(row, *person) : add(row);
        }
        count(status);
        report_.rows.push_back({row.line, status_word(status), row.full_name, row.login,
                                row.birth_year ? std::optional(row.birth_year) : std::nullopt, row.problems});
    }

    void count(RowStatus status) {
        ++report_.rows_total;
        switch (status) {
        case RowStatus::new_: ++report_.rows_new; break;
        case RowStatus::unchanged: ++report_.rows_unchanged; break;
        case RowStatus::updated: ++report_.rows_updated; break;
        case RowStatus::wrong: ++report_.rows_wrong; break;
        }
    }

    std::optional<store::Person> find_same_person(RosterRow& row) {
        const auto name_key = text::search_key(row.full_name);
        if (row.login.empty()) {
            const auto& members = members_of(row.unit);
            const auto found = members.find({name_key, row.birth_year});
            return found == members.end() ? std::nullopt : store::find_person(context_.db, found->second);
        }
        auto person = store::find_person(context_.db, row.login);
        if (!person) return std::nullopt;
        // A list must neither pull people over from elsewhere (whoever may reset their password could then become them)
        // nor tell who they are there.
        if (!is_within_reach(person->id)) {
            row.problems.push_back(make_row_problem(Column::login, "account_elsewhere",
                                                    "Số hoặc tên đăng nhập này đã có tài khoản ở đơn vị khác. Hãy mời người đó tự đổi đơn vị."));
        } else if (text::search_key(person->full_name) != name_key) {
            row.problems.push_back(make_row_problem(Column::login, "login_of_another",
                                                    fmt::format("Số hoặc tên đăng nhập này đang thuộc về {}.", person->full_name)));
        }
        return person;
    }

    using Members = std::map<std::pair<std::string, int>, AccountId>;
    const Members& members_of(units::UnitId unit) {
        const auto [at, is_new] = members_.try_emplace(unit);
        if (is_new) {
            for (const auto& each : store::find_members(context_.db, unit)) {
                at->second.emplace(std::pair(text::search_key(each.full_name), each.birth_year), each.account);
            }
        }
        return at->second;
    }

    bool is_within_reach(AccountId account) {
        for (const auto& membership : store::find_memberships(context_.db, account)) {
            if (tree_->is_within(membership.unit, order_.unit) || may(context_, Permission::import_roster, membership.unit)) return true;
        }
        return false;
    }

    // What people wrote about themselves stays; a list only says where they belong.
    RowStatus update(RosterRow& row, const store::Person& person) {
        row.login = person.login;
        const auto memberships = store::find_memberships(context_.db, person.id);
        for (const auto& membership : memberships) {
            if (tree_->is_within(membership.unit, row.unit)) return RowStatus::unchanged;
        }
        if (order_.dry_run) return RowStatus::updated;
        const auto& primary = memberships.front();
        if (tree_->is_within(row.unit, primary.unit)) move_place(context_, person.id, row.unit);
        else store::add_membership(context_, person.id, {row.unit, row.group, context_.today(), false});
        return RowStatus::updated;
    }

    RowStatus add(RosterRow& row) {
        if (row.login.empty()) row.login = free_login(row.full_name);
        if (order_.dry_run) return RowStatus::new_;
        const store::Person person{.id = {context_.fresh_id()},
                                   .full_name = row.full_name,
                                   .nickname = draw_nickname(context_),
                                   .login = row.login,
                                   .birth_year = row.birth_year,
                                   .joined_at = context_.now};
        if (!store::add_person(context_.db, person)) {
            row.problems.push_back(make_row_problem(Column::login, "login_taken", "Số hoặc tên đăng nhập này vừa có người đăng ký."));
            return RowStatus::wrong;
        }
        store::add_membership(context_, person.id, {row.unit, row.group, context_.today(), true});
        report_.credentials.push_back({row.line, row.full_name, row.login, give_first_code(context_, person.id)});
        context_.events.publish(context_, AccountJoined{person.id, row.unit, row.group});
        return RowStatus::new_;
    }

    std::string free_login(const std::string& full_name) {
        auto& attempt = login_attempts_[make_login(full_name, 1)];
        for (;;) {
            auto login = make_login(full_name, ++attempt);
            if (used_logins_.contains(login) || store::is_login_taken(context_.db, login)) continue;
            used_logins_.insert(login);
            return login;
        }
    }

    void show_wrong_rows_first() {
        std::stable_partition(report_.rows.begin(), report_.rows.end(), [](const auto& row) { return row.status == "wrong"; });
        if (report_.rows.size() > kRosterRowsShown) report_.rows.resize(kRosterRowsShown);
    }

    Context& context_;
    const RosterOrder& order_;
    std::shared_ptr<const units::Tree> tree_;
    std::set<std::string> used_logins_;
    std::map<std::string, int> login_attempts_;
    std::map<units::UnitId, Members> members_;
    RosterReport report_;
};

}  // namespace

Result<std::vector<CsvRow>> read_roster_file(const std::string& bytes) {
    auto sheet = read_sheet(bytes);
    if (!sheet) return sheet.error();
    if (sheet->rows.size() > kRosterRowsMax + 50) {
        return Problem{ProblemKind::too_large, "roster_too_long", "Danh sách dài quá 5.000 dòng. Hãy chia thành nhiều tệp."};
    }
    return std::move(sheet->rows);
}

Result<RosterReport> apply_roster(Context& context, const std::vector<CsvRow>& rows, const RosterOrder& order) {
    const auto layout = find_layout(rows);
    if (!layout) {
        return Problem{ProblemKind::invalid, "roster_header_missing",
                       "Không thấy dòng tiêu đề. Danh sách cần có cột “Họ và tên” và “Năm sinh”; nên có “Số điện thoại”."};
    }
    if (!layout->places.contains(Column::birth_year)) {
        return Problem{ProblemKind::invalid, "roster_birth_year_missing", "Danh sách chưa có cột “Năm sinh” hoặc “Ngày sinh”."};
    }
    return Import(context, order).run(rows, *layout);
}

Result<boost::json::object> import_roster(Context& context, units::UnitId unit, const std::string& bytes, bool dry_run) {
    const auto rows = read_roster_file(bytes);
    if (!rows) return rows.error();
    const auto report = apply_roster(context, *rows, {unit, std::nullopt, dry_run});
    if (!report) return report.error();
    return http::to_json(*report).as_object();
}

}  // namespace identity
