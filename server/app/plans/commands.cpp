#include "app/plans/commands.h"

#include "app/command_line.h"
#include "campaign/public.h"

#include <cstdio>
#include <fstream>
#include <memory>

namespace app::plans {
namespace {

struct Request {
    std::vector<std::string> files;
    std::string file, unit, plan, valid_from, as_of, out;
    bool check_only = false;
};

int refuse(const Problem& problem) {
    std::fprintf(stderr, "%s (%s)\n", problem.text.c_str(), problem.code.c_str());
    return 1;
}

int check(const std::vector<std::string>& files) {
    std::size_t count = 0;
    for (const auto& file : files) {
        for (const auto& mistake : campaign::check_plan_file(file, read_file(file))) {
            std::fprintf(stderr, "%s:%d: %s\n", mistake.file.c_str(), mistake.line, mistake.message.c_str());
            ++count;
        }
    }
    std::printf("%zu plans: %zu mistakes\n", files.size(), count);
    return count == 0 ? 0 : 1;
}

int import(const Settings& settings, const Request& request) {
    if (check({request.file}) != 0) return 1;
    campaign::PlanImport order{request.unit, {}};
    if (!request.valid_from.empty()) {
        order.valid_from = parse_day(request.valid_from);
        if (!order.valid_from) return refuse({ProblemKind::invalid, "day_invalid", "Ngày phải có dạng 2026-11-22."});
    }
    const auto text = read_file(request.file);
    CommandLine commandline(settings);
    std::optional<Result<campaign::ImportedPlan>> imported;
    commandline.product.contexts->write([&](Context& context) {
        imported = campaign::import_plan(context, text, order);
        return imported->has_value();
    });
    if (!imported->has_value()) return refuse(imported->error());
    std::printf("plan %lld, version %lld, %s\n", static_cast<long long>((*imported)->plan_id),
                static_cast<long long>((*imported)->version), order.valid_from ? "published" : "draft");
    return 0;
}

int write_out(const Settings& settings, const Request& request) {
    CommandLine commandline(settings);
    std::optional<Result<std::string>> text;
    commandline.product.contexts->read(
        [&](Context& context) { text = campaign::export_plan(context, request.unit, request.plan); });
    if (!text->has_value()) return refuse(text->error());
    std::fputs((*text)->c_str(), stdout);
    return 0;
}

int draft(const Settings& settings, const Request& request) {
    campaign::DraftOrder order{request.unit, request.plan, {}, request.out.ends_with(".xlsx")};
    if (!request.as_of.empty()) {
        order.as_of = parse_day(request.as_of);
        if (!order.as_of) return refuse({ProblemKind::invalid, "day_invalid", "Ngày phải có dạng 2026-11-22."});
    }
    CommandLine commandline(settings);
    std::optional<Result<documents::File>> file;
    commandline.product.contexts->read([&](Context& context) { file = campaign::draft_report(context, order); });
    if (!file->has_value()) return refuse(file->error());
    for (const auto& notice : (*file)->notices) std::fprintf(stderr, "%s (%s)\n", notice.text.c_str(), notice.code.c_str());
    std::ofstream stream(request.out, std::ios::binary);
    stream << (*file)->bytes;
    stream.close();
    if (!stream) throw std::runtime_error("cannot write " + request.out);
    std::printf("%s: %zu bytes\n", request.out.c_str(), (*file)->bytes.size());
    return 0;
}

int recount(const Settings& settings, bool check_only) {
    CommandLine commandline(settings);
    campaign::Recount result;
    commandline.product.contexts->write([&](Context& context) {
        result = campaign::recount(context);
        return !check_only;
    });
    std::printf("%lld facts missing, %lld counters differing%s\n", static_cast<long long>(result.facts_missing),
                static_cast<long long>(result.counts_differing), check_only ? "" : ", mended");
    return check_only && (result.facts_missing > 0 || result.counts_differing > 0) ? 1 : 0;
}

}  // namespace

void add_commands(CLI::App& app, Settings& settings, std::function<int()>& chosen) {
    const auto request = std::make_shared<Request>();
    auto* plan = app.add_subcommand("plan", "Plans of the campaign")->require_subcommand(1);
    auto* checked = plan->add_subcommand("check", "Check plan files; every mistake as file:line");
    checked->add_option("files", request->files, "YAML files")->required()->check(CLI::ExistingFile);
    checked->callback([&chosen, request] { chosen = [request] { return check(request->files); }; });

    auto* imported = plan->add_subcommand("import", "A plan file as a new version of the plan of a unit");
    imported->add_option("file", request->file, "YAML file")->required()->check(CLI::ExistingFile);
    imported->add_option("--unit", request->unit, "Code of the unit; without it the one in the file");
    imported->add_option("--valid-from", request->valid_from, "Publish it from this day on; without it a draft");
    imported->callback([&settings, &chosen, request] { chosen = [&settings, request] { return import(settings, *request); }; });

    auto* exported = plan->add_subcommand("export", "Write the newest version of a plan to standard output");
    exported->add_option("unit", request->unit, "Code of the unit")->required();
    exported->add_option("plan", request->plan, "The plan's id")->required();
    exported->callback(
        [&settings, &chosen, request] { chosen = [&settings, request] { return write_out(settings, *request); }; });

    auto* report = app.add_subcommand("report", "Reports of the campaign")->require_subcommand(1);
    auto* drafted = report->add_subcommand("draft", "A unit's next report as a Word or Excel file, to be signed");
    drafted->add_option("--plan", request->plan, "The plan's id, as kp-2025")->required();
    drafted->add_option("--unit", request->unit, "Code of the unit")->required();
    drafted->add_option("--as-of", request->as_of, "Figures at the end of this day; without it today");
    drafted->add_option("--out", request->out, "File to write: .docx or .xlsx")->required();
    drafted->callback([&settings, &chosen, request] { chosen = [&settings, request] { return draft(settings, *request); }; });

    auto* recounted = app.add_subcommand("recount", "Compare the campaign's counters with a count of everything, and mend them");
    recounted->add_flag("--check", request->check_only, "Only compare; fails when something differs");
    recounted->callback(
        [&settings, &chosen, request] { chosen = [&settings, request] { return recount(settings, request->check_only); }; });
}

}  // namespace app::plans
