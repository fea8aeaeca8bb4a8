#include "placement/actions.h"

#include <algorithm>
#include <set>

#include "progress/actions.h"

namespace learning {
namespace {

// What is answered with a few taps: who is being placed should not have to write or to sort.
bool is_quick(const curriculum::Item& item) {
    switch (marking::type_of(item.key)) {
    case marking::ItemType::single_choice:
    case marking::ItemType::multiple_choice:
    case marking::ItemType::true_false_set:
        return true;
    case marking::ItemType::order:
    case marking::ItemType::match:
    case marking::ItemType::fill_in:
    case marking::ItemType::numeric:
    case marking::ItemType::categorise:
    case marking::ItemType::highlight:
    case marking::ItemType::short_answer:
    case marking::ItemType::recall_card:
        return false;
    }
    return false;
}

const curriculum::Pack* find_pack(const curriculum::Library& library, const std::string& name) {
    const auto found = std::find_if(library.packs.begin(), library.packs.end(), [&](const auto& pack) { return pack.name == name; });
    return found == library.packs.end() ? nullptr : &*found;
}

// Which level of the pack, counted from 1, the item belongs to; 0 when to none.
int level_of(const curriculum::Library& library, const curriculum::Pack& pack, const curriculum::Item& item) {
    const auto* lesson = library.lesson(item.lesson_id);
    const auto* level = lesson ? library.level_of(*lesson) : nullptr;
    for (std::size_t place = 0; place < pack.levels.size(); ++place) {
        if (&pack.levels[place] == level) return static_cast<int>(place) + 1;
    }
    return 0;
}

// Spread over the level's lessons, another choice for each person and day.
const curriculum::Item* pick_item(const curriculum::Library& library, const curriculum::Level& level, const std::set<std::string>& asked,
                                  std::uint64_t seed) {
    std::vector<const curriculum::Item*> left;
    for (const auto& id : level.lesson_ids) {
        for (const auto& item_id : library.lesson(id)->item_ids) {
            const auto* item = library.item(item_id);
            if (is_quick(*item) && !asked.contains(item_id)) left.push_back(item);
        }
    }
    return left.empty() ? nullptr : left[(seed + asked.size() * 7919) % left.size()];
}

}  // namespace

Result<PlacementStep> place(Context& context, AccountId account, const std::string& pack_name,
                            const std::vector<PlacementAnswer>& answers) {
    const auto library = curriculum::library(context);
    const auto* pack = find_pack(*library, pack_name);
    if (!pack) return Problem{ProblemKind::missing, "no_such_pack", "Không tìm thấy chương trình học này.", "/pack"};
    std::vector<placement::Answered> answered;
    std::set<std::string> asked;
    for (std::size_t index = 0; index < answers.size(); ++index) {
        const auto& answer = answers[index];
        const auto field = "/answers/" + std::to_string(index);
        const auto* item = library->item(answer.item);
        const int level = item ? level_of(*library, *pack, *item) : 0;
        if (level == 0 || !asked.insert(answer.item).second)
            return Problem{ProblemKind::missing, "no_such_item", "Câu hỏi này không có trong phần xếp bậc.", field + "/item"};
        if (item->version != answer.item_version)
            return Problem{ProblemKind::conflict, "item_version_unknown", "Câu hỏi này đã đổi nội dung. Xin làm lại phần xếp bậc.",
                           field + "/item_version"};
        if (const auto refusal = marking::refuse_response(item->key, answer.response))
            return Problem{ProblemKind::invalid, std::string(marking::code_of(*refusal)), "Câu trả lời không đúng dạng của câu hỏi này.",
                           field + "/response"};
        answered.push_back({level, marking::mark(item->key, answer.response).score_permille});
    }
    const auto levels = static_cast<int>(pack->levels.size());
    PlacementStep step;
    step.asked = static_cast<std::int64_t>(answered.size());
    const auto seed = view_seed(account, context.today());
    if (const auto level = placement::next_level(answered, levels)) {
        if (const auto* item = pick_item(*library, pack->levels[static_cast<std::size_t>(*level - 1)], asked, seed)) {
            step.item = curriculum::view(*item, seed);
            return step;
        }
    }
    const auto& proposed = pack->levels[static_cast<std::size_t>(placement::proposed_level(answered, levels) - 1)];
    step.proposal = LevelProposed{proposed.id, proposed.number, proposed.title, proposed.outcome};
    return step;
}

}  // namespace learning
