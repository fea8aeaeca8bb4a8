#pragma once
// What only a connection to a SQLite file can do, for those who look after the file.
#include "foundation/db/connection.h"

namespace db {

class SqliteConnection : public Connection {
public:
    // From now on its commits copy nothing from the log into the file, and it knows how long the log is.
    virtual void leave_log_to_others() = 0;
    // How many pages the log held after this connection's last commit; it begins anew once all of it stands in the file.
    virtual int log_pages() const = 0;
    // Waits until the disk has all that was copied into the file.
    virtual void sync_file() = 0;
};

std::unique_ptr<SqliteConnection> open_sqlite_file(const std::string& path);

}  // namespace db
