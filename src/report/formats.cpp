#include "report/formats.h"

#include <array>

namespace knockon {
namespace {

constexpr std::array formats = {
    ReportFormat{"text", report_text},
    ReportFormat{"json", [](const Assessment& a, const Sources& s,
                            const TextOptions&) { return report_json(a, s); }},
    ReportFormat{"html", [](const Assessment& a, const Sources& s,
                            const TextOptions&) { return report_html(a, s); }},
    ReportFormat{"ics", [](const Assessment& a, const Sources&,
                           const TextOptions&) { return report_ics(a); }},
};

}  // namespace

std::span<const ReportFormat> report_formats() { return formats; }

std::vector<std::string_view> report_format_names() {
    std::vector<std::string_view> names;
    for (const ReportFormat& f : formats) names.push_back(f.name);
    return names;
}

}  // namespace knockon
