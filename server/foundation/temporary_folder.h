#pragma once
#include <string>

// A folder that nobody else may look into, gone with the object.
class TemporaryFolder {
public:
    // Throws when there is no room for it. `name` is for whoever looks into /tmp: "bdh-workbook".
    explicit TemporaryFolder(const std::string& name);
    TemporaryFolder(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::string& path() const { return path_; }

private:
    std::string path_;
};
