// The whole program, run in a process of its own.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "cli/cli.h"

/// The status of a run before which `prepare()` is called, as a shell would see it; what it says on
/// standard error is in the file `said`.
template <class Prepare>
int forked_run(std::vector<std::string> words, const std::string& said, const Prepare& prepare) {
    std::vector<char*> argv;
    for (std::string& w : words) argv.push_back(w.data());
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout) == nullptr ||
            std::freopen(said.c_str(), "w", stderr) == nullptr)
            _exit(99);
        prepare();
        _exit(knockon::run(static_cast<int>(argv.size()), argv.data()));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
