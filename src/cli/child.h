// cli/child.h: another program, asked one question.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

/// What a program answered on its standard output, or why it did not.
struct Answered {
    std::optional<std::string> output;
    std::string failure;  // "is not installed", "took longer than 30 s", "ended with status 1"
};

/// Runs a program found on the PATH (folders written in full, never the working folder), without a
/// shell and, where the kernel has Landlock, unable to change a file, with `input` on its standard
/// input; what it says on standard error is dropped. Past the time limit, or more than `most_bytes`
/// of answer, it is killed.
Answered ask_program(const std::vector<std::string>& arguments, std::string_view input,
                     std::chrono::milliseconds limit, std::size_t most_bytes = 256u << 20);

}  // namespace knockon
