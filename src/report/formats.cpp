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
    ReportFormat{"markdown", report_markdown},
    ReportFormat{"csv",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return report_csv({&a, 1});
                 }},
    ReportFormat{"jsonl",
                 [](const Assessment& a, const Sources& s, const TextOptions&) {
                     return report_jsonl({&a, 1}, s);
                 }},
    ReportFormat{"sarif",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_sarif({&a, 1}, s, o);
                 }},
    ReportFormat{"junit",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_junit({&a, 1}, s, o);
                 }},
    ReportFormat{"github",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_github({&a, 1}, s, o);
                 }},
    ReportFormat{"github-summary", report_github_summary},
    ReportFormat{"gitlab",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_gitlab({&a, 1}, s, o);
                 }},
    ReportFormat{"prometheus",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return report_prometheus({&a, 1});
                 }},
    ReportFormat{"ics", [](const Assessment& a, const Sources&,
                           const TextOptions&) { return report_ics(a); }},
};

constexpr std::array many = {
    PortfolioFormat{"text", portfolio_text},
    PortfolioFormat{"json", [](const Portfolio& p, const Sources& s,
                               const TextOptions&) { return portfolio_json(p, s); }},
    PortfolioFormat{"markdown", portfolio_markdown},
    PortfolioFormat{"github-summary", portfolio_github_summary},
    PortfolioFormat{"ics", [](const Portfolio& p, const Sources&,
                              const TextOptions&) { return portfolio_ics(p); }},
    PortfolioFormat{"csv", [](const Portfolio& p, const Sources&,
                              const TextOptions&) { return report_csv(p.reports); }},
    PortfolioFormat{"jsonl", [](const Portfolio& p, const Sources& s,
                                const TextOptions&) { return report_jsonl(p.reports, s); }},
    PortfolioFormat{"sarif", [](const Portfolio& p, const Sources& s,
                                const TextOptions& o) { return report_sarif(p.reports, s, o); }},
    PortfolioFormat{"junit", [](const Portfolio& p, const Sources& s,
                                const TextOptions& o) { return report_junit(p.reports, s, o); }},
    PortfolioFormat{"github", [](const Portfolio& p, const Sources& s,
                                 const TextOptions& o) { return report_github(p.reports, s, o); }},
    PortfolioFormat{"gitlab", [](const Portfolio& p, const Sources& s,
                                 const TextOptions& o) { return report_gitlab(p.reports, s, o); }},
    PortfolioFormat{"prometheus", [](const Portfolio& p, const Sources&,
                                     const TextOptions&) { return report_prometheus(p.reports); }},
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
