#include "cli/gate.h"

#include <algorithm>

#include "assess/sign_off.h"
#include "cli/values.h"
#include "report/words/gate.h"

namespace knockon {

std::optional<Severity> gate_of(const CommandLine& line, std::optional<Severity> otherwise,
                                Diagnostics& out) {
    if (!line.has("gate")) return otherwise;
    const std::string word = line.value("gate");
    one_of("gate", word, {"none", "note", "warning", "error"}, out);
    return named<Severity>(word);
}

Gate::Gate(Session& session)
    : lowest_(gate_of(session.line, Severity::error, session.diagnostics)),
      all_must_sign_(session.line.has("require-sign-off")) {}

bool Gate::stops(const Assessment& a) const {
    if (all_must_sign_ && open_sign_offs(a) > 0) return true;
    return knockon::stops(a, lowest_);
}

bool Gate::stops(const Portfolio& p) const {
    if (std::any_of(p.collisions.begin(), p.collisions.end(),
                    [&](const Meeting& m) { return knockon::stops(p, m, lowest_); }))
        return true;
    return std::any_of(p.reports.begin(), p.reports.end(),
                       [&](const Assessment& a) { return stops(a); });
}

Option gate_option() {
    return {"gate",
            0,
            "SEVERITY",
            "lowest severity of a finding that makes the exit status 1: none, note, warning or "
            "error (default: error)",
            false,
            "Output"};
}

Option require_sign_off_option() {
    return {"require-sign-off",
            0,
            "",
            "exit status 1 while somebody who must agree has not",
            false,
            "Output"};
}

}  // namespace knockon
