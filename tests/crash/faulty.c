/* Stands before the C library (LD_PRELOAD) and spoils, on purpose, what a program writes to one database.
 *
 * Counted is each write, fsync, truncation and removal of a file whose path begins with a prefix, and of the folder it
 * lies in. The one with the number `at` goes wrong in one of the ways below. With a log, all of them are written down,
 * for a power cut to be played through later, and what is said on stdout along with them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { ERROR = 1, FULL, SHORT, ERROR_FOR_GOOD, FULL_FOR_GOOD, KILLED };
enum { WRITE = 'w', SYNC = 's', TRUNCATE = 't', UNLINK = 'u', DONE = 'd' };

struct state {
    long count, at, way, tripped;
    int log;
    char prefix[4096];
};
static struct state *state; /* shared with the process this one was forked from, which looks at it afterwards */

struct record {
    long long offset, length;
    int op, name;
};

__attribute__((constructor)) static void begin(void) {
    state = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    state->log = -1;
}

void faulty_arm(const char *prefix, long at, long way, int log) {
    state->count = state->tripped = 0;
    state->at = at;
    state->way = way;
    state->log = log;
    strncpy(state->prefix, prefix, sizeof state->prefix - 1);
}

long faulty_count(void) { return state->count; }
long faulty_tripped(void) { return state->tripped; }

static int ours(const char *path) {
    size_t length = strlen(state->prefix);
    const char *slash = strrchr(state->prefix, '/');
    if (!length || !slash)
        return 0;
    return !strncmp(path, state->prefix, length) ||
           (strlen(path) == (size_t)(slash - state->prefix) && !strncmp(path, state->prefix, slash - state->prefix));
}

static int path_of(int fd, char *path, size_t size) {
    char link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = state ? readlink(link, path, size - 1) : -1;
    errno = before;
    path[length < 0 ? 0 : length] = 0;
    return length >= 0 && ours(path);
}

static void put(const void *bytes, size_t length) {
    const char *next = bytes;
    while (length) {
        ssize_t done = syscall(SYS_write, state->log, next, length);
        if (done <= 0)
            return;
        next += done;
        length -= done;
    }
}

static void note(int op, const char *path, const void *bytes, long long offset, long long length) {
    if (state->log < 0)
        return;
    struct record record = {offset, length, op, (int)strlen(path)};
    put(&record, sizeof record);
    put(path, record.name);
    if (bytes)
        put(bytes, length);
}

void faulty_done(void) { note(DONE, "", NULL, 0, 0); }

/* What becomes of this one: 0 as ever, -1 fails with errno set, 1 half of it is written, 2 and is the end. */
static int fate(int writes) {
    long number = ++state->count;
    if (!state->at || number < state->at)
        return 0;
    int for_good = state->way == ERROR_FOR_GOOD || (state->way == FULL_FOR_GOOD && writes);
    if (state->way == SHORT && number == state->at + 1 && writes) { /* the other half has no room */
        errno = ENOSPC;
        return -1;
    }
    if (number != state->at && !for_good)
        return 0;
    state->tripped++;
    if (state->way == KILLED)
        return 2;
    if (state->way == SHORT && writes)
        return 1;
    errno = (state->way == FULL || state->way == FULL_FOR_GOOD) && writes ? ENOSPC : EIO;
    return state->way == FULL_FOR_GOOD && !writes ? 0 : -1;
}

static void end(void) { kill(getpid(), SIGKILL); }

static ssize_t spoiled(int fd, const void *bytes, size_t length, off_t offset, int positioned) {
    char path[4096];
    int mine = path_of(fd, path, sizeof path), fated = mine ? fate(1) : 0;
    if (fated < 0)
        return -1;
    size_t all = fated ? length / 2 : length;
    off_t where = positioned ? offset : lseek(fd, 0, SEEK_CUR);
    ssize_t done = positioned ? syscall(SYS_pwrite64, fd, bytes, all, offset) : syscall(SYS_write, fd, bytes, all);
    if (fated == 2)
        end();
    if (mine && done > 0)
        note(WRITE, path, bytes, where, done);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return spoiled(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return spoiled(fd, bytes, length, at, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return spoiled(fd, bytes, length, at, 1); }

#define PASS(fated)                                                                                                    \
    if (fated < 0)                                                                                                     \
        return -1;                                                                                                     \
    if (fated == 2)                                                                                                    \
    end()

static int synced(int fd, int call) {
    char path[4096];
    int mine = path_of(fd, path, sizeof path), fated = mine ? fate(0) : 0;
    PASS(fated);
    int done = syscall(call, fd);
    if (mine && !done)
        note(SYNC, path, NULL, 0, 0);
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate(int fd, off_t length) {
    char path[4096];
    int mine = path_of(fd, path, sizeof path), fated = mine ? fate(0) : 0;
    PASS(fated);
    int done = syscall(SYS_ftruncate, fd, length);
    if (mine && !done)
        note(TRUNCATE, path, NULL, 0, length);
    return done;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int unlink(const char *path) {
    int mine = state && ours(path), fated = mine ? fate(0) : 0;
    PASS(fated);
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (mine && !done)
        note(UNLINK, path, NULL, 0, 0);
    return done;
}
