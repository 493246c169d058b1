// report/page/page.h: answers as pages that open without a network.
//
//   page.css, page.js   what every page looks like and can do
//   look.h              head, foot, tables, badges
//   parts.h             the sections of the page of one change
//   portfolio.h         the sections of the page of many
#pragma once

#include <string>

#include "assess/portfolio.h"
#include "assess/windows/windows.h"
#include "base/source.h"

namespace knockon {

struct Calibration;

/// One page that opens without a network, reads well printed, on a phone, in the dark, without
/// scripts and aloud; a content security policy inside lets nothing in or out.
std::string report_html(const Assessment& a, const Sources& sources);

/// Many changes on one page: verdicts, a table of all, who objects to what, what they risk
/// together, where they meet, a time line; then the worst of them, folded. What it has no room for
/// it counts.
std::string portfolio_html(const Portfolio& p, const Sources& sources);

/// The same as a page: the best starts, the map of all, and how each department stands to them.
std::string windows_html(const WindowsReport& report);

/// How good forecasts were: every one of them, the curve, groups, time, each picture with its table.
std::string calibration_html(const Calibration& c);

}  // namespace knockon
