#pragma once
#include "foundation/settings.h"

namespace app::demo {

// Fills an empty data folder with two provinces, invented people, eight weeks of their history and a plan that a commune
// carries out, the same at every run on the same day; marks the folder as a demo (a file named DEMO). Refuses a folder that holds data already.
struct DemoSize {
    int people = 2000;
    int weeks = 8;
    bool with_plan = true;
};
int fill(const Settings& settings, const DemoSize& size);

}  // namespace app::demo
