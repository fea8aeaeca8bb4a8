#pragma once
// Invented people. Names are drawn from common Vietnamese family, middle and given names; nobody real is meant.
#include "units/public.h"

#include <random>
#include <string>
#include <vector>

namespace app::demo {

struct Person {
    std::string full_name;
    int birth_year = 0;
    units::UnitId unit;
    units::TargetGroup group = units::TargetGroup::citizen;
    bool show_name = false;
    double diligence = 0;  // chance of studying on a given day
    double skill = 0;      // chance of answering well
    int joined_week = 0;   // 0 is the first of the eight
};

std::vector<Person> invent_people(const std::vector<std::pair<units::UnitId, int>>& places, int count, int this_year,
                                  std::mt19937_64& dice);

}  // namespace app::demo
