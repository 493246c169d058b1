#include "cli/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "read/bytes.h"

namespace knockon {
namespace {

// A signal handler has nothing but static storage: the one file that is being written.
std::array<char, PATH_MAX> unfinished{};
volatile std::sig_atomic_t writing = 0;

extern "C" void clean_up(int signal_number) {
    if (writing != 0) unlink(unfinished.data());
    std::signal(signal_number, SIG_DFL);
    raise(signal_number);
}

std::string reason() { return std::generic_category().message(errno); }

/// Follows a link to the file it leads to, so that the link stays.
std::string target_of(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                           &std::free);
    return real ? std::string(real.get()) : path;
}

std::optional<std::string> write_and_close(int descriptor, std::string_view bytes, bool sync) {
    std::optional<std::string> failure = write_all(descriptor, bytes);
    if (!failure && sync && fsync(descriptor) != 0) failure = reason();
    if (close(descriptor) != 0 && !failure) failure = reason();
    return failure;
}

/// A new file takes the rights that the umask leaves, an old one keeps its own.
mode_t rights(const struct stat* old) {
    if (old != nullptr) return old->st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

}  // namespace

std::optional<std::string> write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = write(descriptor, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return reason();
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return std::nullopt;
}

std::optional<std::string> write_file(const std::string& path, std::string_view bytes) {
    if (led_out(path)) return "a link leads out of the working folder; name the place itself";
    struct stat old {};
    const bool exists = stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) return "it is a folder";
    if (exists && !S_ISREG(old.st_mode)) {
        const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0) return reason();
        return write_and_close(descriptor, bytes, false);
    }
    const std::string target = exists ? target_of(path) : path;
    const std::string name = target + ".XXXXXX";
    if (name.size() >= unfinished.size()) return "the path is too long";
    std::copy(name.begin(), name.end() + 1, unfinished.begin());
    // From here to `writing` a signal would leave the file; so signals wait.
    sigset_t both, before;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &both, &before);
    const int descriptor = mkostemp(unfinished.data(), O_CLOEXEC);
    std::optional<std::string> failure;
    if (descriptor < 0) failure = reason();
    writing = descriptor >= 0 ? 1 : 0;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (failure) return failure;
    if (fchmod(descriptor, rights(exists ? &old : nullptr)) != 0) failure = reason();
    const auto written = write_and_close(descriptor, bytes, true);
    if (!failure) failure = written;
    if (!failure && rename(unfinished.data(), target.c_str()) != 0) failure = reason();
    if (failure) unlink(unfinished.data());
    writing = 0;
    return failure;
}

FolderLock::FolderLock(const std::string& path) {
    const std::string target = target_of(path);
    const std::size_t slash = target.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : target.substr(0, slash + 1);
    descriptor_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (descriptor_ >= 0 && flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
    }
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool is_there(const std::string& path) {
    struct stat s {};
    return stat(path.c_str(), &s) == 0;
}

bool same_file(const std::string& a, const std::string& b) {
    struct stat x {
    }, y{};
    return stat(a.c_str(), &x) == 0 && stat(b.c_str(), &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

bool same_place(const std::string& a, const std::string& b) {
    namespace fs = std::filesystem;
    std::error_code wrong;
    const fs::path x = fs::weakly_canonical(fs::absolute(a, wrong), wrong);
    if (wrong) return a == b;
    return x == fs::weakly_canonical(fs::absolute(b, wrong), wrong) || a == b;
}

void prepare_process() {
    // Opened for reading, so that a closed standard output still counts as one that cannot be
    // written.
    int descriptor = open("/dev/null", O_RDONLY);
    while (descriptor >= 0 && descriptor <= 2) descriptor = open("/dev/null", O_RDONLY);
    if (descriptor > 2) close(descriptor);
    std::signal(SIGPIPE, SIG_DFL);
    std::signal(SIGINT, clean_up);
    std::signal(SIGTERM, clean_up);
}

}  // namespace knockon
