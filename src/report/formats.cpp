#include "report/formats.h"

#include <array>

namespace knockon {
namespace {

constexpr std::array formats = {
    ReportFormat{"text", report_text, portfolio_text},
    ReportFormat{
        "json",
        [](const Assessment& a, const Sources& s, const TextOptions&) { return report_json(a, s); },
        [](const Portfolio& p, const Sources& s, const TextOptions&) {
            return portfolio_json(p, s);
        }},
    ReportFormat{
        "html",
        [](const Assessment& a, const Sources& s, const TextOptions&) { return report_html(a, s); },
        [](const Portfolio& p, const Sources& s, const TextOptions&) {
            return portfolio_html(p, s);
        }},
    ReportFormat{"markdown", report_markdown, portfolio_markdown},
    ReportFormat{"csv",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return report_csv({&a, 1});
                 },
                 [](const Portfolio& p, const Sources&, const TextOptions&) {
                     return report_csv(p.reports);
                 }},
    ReportFormat{"csv-excel",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return csv_for_spreadsheet(report_csv({&a, 1}), false);
                 },
                 [](const Portfolio& p, const Sources&, const TextOptions&) {
                     return csv_for_spreadsheet(report_csv(p.reports), false);
                 }},
    ReportFormat{"csv-semicolon",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return csv_for_spreadsheet(report_csv({&a, 1}), true);
                 },
                 [](const Portfolio& p, const Sources&, const TextOptions&) {
                     return csv_for_spreadsheet(report_csv(p.reports), true);
                 }},
    ReportFormat{"jsonl",
                 [](const Assessment& a, const Sources& s, const TextOptions&) {
                     return report_jsonl({&a, 1}, s);
                 },
                 [](const Portfolio& p, const Sources& s, const TextOptions&) {
                     return report_jsonl(p.reports, s);
                 }},
    ReportFormat{"sarif",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_sarif({&a, 1}, s, o);
                 },
                 [](const Portfolio& p, const Sources& s, const TextOptions& o) {
                     return report_sarif(p.reports, s, o);
                 }},
    ReportFormat{"junit",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_junit({&a, 1}, s, o);
                 },
                 [](const Portfolio& p, const Sources& s, const TextOptions& o) {
                     return report_junit(p.reports, s, o);
                 }},
    ReportFormat{"github",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_github({&a, 1}, s, o);
                 },
                 [](const Portfolio& p, const Sources& s, const TextOptions& o) {
                     return report_github(p.reports, s, o);
                 }},
    ReportFormat{"github-summary", report_github_summary, portfolio_github_summary},
    ReportFormat{"gitlab",
                 [](const Assessment& a, const Sources& s, const TextOptions& o) {
                     return report_gitlab({&a, 1}, s, o);
                 },
                 [](const Portfolio& p, const Sources& s, const TextOptions& o) {
                     return report_gitlab(p.reports, s, o);
                 }},
    ReportFormat{"prometheus",
                 [](const Assessment& a, const Sources&, const TextOptions&) {
                     return report_prometheus({&a, 1});
                 },
                 [](const Portfolio& p, const Sources&, const TextOptions&) {
                     return report_prometheus(p.reports);
                 }},
    ReportFormat{
        "ics",
        [](const Assessment& a, const Sources&, const TextOptions&) { return report_ics(a); },
        [](const Portfolio& p, const Sources&, const TextOptions&) { return portfolio_ics(p); }},
};

}  // namespace

std::span<const ReportFormat> report_formats() { return formats; }

std::vector<std::string_view> report_format_names() {
    std::vector<std::string_view> names;
    for (const ReportFormat& f : formats) names.push_back(f.name);
    return names;
}

}  // namespace knockon
