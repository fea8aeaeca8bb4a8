#pragma once
// What the commands of the program share.
#include "app/product.h"

#include <string>

namespace app {

// The product without its socket, for one command on the real clock.
struct CommandLine {
    explicit CommandLine(const Settings& settings) : product(settings, clock, random, {.reader_threads = 1}) {}
    SystemClock clock;
    SystemRandom random;
    Product product;
};

// Throws when the file cannot be read.
std::string read_file(const std::string& path);

}  // namespace app
