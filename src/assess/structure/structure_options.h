// assess/structure/structure_options.h: what is asked of a landscape's years, and how exactly.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "assess/structure/affordable.h"
#include "assess/study/question.h"
#include "model/landscape.h"

namespace knockon {

struct StructureOptions {
    std::vector<Id> processes;  // empty: all
    std::size_t top = 10;       // cut sets and importances per process
    std::uint64_t seed = 1;
    int jobs = 1;
    double max_error = 0.05;         // of the losses per year, where years are simulated
    std::uint64_t max_years = 4096;
    std::uint64_t max_work = 100'000'000;  // of the years, for each 1,000 places
    bool simulate = false;      // simulate also what is exact (--engine simulate)
    bool exact_only = false;    // refuse what is not, before any work (--engine exact)
    std::optional<Moment> start;  // first moment of the years simulated; default 2027-01-01
    std::size_t most_parts = knockon::most_parts;  // see affordable.h
    bool explained = true;  // off: states and single points of failure alone
    std::function<void(double)> progress;  // share done, 0 to 1
};

}  // namespace knockon
