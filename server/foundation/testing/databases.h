#pragma once
// Empty databases for tests, one engine or the other.
#include <string>

#include <gtest/gtest.h>

namespace testing_databases {

// A fresh folder that is gone when the object is; in memory where the machine offers it, since tests wait for fsync.
class Folder {
public:
    Folder();
    ~Folder();
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

// A PostgreSQL address whose database is empty: one for each test process, emptied at every call.
// BDH_TEST_POSTGRES names the server; without it this throws, so that those cases fail and are never skipped.
std::string empty_postgres();

// The address of an empty database: "sqlite", in that folder, or "postgres".
std::string empty_database(const std::string& engine, const Folder& folder);

}  // namespace testing_databases

#define BDH_ON_EVERY_ENGINE(Suite)                                                                   \
    INSTANTIATE_TEST_SUITE_P(Engines, Suite, ::testing::Values(std::string("sqlite"), "postgres"),   \
                             [](const auto& engine) { return engine.param; })
