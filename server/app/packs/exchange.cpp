#include "app/packs/exchange.h"

#include "foundation/http/json.h"

#include <cstdio>

namespace app::packs {
namespace {

using curriculum::Exchange;
using curriculum::ExchangeFormat;

ExchangeFormat format_of(const ExchangeRequest& request) {
    return request.format == "gift" ? ExchangeFormat::gift : ExchangeFormat::moodle_xml;
}

void print_json(const Exchange& exchange) {
    boost::json::array problems, items;
    for (const auto& problem : exchange.problems)
        problems.push_back(boost::json::object{{"file", problem.file}, {"line", problem.line}, {"message", problem.message}});
    for (const auto& item : exchange.items) {
        items.push_back(boost::json::object{{"id", item.id},
                                            {"from", item.from},
                                            {"to", item.to},
                                            {"line", item.line},
                                            {"losses", boost::json::value_from(item.losses)}});
    }
    const boost::json::object report{
        {"problems", std::move(problems)}, {"items", std::move(items)}, {"notes", boost::json::value_from(exchange.notes)}};
    std::printf("%s\n", boost::json::serialize(report).c_str());
}

void print(const Exchange& exchange) {
    for (const auto& problem : exchange.problems)
        std::fprintf(stderr, "%s:%d: %s\n", problem.file.c_str(), problem.line, problem.message.c_str());
    std::size_t whole = 0, left_out = 0;
    for (const auto& item : exchange.items) {
        whole += item.losses.empty() ? 1 : 0;
        left_out += item.to.empty() ? 1 : 0;
        const auto line = item.line > 0 ? "line " + std::to_string(item.line) + ": " : std::string();
        for (const auto& loss : item.losses) {
            std::fprintf(stderr, "%s%s (%s → %s): %s\n", line.c_str(), item.id.c_str(), item.from.c_str(),
                         item.to.empty() ? "left out" : item.to.c_str(), loss.c_str());
        }
    }
    for (const auto& note : exchange.notes)
        std::fprintf(stderr, "note: %s\n", note.c_str());
    std::printf("%zu questions: %zu without loss, %zu with, %zu left out%s\n", exchange.items.size(), whole,
                exchange.items.size() - whole - left_out, left_out, exchange.problems.empty() ? "" : "; nothing was written");
}

int report(const ExchangeRequest& request, const Exchange& exchange) {
    if (request.json)
        print_json(exchange);
    else
        print(exchange);
    return exchange.problems.empty() ? 0 : 1;
}

}  // namespace

int export_pack(const ExchangeRequest& request, const std::string& frameworks) {
    return report(request,
                  curriculum::export_items(request.pack_folder, frameworks, format_of(request), request.file, request.lesson_id));
}

int import_pack(const ExchangeRequest& request) {
    return report(request, curriculum::import_items(request.file, format_of(request), request.lesson_id, request.items_file));
}

}  // namespace app::packs
