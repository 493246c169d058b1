// assess/windows/alike.h: which starts see the same of one process.
//
// What a run does from a start on costs a process the same wherever its active times and deadlines stand in
// the same places as seen from there: on most nights of most weeks. It is worked out for one of them.
#pragma once

#include <vector>

#include "assess/windows/starts.h"

namespace knockon {

class AlikeStarts {
  public:
    explicit AlikeStarts(const StartPlans& plans) : plans_(plans), known_(plans.terms.size()) {}

    /// Per start a number, which those share that see the same until `reach` after they begin.
    const std::vector<std::uint32_t>& of(std::size_t process, Duration reach);

  private:
    std::vector<std::uint32_t> numbers(const ProcessTerms& terms, Duration reach) const;

    const StartPlans& plans_;
    std::vector<std::vector<std::vector<std::uint32_t>>> known_;  // per process and rounded reach
};

}  // namespace knockon
