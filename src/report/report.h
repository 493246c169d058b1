// report/report.h: answers as bytes, one file per format.
//
// Draws what `assess/` found and computes nothing. What came from files reaches an output only
// through that format's own escaping: in text by `Shown` (shown.h), in JSON by the writer (json.h);
// neither takes a raw string. The names in the JSON documents are a promise (knockon-report(5)).
//
//   format.h       figures: percent, money, lengths of time, moments
//   shown.h        terminal text and its layout
//   json.h         the JSON writer
//   html.h         the HTML writer; html_parts.h and html_portfolio.h the sections of its pages
//   formats.h      every format of an assessment, by name
//   ics.h          events as iCalendar
//   markdown.h     Markdown and its pages
//   xml.h          the XML writer
//   gate.h         what a pipeline stops at
//   objections.h   what stands against a change, for the formats of pipelines
//   documents.h    every JSON document, field by field
//   calendar.h     what a calendar means
//   text_parts.h   the blocks of the text report
#pragma once

#include <optional>
#include <span>
#include <string>

#include "assess/answer/assessment.h"
#include "assess/compare.h"
#include "assess/structure/impact.h"
#include "assess/portfolio.h"
#include "assess/structure/structure.h"
#include "assess/windows/windows.h"
#include "base/diagnostic.h"
#include "model/landscape.h"
#include "report/documents/json_documents.h"

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

/// The screen for a person: verdict, who is hit and how badly, why, what stays behind, findings.
std::string report_text(const Assessment& a, const Sources& sources, const TextOptions& options);

/// The verdict in one sentence, without colour and in one line; for the log of a pipeline.
std::string verdict_line(const Assessment& a);

/// One page that opens without a network, reads well printed, on a phone, in the dark, without
/// scripts and aloud; a content security policy inside lets nothing in or out.
std::string report_html(const Assessment& a, const Sources& sources);

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

/// The time line (change, planned changes, freezes, deadlines) as iCalendar, for people's own
/// calendars.
std::string report_ics(const Assessment& a);

/// Many changes: a table, worst first, what they risk together, collisions, a time line, then each.
std::string portfolio_text(const Portfolio& p, const Sources& sources, const TextOptions& options);

/// Many changes on one page: verdicts, a table of all, who objects to what, what they risk
/// together, where they meet, a time line; then the worst of them, folded. What it has no room for
/// it counts.
std::string portfolio_html(const Portfolio& p, const Sources& sources);

/// A comment on a pull request that touches several changes: a table of all, worst first, then each
/// of them folded; at most 65,000 bytes, the mark is `<!-- knockon: portfolio -->`.
std::string portfolio_markdown(const Portfolio& p, const Sources& sources,
                               const TextOptions& options);

/// The same for the summary of a job: at most 1,000,000 bytes.
std::string portfolio_github_summary(const Portfolio& p, const Sources& sources,
                                     const TextOptions& options);

/// The time lines of all changes; what they have in common is there once.
std::string portfolio_ics(const Portfolio& p);

/// "12 changes: 3 not yet, 1 undetermined, 8 within".
std::string verdict_line(const Portfolio& p);

/// What falls over, how long each process holds out, how many more may fail.
std::string impact_text(const Impact& impact, const TextOptions& options);

/// A map of every start by day and hour, then the best ones that nobody forbids, what they save and
/// what waiting for them costs.
std::string windows_text(const WindowsReport& report, const TextOptions& options);

/// The same as a page: the best starts, the map of all, and how each department stands to them.
std::string windows_html(const WindowsReport& report);

/// Alternatives side by side: who bears what, what they differ by, what else they come to, which is
/// better for whom, and which nobody would choose.
std::string compare_text(const Comparison& comparison, const TextOptions& options);

/// How good each process is and what it stands on: departments and processes, the largest loss per
/// year first, then for the first of them what brings them down and what would help. Everything
/// that is not exact is marked.
///
/// @param most  components and combinations named per process
std::string structure_text(const Structure& structure, const TextOptions& options,
                           std::size_t most = 3);

/// "4 departments, 12 suppliers, 40 components, 15 processes, 61 needs: 2 warnings", and, where
/// there are any, "3 findings in the landscape as it is (A04 1, M02 2): --all lists them".
std::string check_text(const Landscape& l, const Diagnostics& diagnostics,
                       const std::vector<Finding>& findings);

}  // namespace knockon
