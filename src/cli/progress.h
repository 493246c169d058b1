// cli/progress.h: one line that overwrites itself, on standard error, and vanishes at the end.
#pragma once

#include <chrono>

#include "cli/session.h"

namespace knockon {

/// "43 %, about 6 s left" after half a second of work, ten times a second, only on a terminal.
class Progress {
  public:
    explicit Progress(const Settings& settings);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(double share);  // done, in [0, 1]
    void hide();              // before something else is written

  private:
    using Clock = std::chrono::steady_clock;
    bool wanted_;
    bool shown_ = false;
    Clock::time_point start_, last_;
};

}  // namespace knockon
