// report/documents/json_documents.h: every JSON document, written. Their names and fields are a promise
// (knockon-report(5)).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace knockon {

struct Assessment;
struct Calibration;
struct Comparison;
struct Finding;
struct Impact;
struct Landscape;
struct LandscapeDiff;
struct Portfolio;
struct Structure;
struct WindowsReport;

/// `report/1`.
std::string report_json(const Assessment& a, const Sources& sources);

/// JSON Lines: a `report/1` on each line.
std::string report_jsonl(std::span<const Assessment> all, const Sources& sources);

/// `portfolio/1`.
std::string portfolio_json(const Portfolio& p, const Sources& sources);

/// `impact/1`.
std::string impact_json(const Impact& impact);

/// `windows/1`.
std::string windows_json(const WindowsReport& report);

/// `calibration/1`.
std::string calibration_json(const Calibration& c);

/// `compare/1`.
std::string compare_json(const Comparison& comparison);

/// `structure/1`.
std::string structure_json(const Structure& structure);

/// `check/1`; the diagnostics and the findings in the order given.
std::string check_json(const Landscape& l, const Diagnostics& diagnostics,
                       const std::vector<Finding>& findings, const Sources& sources);

/// `diff/1`.
std::string diff_json(const LandscapeDiff& diff, const Sources& sources);

}  // namespace knockon
