// Stands between the server and the file system (LD_PRELOAD), for files below BDH_SHIM_FOLDER only.
//
// It keeps a journal (BDH_SHIM_JOURNAL) of every write with what it overwrote, and of every fsync, so that power.py can
// undo what had not reached the disk when the process was killed. A page of faults shared with the driver
// (BDH_SHIM_FAULTS, see faults.py) makes writing fail, fsync slow, and the clock run elsewhere, from one call to the next.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct faults {
    _Atomic int32_t write_errno;      // writes, truncations and creations fail with it; 0 = they work
    _Atomic int32_t fsync_errno;
    _Atomic int32_t fsync_delay_ms;
    _Atomic int32_t full_after_kib;   // > 0: that many KiB may still be written, then write_errno is ENOSPC
    _Atomic int64_t clock_offset_ms;
    _Atomic int64_t fsync_count;
    _Atomic int64_t refused_count;
};

enum { WROTE = 1, TRUNCATED, CREATED, RENAMED, SYNC_BEGUN, SYNC_DONE, REMOVED };

// One entry of the journal, followed by old_count bytes that stood there before and then path_count bytes of a path.
struct entry {
    uint32_t kind;
    uint32_t thread;
    uint64_t file;       // inode; of a folder for CREATED, RENAMED and its fsync
    int64_t offset;
    int64_t count;
    int64_t size_before;
    uint32_t old_count;
    uint32_t path_count;
};

