// report/words/words.h: what is said, once, for every layout; and what a caller may choose of it.
//
//   view.h         what every sentence needs to know
//   said.h         what is said of a change
//   starts.h       what is said of start times
//   objections.h   what stands against a change, for the formats of pipelines
//   gate.h         what a pipeline stops at
#pragma once

#include <optional>
#include <string>

#include "assess/portfolio.h"
#include "base/diagnostic.h"

namespace knockon {

struct TextOptions {
    int width = 80;  // columns, at least 20
    bool colour = false;
    enum class Detail { brief, normal, full } detail = Detail::normal;
    bool assumptions = false;  // list every one of them
    bool before = false;       // list the findings that were there before, too
    /// Lowest severity of a finding that fails a pipeline; empty: nothing does.
    std::optional<Severity> gate = Severity::error;
    bool require_sign_off = false;  // a missing agreement fails a pipeline too
};

/// The verdict in one sentence, without colour and in one line; for the log of a pipeline.
std::string verdict_line(const Assessment& a);
/// "12 changes: 3 not yet, 1 undetermined, 8 within".
std::string verdict_line(const Portfolio& p);

}  // namespace knockon
