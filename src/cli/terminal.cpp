#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace knockon {

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return std::string(value);
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool use_colour(const ColourClues& clues) {
    if (clues.asked != When::automatic) return clues.asked == When::always;
    if (clues.no_color) return false;
    if (clues.forced) return true;
    if (clues.off) return false;
    return clues.terminal && !clues.dumb;
}

bool use_colour(const Settings& settings, int descriptor) {
    const auto forced = environment("CLICOLOR_FORCE");
    return use_colour({settings.colour, environment("NO_COLOR").has_value(),
                       forced && *forced != "0", environment("CLICOLOR") == "0",
                       is_terminal(descriptor), environment("TERM").value_or("dumb") == "dumb"});
}

int page_width(const Settings& settings, int descriptor) {
    constexpr int narrowest = 20, widest = 160, usual = 80;
    if (settings.width) return *settings.width;
    if (const auto columns = environment("COLUMNS")) {
        int n = 0;
        const char* end = columns->data() + columns->size();
        const auto [stop, failure] = std::from_chars(columns->data(), end, n);
        if (failure == std::errc{} && stop == end && n >= narrowest) return std::min(n, widest);
    }
    winsize size{};
    if (is_terminal(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return std::clamp(static_cast<int>(size.ws_col), narrowest, widest);
    return usual;
}

}  // namespace knockon
