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
    ReportFormat{"jsonl", [](const Assessment& a, const Sources& s,
                             const TextOptions&) { return report_jsonl(a, s); }},
    ReportFormat{"ics", [](const Assessment& a, const Sources&,
                           const TextOptions&) { return report_ics(a); }},
};

constexpr std::array many = {
    PortfolioFormat{"text", portfolio_text},
    PortfolioFormat{"json", [](const Portfolio& p, const Sources& s,
                               const TextOptions&) { return portfolio_json(p, s); }},
    PortfolioFormat{"jsonl",
                    [](const Portfolio& p, const Sources& s, const TextOptions&) {
                        std::string lines;
                        for (const Assessment& a : p.reports) lines += report_jsonl(a, s);
                        return lines;
                    }},
};

}  // namespace

std::span<const PortfolioFormat> portfolio_formats() { return many; }

std::span<const ReportFormat> report_formats() { return formats; }

std::vector<std::string_view> report_format_names() {
    std::vector<std::string_view> names;
    for (const ReportFormat& f : formats) names.push_back(f.name);
    return names;
}

}  // namespace knockon
