#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/files.h"
#include "cli/terminal.h"
#include "report/writing/shown.h"

namespace knockon {

using std::chrono::milliseconds;

Progress::Progress(const Settings& settings)
    : wanted_(settings.progress == When::always ||
              (settings.progress == When::automatic && !settings.quiet &&
               is_terminal(STDERR_FILENO) && environment("TERM").value_or("dumb") != "dumb")),
      start_(Clock::now()),
      last_(start_) {}

Progress::~Progress() { hide(); }

void Progress::hide() {
    if (shown_) write_all(STDERR_FILENO, "\r\x1b[K");
    shown_ = false;
}

void Progress::show(double share) {
    if (!wanted_) return;
    const Clock::time_point now = Clock::now();
    if (now - start_ < milliseconds{500} || now - last_ < milliseconds{100}) return;
    last_ = now;
    share = std::clamp(share, 0.0, 1.0);
    std::string line = fmt::format("\r{:.0f} %", 100 * share);
    if (share > 0.01) {
        const double spent = std::chrono::duration<double>(now - start_).count();
        const double left = spent * (1 - share) / share;
        if (left >= 1) line += ", about " + Shown(duration(left)).bytes(false) + " left";
    }
    write_all(STDERR_FILENO, line + "\x1b[K");
    shown_ = true;
}

}  // namespace knockon
