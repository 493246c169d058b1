// assess/found.h: what is found in a landscape as it is.
#pragma once

#include "asked.h"
#include "assess/study/calendars.h"
#include "assess/findings/landscape_findings.h"

namespace knockon::test {

inline std::vector<Finding> found(const std::string& landscape, std::string_view code,
                                  std::string_view today = "2026-12-15") {
    const Asked a(landscape, on_db);
    Diagnostics problems;
    const Calendars calendars = compile_calendars(a.landscape, problems);
    std::vector<Finding> all =
        landscape_findings(a.landscape, calendars, a.policy, *parse_date(today));
    std::erase_if(all, [&](const Finding& f) { return f.code != code; });
    return all;
}

inline Finding one_found(const std::string& landscape, std::string_view code) {
    const std::vector<Finding> all = found(landscape, code);
    REQUIRE_MESSAGE(all.size() == 1, code);
    return all.front();
}

/// A change with these steps, an hour from Tuesday 12 January 2027, 20:00 UTC.
inline std::string change_of(std::string_view steps) {
    return "\nid: CHG-1\nrequested: 2026-12-01\n"
           "window: {start: 2027-01-12T20:00, length: 1h}\nhypercare: 24h\nsteps:\n" +
           std::string(steps);
}

}  // namespace knockon::test
