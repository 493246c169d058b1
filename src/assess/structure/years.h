// assess/structure/years.h: years simulated, where tolerances, restarts and calendars leave nothing exact.
#pragma once

#include <vector>

#include "assess/structure/structure_options.h"
#include "calendar/calendar.h"
#include "model/landscape.h"
#include "risk/tally.h"

namespace knockon {

/// Per process and world, means over the years with their standard errors.
struct YearFigures {
    Mean unavailability;       // share of the time it is interrupted, on the clock
    Mean episodes;             // that begin in a year
    Mean disruptions;          // episodes beyond the MTPD, and missed deadlines
    Mean loss;
};

struct Years {
    std::vector<YearFigures> before, after;  // per process asked for
    std::vector<YearFigures> more;  // after less before in each year, so that common luck cancels
    Mean more_loss;                 // of all of them together
    std::uint64_t years = 0;
    double relative_error = 0;  // of the larger total loss
    bool hit_max_years = false;
    std::uint64_t least_work = 0;  // for each 1,000 places, that lets a few years be simulated
    bool hit_max_work = false;  // no years at all: so many outages are in one that the fewest take more
};

/// Both landscapes meet the same luck. Known outages and maintenance take part in the losses they
/// cause, but not planned steps. No more years once so much was done (Propagation::work) as the options allow,
/// and none where the fewest, each replicate's one, would take more.
Years simulate_years(const Landscape& before, const Landscape& after,
                     const std::vector<Id>& processes, const Calendars& calendars, Instant start,
                     const StructureOptions& options);

}  // namespace knockon
