#pragma once
// Copies what SQLite's log holds into the file while the writer goes on (decision 0033).
#include "foundation/db/sqlite.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace db {

class Checkpoints {
public:
    // checkpoint_pages: from how many pages in the log on they are copied.
    Checkpoints(const std::string& path, int checkpoint_pages);
    ~Checkpoints();

    // On the writer's thread after each of its commits, when nobody waits for it any more. Wakes the thread that copies; or
    // copies the little that this one has left, so that the next commit begins the log anew; or waits for it, should the
    // log have grown to several times what it may because the disk is slow. It does not wait while somebody reads from so
    // long ago that nothing can be copied.
    // is_broken: the commit failed, maybe since the disk is full, and then only what is free in the log is left to write to.
    void after_commit(SqliteConnection& writer, bool is_broken);

private:
    // Whose work it is to copy: the thread's, as long as it is much; the writer's, who alone can finish.
    enum class Turn { nobody, thread, writer };

    void copy_until_stopped();
    Turn copy_most();
    void give_turn(Turn turn);
    void warn(const std::exception& error);

    const int checkpoint_pages_;
    std::unique_ptr<SqliteConnection> connection_;
    std::mutex mutex_;
    std::condition_variable turned_;
    std::atomic<Turn> turn_{Turn::nobody};
    std::atomic<bool> is_held_up_{false};  // by a reader, another process or an error
    std::atomic<bool> is_warned_{false};
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace db
