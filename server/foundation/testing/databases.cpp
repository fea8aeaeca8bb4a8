#include "foundation/testing/databases.h"

#include "foundation/db/connection.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

namespace testing_databases {
namespace {

std::string server_address() {
    const char* address = std::getenv("BDH_TEST_POSTGRES");
    if (!address) throw std::runtime_error("BDH_TEST_POSTGRES names no PostgreSQL server");
    return address;
}

// Made at the first use, dropped when the process ends.
class ProcessDatabase {
public:
    ProcessDatabase() : name_("bdh_test_" + std::to_string(getpid())) {
        auto db = db::open_postgres(server_address() + " dbname=postgres");
        db->run_script("DROP DATABASE IF EXISTS " + name_);
        db->run_script("CREATE DATABASE " + name_);
    }
    ~ProcessDatabase() {
        try {
            db::open_postgres(server_address() + " dbname=postgres")->run_script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
        } catch (const std::exception&) {
            // The server of a test run is thrown away whole; an orphan in it harms nobody.
        }
    }
    std::string address() const { return server_address() + " dbname=" + name_; }

private:
    std::string name_;
};

}  // namespace

Folder::Folder() {
    static std::atomic<int> count{0};
    const std::filesystem::path memory = "/dev/shm";
    const auto base = std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
    path_ = base / ("bdh_test_" + std::to_string(getpid()) + "_" + std::to_string(++count));
    std::filesystem::create_directories(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string empty_postgres() {
    static const ProcessDatabase database;
    db::open_postgres(database.address())->run_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return database.address();
}

std::string empty_database(const std::string& engine, const Folder& folder) {
    return engine == "sqlite" ? folder.path() + "/test.sqlite" : empty_postgres();
}

}  // namespace testing_databases
