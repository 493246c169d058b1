// cli/parse.h: a command line taken apart. The only file behind it that knows CLI11.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cli/command.h"

namespace knockon {

/// What the words after `knockon` say. Options of other commands that all commands share are
/// accepted and have no effect. Unknown commands and options, missing and surplus values are errors
/// in `out`, with what was probably meant.
struct Request {
    const Command* command = nullptr;
    CommandLine line;
    bool help = false, version = false;
};
Request parse_arguments(const std::vector<std::string>& words, Diagnostics& out);

}  // namespace knockon
