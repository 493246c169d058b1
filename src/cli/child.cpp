#include "cli/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

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

/// Starts the program; an error number where that is not possible.
int start(const std::vector<std::string>& arguments, int input, int output, pid_t& child) {
    std::vector<char*> argv;
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int error = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

}  // namespace

Answered ask_program(const std::vector<std::string>& arguments, std::string_view input,
                     std::chrono::milliseconds limit, std::size_t most_bytes) {
    // The question lies in memory as a file: nobody waits for the other to read or to write.
    const Descriptor question(memfd_create("question", MFD_CLOEXEC));
    if (question.get() < 0) return failed(reason(errno));
    if (const auto failure = write_all(question.get(), input)) return failed(*failure);
    lseek(question.get(), 0, SEEK_SET);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed(reason(errno));
    const Descriptor answer(ends[0]);
    Descriptor told(ends[1]);

    pid_t child = 0;
    const Clock::time_point until = Clock::now() + limit;
    if (const int error = start(arguments, question.get(), told.get(), child); error != 0)
        return failed(error == ENOENT ? "is not installed" : reason(error));
    told.reset();
    std::string output;
    std::string failure = read_all(answer.get(), until, limit, most_bytes, output);
    if (!failure.empty()) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!failure.empty()) return failed(std::move(failure));
    if (WIFSIGNALED(status)) return failed(fmt::format("was ended by signal {}", WTERMSIG(status)));
    if (WEXITSTATUS(status) == 127 && output.empty()) return failed("is not installed");
    if (WEXITSTATUS(status) != 0)
        return failed(fmt::format("ended with status {}", WEXITSTATUS(status)));
    return {std::move(output), {}};
}

}  // namespace knockon