static struct faults no_faults;
static struct faults *faults = &no_faults;
static int journal = -1;
static char folder[PATH_MAX];
static pthread_mutex_t journal_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_uchar watched[65536];  // by descriptor: 1 = a file, 2 = a folder

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_fallocate)(int, off_t, off_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fallocate = dlsym(RTLD_NEXT, "posix_fallocate64");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    const char *path = getenv("BDH_SHIM_FAULTS");
    if (path) {
        int file = real_open(path, O_RDWR | O_CLOEXEC);
        void *page = file < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (page == MAP_FAILED) abort();
        real_close(file);
        faults = page;
    }
    path = getenv("BDH_SHIM_FOLDER");
    if (!path || !realpath(path, folder)) abort();
    path = getenv("BDH_SHIM_JOURNAL");
    if (path) journal = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static unsigned char kind_of(int file) { return file >= 0 && file < 65536 ? watched[file] : 0; }

static void note(struct entry entry, const void *old, const char *path) {
    if (journal < 0) return;
    entry.thread = (uint32_t)syscall(SYS_gettid);
    entry.path_count = path ? (uint32_t)strlen(path) : 0;
    struct iovec parts[] = {{&entry, sizeof entry}, {(void *)old, entry.old_count}, {(void *)path, entry.path_count}};
    pthread_mutex_lock(&journal_lock);
    if (writev(journal, parts, 3) < 0) abort();
    pthread_mutex_unlock(&journal_lock);
}

static struct entry about(int file, uint32_t kind) {
    struct stat state;
    fstat(file, &state);
    return (struct entry){.kind = kind, .file = state.st_ino, .size_before = state.st_size};
}

static int refuses(int64_t bytes) {
    int error = faults->write_errno;
    if (!error && faults->full_after_kib > 0) {
        if (atomic_fetch_sub(&faults->full_after_kib, (int32_t)(bytes / 1024 + 1)) <= bytes / 1024 + 1) {
            faults->full_after_kib = 0;
            faults->write_errno = error = ENOSPC;
        }
    }
    if (!error) return 0;
    ++faults->refused_count;
    errno = error;
    return 1;
}

// Journals what a write is about to overwrite. Two threads never write one range of a SQLite file at once.
static void note_write(int file, off_t offset, size_t count) {
    if (journal < 0) return;
    struct entry entry = about(file, WROTE);
    entry.offset = offset;
    entry.count = (int64_t)count;
    char *old = malloc(count ? count : 1);
    ssize_t there = real_pread(file, old, count, offset);
    entry.old_count = there > 0 ? (uint32_t)there : 0;
    note(entry, old, NULL);
    free(old);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
    if (kind_of(file) == 1) {
        if (refuses((int64_t)count)) return -1;
        note_write(file, offset, count);
    }
    return real_pwrite(file, bytes, count, offset);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return pwrite64(file, bytes, count, offset); }

ssize_t write(int file, const void *bytes, size_t count) {
    if (!real_write) return syscall(SYS_write, file, bytes, count);
    if (kind_of(file) == 1) {
        if (refuses((int64_t)count)) return -1;
        off_t at = (fcntl(file, F_GETFL) & O_APPEND) ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
        note_write(file, at, count);
    }
    return real_write(file, bytes, count);
}

int ftruncate64(int file, off_t size) {
    if (kind_of(file) == 1) {
        if (refuses(0)) return -1;
        struct entry entry = about(file, TRUNCATED);
        entry.offset = size;
        entry.count = entry.size_before > size ? entry.size_before - size : 0;
        char *old = malloc((size_t)entry.count + 1);
        ssize_t there = real_pread(file, old, (size_t)entry.count, size);
        entry.old_count = there > 0 ? (uint32_t)there : 0;
        note(entry, old, NULL);
        free(old);
    }
    return real_ftruncate(file, size);
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int posix_fallocate64(int file, off_t offset, off_t count) {
    if (kind_of(file) == 1 && refuses(count)) return errno;
    return real_fallocate(file, offset, count);
}
int posix_fallocate(int file, off_t offset, off_t count) { return posix_fallocate64(file, offset, count); }

static int sync_with(int (*real)(int), int file) {
    int kind = kind_of(file);
    if (!kind) return real(file);
    int delay_ms = faults->fsync_delay_ms;
    if (delay_ms > 0) nanosleep(&(struct timespec){delay_ms / 1000, delay_ms % 1000 * 1000000L}, NULL);
    if (faults->fsync_errno) {
        errno = faults->fsync_errno;
        return -1;
    }
    note(about(file, SYNC_BEGUN), NULL, NULL);
    // The disk of this machine is no part of the test: killing the process does not lose what the kernel has.
    int state = journal >= 0 ? 0 : real(file);
    note(about(file, SYNC_DONE), NULL, NULL);
    ++faults->fsync_count;
    return state;
}
int fsync(int file) { return sync_with(real_fsync, file); }
int fdatasync(int file) { return sync_with(real_fdatasync, file); }

static void note_in_folder(uint32_t kind, const char *path, const char *other) {
    char parent[PATH_MAX], both[2 * PATH_MAX + 1];
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (!slash) return;
    *slash = 0;
    struct stat state;
    if (stat(parent, &state) != 0) return;
    snprintf(both, sizeof both, "%s%s%s", path, other ? "\n" : "", other ? other : "");
    note((struct entry){.kind = kind, .file = state.st_ino}, NULL, both);
}

static int is_below(const char *path) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int open_any(const char *path, int flags, mode_t mode) {
    if (!real_open) return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    int below = is_below(path);
    // The index beside the log (-shm) is mapped, written through memory and never durable: power.py drops it.
    int is_shm = strlen(path) > 4 && strcmp(path + strlen(path) - 4, "-shm") == 0;
    int makes = below && (flags & O_CREAT) && access(path, F_OK) != 0;
    if (makes && refuses(0)) return -1;
    if (below && !is_shm && faults->write_errno == EROFS && (flags & O_ACCMODE) != O_RDONLY) {
        errno = EROFS;
        return -1;
    }
    int file = real_open(path, flags, mode);
    if (file < 0 || file >= 65536) return file;
    struct stat state;
    watched[file] = 0;
    if (below && !is_shm && fstat(file, &state) == 0) watched[file] = S_ISDIR(state.st_mode) ? 2 : 1;
    if (makes && !is_shm) note_in_folder(CREATED, path, NULL);
    return file;
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_any(path, flags, mode);
}
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_any(path, flags, mode);
}
int close(int file) {
    if (file >= 0 && file < 65536) watched[file] = 0;
    return real_close ? real_close(file) : (int)syscall(SYS_close, file);
}

int rename(const char *from, const char *to) {
    if (is_below(to)) {
        if (refuses(0)) return -1;
        note_in_folder(RENAMED, from, to);
    }
    return real_rename(from, to);
}
int unlink(const char *path) {
    if (is_below(path)) {
        if (faults->write_errno == EROFS) {
            errno = EROFS;
            return -1;
        }
        note_in_folder(REMOVED, path, NULL);
    }
    return real_unlink(path);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!real_clock_gettime) return (int)syscall(SYS_clock_gettime, clock, time);
    int state = real_clock_gettime(clock, time);
    if (state == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += faults->clock_offset_ms / 1000;
    return state;
}
