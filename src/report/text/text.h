// report/text/text.h: the screens for a person. parts.h has the blocks of the report.
#pragma once

#include <string>

#include "assess/compare.h"
#include "assess/portfolio.h"
#include "assess/structure/impact.h"
#include "assess/structure/landscape_diff.h"
#include "assess/structure/structure.h"
#include "assess/windows/windows.h"
#include "calibrate/calibration.h"
#include "report/words/calendar_sheet.h"
#include "report/words/words.h"

namespace knockon {

/// The screen for a person: verdict, who is hit and how badly, why, what stays behind, findings.
std::string report_text(const Assessment& a, const Sources& sources, const TextOptions& options);

/// What `report_text` of the finished answer begins with: the verdict and the table, of an answer that
/// is settled (question.h).
std::string report_text_begin(const Assessment& settled, const Sources& sources,
                              const TextOptions& options);

/// Many changes: a table, worst first, what they risk together, collisions, a time line, then each.
std::string portfolio_text(const Portfolio& p, const Sources& sources, const TextOptions& options);

/// What falls over, how long each process holds out, how many more may fail.
std::string impact_text(const Impact& impact, const TextOptions& options);

/// A map of every start by day and hour, then the best ones that nobody forbids, what they save and
/// what waiting for them costs.
std::string windows_text(const WindowsReport& report, const TextOptions& options);

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

/// What forecasts have come to first, and how little few outcomes say before that; then by whom, against
/// whom, the curve, departments, time, what is left out, and what could be changed.
std::string calibration_text(const Calibration& c, const TextOptions& options);

/// What changed, `+` new, `-` gone, `~` changed, `!` worse for someone; then what it does to
/// processes and findings, and one line with counts. What is unchanged is only counted.
std::string diff_text(const LandscapeDiff& diff, const Sources& sources,
                      const TextOptions& options);

/// "4 departments, 12 suppliers, 40 components, 15 processes, 61 needs: 2 warnings", and, where
/// there are any, "3 findings in the landscape as it is (A04 1, M02 2): --all lists them".
std::string check_text(const Landscape& l, const Diagnostics& diagnostics,
                       const std::vector<Finding>& findings);

/// The months of a calendar, and how much of the stretch is active.
std::string calendar_text(const CalendarSheet& sheet, const TextOptions& options);
/// All calendars, and when each is active now or next.
std::string calendars_text(const std::vector<CalendarRow>& rows, const TextOptions& options);

}  // namespace knockon
