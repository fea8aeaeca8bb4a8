#pragma once
#include "foundation/settings.h"

namespace app::demo {

// Fills an empty data folder with two provinces, invented people and eight weeks of their history, the same at every run
// on the same day; marks the folder as a demo (a file named DEMO). Refuses a folder that holds data already.
struct DemoSize {
    int people = 2000;
    int weeks = 8;
};
int fill(const Settings& settings, const DemoSize& size);

}  // namespace app::demo
