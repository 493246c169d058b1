#include "cli/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/landlock.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "base/text.h"
#include "cli/files.h"

namespace knockon {
namespace {

using Clock = std::chrono::steady_clock;

/// A descriptor that is closed when it goes out of sight.
class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }
    int get() const { return fd_; }
    void reset(int fd = -1) {
        if (fd_ >= 0) close(fd_);
        fd_ = fd;
    }

  private:
    int fd_;
};

Answered failed(std::string why) { return {std::nullopt, std::move(why)}; }

std::string reason(int error) { return std::generic_category().message(error); }

/// Reads to the end; a reason where that is not to be waited for.
std::string read_all(int fd, Clock::time_point until, std::chrono::milliseconds limit,
                     std::size_t most_bytes, std::string& out) {
    std::array<char, 65536> buffer{};
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd ready{fd, POLLIN, 0};
        const int n = left > 0 ? poll(&ready, 1, static_cast<int>(left)) : 0;
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return fmt::format("took longer than {} s", limit.count() / 1000);
        const ssize_t got = read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return reason(errno);
        if (got == 0) return {};
        out.append(buffer.data(), static_cast<std::size_t>(got));
        if (out.size() > most_bytes) return "answered with too much";
    }
}

/// Where a program lies: below a folder of the PATH that is written in full and is not the working
/// folder, where whoever brings along the files could have put it.
std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    for (const std::string_view part : split(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path, ':')) {
        const std::string folder(part);
        if (!folder.starts_with('/') || same_file(folder, ".")) continue;
        std::string file = folder + "/" + name;
        struct stat s {};
        if (stat(file.c_str(), &s) == 0 && S_ISREG(s.st_mode) && access(file.c_str(), X_OK) == 0)
            return file;
    }
    return {};
}

/// From here on this process changes nothing on a disk, where the kernel can see to it.
void give_up_writing() {
#ifdef SYS_landlock_create_ruleset
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                              LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                              LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                              LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const long set = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (set < 0) return;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) syscall(SYS_landlock_restrict_self, set, 0);
    close(static_cast<int>(set));
#endif
}

/// Starts the program at `file`; -1 where that is not possible.
pid_t start(const std::string& file, const std::vector<std::string>& arguments, int input,
            int output) {
    std::vector<char*> argv;
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    // Between here and the other program nothing is called that a lock could stop.
    const int nowhere = open("/dev/null", O_WRONLY);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(nowhere, STDERR_FILENO) >= 0) {
        give_up_writing();
        execv(file.c_str(), argv.data());
    }
    _exit(127);
}

}  // namespace

Answered ask_program(const std::vector<std::string>& arguments, std::string_view input,
                     std::chrono::milliseconds limit, std::size_t most_bytes) {
    const std::string file = find_program(arguments.front());
    if (file.empty()) return failed("is not installed");
    // The question lies in memory as a file: nobody waits for the other to read or to write.
    const Descriptor question(memfd_create("question", MFD_CLOEXEC));
    if (question.get() < 0) return failed(reason(errno));
    if (const auto failure = write_all(question.get(), input)) return failed(*failure);
    lseek(question.get(), 0, SEEK_SET);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed(reason(errno));
    const Descriptor answer(ends[0]);
    Descriptor told(ends[1]);

    const Clock::time_point until = Clock::now() + limit;
    const pid_t child = start(file, arguments, question.get(), told.get());
    if (child < 0) return failed(reason(errno));
    told.reset();
    std::string output;
    std::string failure = read_all(answer.get(), until, limit, most_bytes, output);
    if (!failure.empty()) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!failure.empty()) return failed(std::move(failure));
    if (WIFSIGNALED(status)) return failed(fmt::format("was ended by signal {}", WTERMSIG(status)));
    if (WEXITSTATUS(status) == 127 && output.empty()) return failed("cannot be started");
    if (WEXITSTATUS(status) != 0)
        return failed(fmt::format("ended with status {}", WEXITSTATUS(status)));
    return {std::move(output), {}};
}

}  // namespace knockon
