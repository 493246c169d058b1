// report/documents/json_documents.h: every JSON document, written. Their names and fields are a promise
// (knockon-report(5)).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace knockon {

struct Assessment;
struct CalendarRow;
struct CalendarSheet;
struct Calibration;
struct Comparison;
struct Finding;
struct Impact;
struct Landscape;
struct LandscapeDiff;
struct Portfolio;
struct Said;
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

/// `calendar/1`; of all calendars, with `calendars[]` in place of `intervals[]`.
std::string calendar_json(const CalendarSheet& sheet);
std::string calendars_json(const std::vector<CalendarRow>& rows);

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

/// A model as its files say it; reads back as the same model as `yaml_document` (read/said.h).
std::string json_document(const Said& s);

}  // namespace knockon
