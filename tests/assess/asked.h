// assess/asked.h: a question in the words of users, small enough to be worked out by hand.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "assess/schedule/planned.h"
#include "model/check.h"
#include "read/read.h"
#include "temporary_file.h"

namespace knockon::test {

/// `body` as a file of that kind; it is gone afterwards.
struct Written {
    Written(std::string_view kind, std::string_view body)
        : file("knockon: " + std::string(kind) + "/1\n" + std::string(body)) {}

    TemporaryFile file;
    const std::string& path = file.path;
};

/// db, which erp needs, which invoicing needs; a portal that needs nothing; a supplier; nights.
inline const std::string works = R"(
timezone: Europe/Amsterdam
currency: EUR
departments: {finance: {}, it: {}}
suppliers: {nordhost: {}, bigdata: {}}
calendars:
  nights: {hours: 20:00-06:00}
  office: {days: mon-fri, hours: 06:00-18:00}
  frozen: {periods: [2027-01-12T21:00..2027-01-13T06:00]}
components:
  db: {kind: database, owner: it, supplier: nordhost, availability: 100%}
  erp: {kind: application, owner: it, availability: 100%, needs: [db]}
  portal: {kind: portal, availability: 100%}
processes:
  invoicing: {department: finance, needs: [erp], active: office}
)";

/// An hour on db from Tuesday 12 January 2027, 20:00.
inline const std::string on_db = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps: [{update: db, fails: 0%}]
)";

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE_MESSAGE(at != text.npos, from);
    return text.replace(at, from.size(), to);
}

/// One assessment, with everything that was said on the way.
struct Asked {
    Sources sources;
    Diagnostics problems;
    Landscape landscape;
    Change change;
    std::vector<Change> planned;
    Policy policy;
    AssessOptions options;
    std::optional<Assessment> answer;

    Asked(const std::string& landscape_text, const std::string& change_text,
          const std::vector<std::string>& planned_texts = {}, std::string_view today = "2026-12-15",
          const std::string& policy_text = {}) {
        const Written l("landscape", landscape_text), c("change", change_text);
        landscape = read_landscape({&l.path, 1}, {}, sources, problems);
        change = read_change(c.path, {}, sources, problems);
        for (const std::string& text : planned_texts) {
            const Written p("change", text);
            planned.push_back(read_change(p.path, {}, sources, problems));
        }
        if (!policy_text.empty()) {
            const Written p("policy", policy_text);
            policy = read_policy(p.path, {}, sources, problems);
        }
        check(landscape, problems);
        check(policy, landscape, problems);
        REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
        if (!today.empty()) options.today = *parse_date(today);
        options.planned = planned;
    }

    Asked& run() {
        const Landscape by_then = landscape_by_then(landscape, change, planned, {}, problems);
        if (!problems.has_errors()) check(change, by_then, problems);
        REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
        answer = assess(by_then, change, policy, {}, options, sources, problems);
        REQUIRE_MESSAGE(answer, render(problems, sources));
        return *this;
    }

    std::vector<Finding> findings(std::string_view code) {
        if (!answer) run();
        std::vector<Finding> all;
        for (const Finding& f : answer->findings)
            if (f.code == code) all.push_back(f);
        return all;
    }
    std::size_t count(std::string_view code) { return findings(code).size(); }
    /// The only one of that code.
    Finding one(std::string_view code) {
        const std::vector<Finding> all = findings(code);
        REQUIRE_MESSAGE(all.size() == 1, code);
        return all.front();
    }
    /// Text of the line that a place points to.
    std::string line(Position at) const { return std::string(sources.line(at)); }
};

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

inline std::size_t count(const Diagnostics& ds, std::string_view code) {
    return static_cast<std::size_t>(std::count_if(
        ds.all.begin(), ds.all.end(), [&](const Diagnostic& d) { return d.code == code; }));
}

}  // namespace knockon::test
