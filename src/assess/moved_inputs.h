// assess/moved_inputs.h: the inputs that are others than in an earlier report, and what each makes.
#pragma once

#include <optional>
#include <string>

#include "assess/advice/tried.h"

namespace knockon {

/// The question with every input put back that is another than it was.
class PutBack {
  public:
    /// Fills `since->inputs` of the report, what moves most first, each put back alone on the draws
    /// of the question; at most eight are, and a note says how many are not. `options.since` is the
    /// earlier report.
    PutBack(const Study& study, const Played& played, const AssessOptions& options,
            Assessment& report);

    /// A figure of the report less what it was, on the same draws; of all departments together
    /// where the id is empty. Empty where an input could not be put back, or where the earlier
    /// figure `was` is another than that of the question put back by more than both errors:
    /// something else moved it, too.
    std::optional<Estimate> more(const Id& department, Scored figure, const Estimate& was) const;

  private:
    void put_all_back(const AssessOptions& options, const std::vector<InputMoved>& inputs);

    const Study& study_;
    const Played& played_;
    /// The earlier question, where all of it could be put back; copied only then.
    std::optional<Landscape> landscape_;
    std::optional<Change> change_;
    std::optional<Tried> all_;
};

}  // namespace knockon
