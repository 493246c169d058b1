// cli/terminal.h: what stands at the other end of a stream.
#pragma once

#include <optional>
#include <string>

#include "cli/session.h"

namespace knockon {

/// The environment variable, if it is set to something.
std::optional<std::string> environment(const char* name);

bool is_terminal(int descriptor);

/// What decides on colour: `--color`, else NO_COLOR, CLICOLOR_FORCE, CLICOLOR=0, else whether it is
/// a terminal that is not dumb.
struct ColourClues {
    When asked = When::automatic;
    bool no_color = false, forced = false, off = false;
    bool terminal = false, dumb = false;
};
bool use_colour(const ColourClues& clues);
bool use_colour(const Settings& settings, int descriptor);

/// `--width`, else COLUMNS, else the terminal's (at most 160: longer lines are hard to read),
/// else 80.
int page_width(const Settings& settings, int descriptor);

}  // namespace knockon
