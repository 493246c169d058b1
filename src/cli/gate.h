// cli/gate.h: what makes the exit status 1.
#pragma once

#include <optional>
#include <string>

#include "assess/portfolio.h"
#include "cli/session.h"

namespace knockon {

/// `--gate`: the lowest severity of an open finding, brought about by the change, that stops it; a
/// verdict other than `within`
/// always does, unless the word is `none`. `--require-sign-off`: so does a signature that is
/// missing.
class Gate {
  public:
    /// An error in `session.diagnostics` where the word is not known.
    explicit Gate(Session& session);

    bool stops(const Assessment& a) const;
    /// One of the changes, or two of them together.
    bool stops(const Portfolio& p) const;

  private:
    std::optional<Severity> lowest_;  // empty: nothing stops
    bool all_must_sign_;
};

/// The lowest severity that `--gate` stops at, empty for `none`; `otherwise` where it is not given.
/// An error in `out` where the word is not known.
std::optional<Severity> gate_of(const CommandLine& line, std::optional<Severity> otherwise,
                                Diagnostics& out);

Option gate_option();
Option require_sign_off_option();

}  // namespace knockon
