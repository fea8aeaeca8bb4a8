#include "app/demo/people.h"

#include <array>

namespace app::demo {
namespace {

template <std::size_t N>
const char* pick(const std::array<const char*, N>& from, std::mt19937_64& dice) {
    return from[dice() % N];
}

double chance(std::mt19937_64& dice) { return static_cast<double>(dice() >> 11) / static_cast<double>(1ULL << 53); }

std::string invent_name(std::mt19937_64& dice) {
    static constexpr std::array kFamilies{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Dương", "Lương", "Ma", "Nông",
                                          "Triệu", "Lý", "Đặng", "Bùi", "Đỗ", "Hà", "Vi", "Lường", "Đàm", "Chu"};
    static constexpr std::array kWomenMiddle{"Thị", "Thị", "Thu", "Ngọc", "Minh", "Thanh", "Hồng", "Phương"};
    static constexpr std::array kWomen{"Lan", "Hoa", "Mai", "Hương", "Thảo", "Nga", "Hằng", "Yến", "Thủy", "Nhung", "Huệ", "Sen",
                                       "Mận", "Xuân", "Linh", "Trang", "Ánh", "Duyên"};
    static constexpr std::array kMenMiddle{"Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Tiến"};
    static constexpr std::array kMen{"Minh", "Hùng", "Dũng", "Tuấn", "Sơn", "Khánh", "Thành", "Long", "Đạt", "Hải", "Bách", "Quân",
                                     "Toàn", "Kiên", "Lâm", "Hiếu", "Phúc", "Thuận"};
    const std::string family = pick(kFamilies, dice);
    if (dice() % 2) return family + " " + pick(kWomenMiddle, dice) + " " + pick(kWomen, dice);
    return family + " " + pick(kMenMiddle, dice) + " " + pick(kMen, dice);
}

units::TargetGroup invent_group(int age, std::mt19937_64& dice) {
    using units::TargetGroup;
    if (age < 19) return TargetGroup::student;
    const auto drawn = dice() % 100;
    if (age > 60) return TargetGroup::citizen;
    if (drawn < 12) return TargetGroup::official;
    if (drawn < 30) return TargetGroup::worker;
    if (drawn < 45) return TargetGroup::business;
    return TargetGroup::citizen;
}

}  // namespace

std::vector<Person> invent_people(const std::vector<std::pair<units::UnitId, int>>& places, int count, int this_year,
                                  std::mt19937_64& dice) {
    std::vector<units::UnitId> tickets;  // a place with weight 3 stands here three times
    for (const auto& [unit, weight] : places) tickets.insert(tickets.end(), static_cast<std::size_t>(weight), unit);
    std::vector<Person> people;
    people.reserve(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index) {
        Person person;
        person.full_name = invent_name(dice);
        const int age = 13 + static_cast<int>(dice() % 58);
        person.birth_year = this_year - age;
        person.unit = tickets[dice() % tickets.size()];
        person.group = invent_group(age, dice);
        person.show_name = age >= 18 && dice() % 3 == 0;
        person.skill = 0.45 + 0.5 * chance(dice);
        // Most people come now and then; some every day, some hardly ever.
        const double drawn = chance(dice);
        person.diligence = drawn < 0.2 ? 0.02 : drawn < 0.75 ? 0.1 + 0.25 * chance(dice) : 0.55 + 0.4 * chance(dice);
        person.joined_week = static_cast<int>(dice() % 8 * (dice() % 2));  // half from the first week on
        people.push_back(std::move(person));
    }
    return people;
}

}  // namespace app::demo
