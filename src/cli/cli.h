// cli/cli.h: the command line. One file per command; the only room that prints, reads the clock or
// the environment, or decides an exit status (0 fine, 1 a gate failed, 2 usage or bad input, 3 the
// surroundings failed).
#pragma once

namespace knockon {

/// The whole program: parses the command line, runs one command, returns its exit status.
int run(int argc, char** argv);

}  // namespace knockon
