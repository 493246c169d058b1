#include "model/history.h"

#include <algorithm>

namespace knockon {

Fate fate_of(const Outcome& o) {
    if (o.result && *o.result == ChangeResult::cancelled) return Fate::cancelled;
    if (o.failed && o.source && *o.source == OutcomeSource::inferred) return Fate::inferred;
    if (o.failed) return *o.failed ? Fate::failed : Fate::held;
    if (o.result && *o.result == ChangeResult::with_issues) return Fate::issues;
    return Fate::open;
}

std::chrono::sys_days known_on(const Outcome& o) {
    const std::chrono::sys_days window = o.date;
    return o.observed_until ? std::max(window, std::chrono::sys_days(*o.observed_until)) : window;
}

}  // namespace knockon
