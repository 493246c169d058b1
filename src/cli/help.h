// cli/help.h: what `--help` says; an example first.
#pragma once

#include <string>

#include "cli/command.h"

namespace knockon {

inline constexpr const char* program_version = "0.1.0";

std::string help_text();                        // the list of commands
std::string help_text(const Command& command);  // one of them

}  // namespace knockon
