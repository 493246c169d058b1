// report/pipelines/pipelines.h: answers for the tools around a repository, one file per format.
#pragma once

#include <span>
#include <string>

#include "assess/portfolio.h"
#include "calibrate/calibration.h"
#include "report/words/words.h"

namespace knockon {

struct CalendarSheet;

/// The answer as Markdown for a comment on a pull request: at most 65,000 bytes, with a hidden mark
/// `<!-- knockon: ID -->` by which a script finds it again.
std::string report_markdown(const Assessment& a, const Sources& sources,
                            const TextOptions& options);

/// The same for the summary of a job: at most 1,000,000 bytes.
std::string report_github_summary(const Assessment& a, const Sources& sources,
                                  const TextOptions& options);

/// SARIF 2.1.0, as GitHub code scanning reads it: a result for every finding and for every appetite
/// that is exceeded or open.
std::string report_sarif(std::span<const Assessment> all, const Sources& sources,
                         const TextOptions& options);

/// JUnit XML: a suite for every change, a test for every department and every code of its findings.
std::string report_junit(std::span<const Assessment> all, const Sources& sources,
                         const TextOptions& options);

/// Workflow commands of GitHub Actions, for standard output.
std::string report_github(std::span<const Assessment> all, const Sources& sources,
                          const TextOptions& options);

/// GitLab Code Quality.
std::string report_gitlab(std::span<const Assessment> all, const Sources& sources,
                          const TextOptions& options);

/// Prometheus text format: the figures of every change and department.
std::string report_prometheus(std::span<const Assessment> all);

/// RFC 4180, a row for every change and department; no cell is a formula.
std::string report_csv(std::span<const Assessment> all);
/// The same for a spreadsheet that opens it by a double click: with a byte-order mark, or it takes
/// the bytes for another encoding; `semicolons` and decimal commas where its language writes
/// numbers so.
std::string csv_for_spreadsheet(std::string_view csv, bool semicolons);

/// The time lines (change, planned changes, freezes, deadlines) as iCalendar, for people's own
/// calendars. What several changes have in common (a freeze, a deadline) is one event; what one of
/// them plans for another that is here itself is not said twice.
std::string report_ics(std::span<const Assessment> all);
/// The intervals of a calendar as events.
std::string calendar_ics(const CalendarSheet& sheet);

/// A comment on a pull request that touches several changes: a table of all, worst first, then each
/// of them folded; at most 65,000 bytes, the mark is `<!-- knockon: portfolio -->`.
std::string portfolio_markdown(const Portfolio& p, const Sources& sources,
                               const TextOptions& options);

/// The same for the summary of a job: at most 1,000,000 bytes.
std::string portfolio_github_summary(const Portfolio& p, const Sources& sources,
                                     const TextOptions& options);

/// How good forecasts were: the answer, then its tables.
std::string calibration_markdown(const Calibration& c, const TextOptions& options);

}  // namespace knockon
