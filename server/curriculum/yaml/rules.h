#pragma once
// The foundation's strict reader of YAML, under the names that the pack rules use.
#include "foundation/yaml.h"
#include "public.h"

namespace curriculum {

using ::yaml::is_clean;
using ::yaml::Mistakes;
using ::yaml::quoted;

}  // namespace curriculum
