// report/formats.h: every format that an `Assessment` is drawn in, and many of them, by the name
// that users give it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace knockon {

struct ReportFormat {
    std::string_view name;
    std::string (*draw)(const Assessment& a, const Sources& sources, const TextOptions& options);
    std::string (*draw_many)(const Portfolio& p, const Sources& sources,
                             const TextOptions& options);
};

/// In the order of the help; the first is the default.
std::span<const ReportFormat> report_formats();
std::vector<std::string_view> report_format_names();

}  // namespace knockon
