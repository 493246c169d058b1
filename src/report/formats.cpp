#include "report/formats.h"

#include <array>

namespace knockon {
namespace {

/// By a function that needs no more than it takes.
template <auto draw>
std::string drawn(std::span<const Assessment> all, const Sources& s, const TextOptions& o) {
    if constexpr (requires { draw(all, s, o); })
        return draw(all, s, o);
    else if constexpr (requires { draw(all, s); })
        return draw(all, s);
    else
        return draw(all);
}

/// A format in which one change is drawn as several are.
template <auto draw>
constexpr ReportFormat for_any_number(std::string_view name) {
    return {name,
            [](const Assessment& a, const Sources& s, const TextOptions& o) {
                return drawn<draw>({&a, 1}, s, o);
            },
            [](const Portfolio& p, const Sources& s, const TextOptions& o) {
                return drawn<draw>(p.reports, s, o);
            }};
}

/// One in which they are not, and nothing is to be chosen.
template <auto one, auto many>
constexpr ReportFormat for_one_or_many(std::string_view name) {
    return {name,
            [](const Assessment& a, const Sources& s, const TextOptions&) { return one(a, s); },
            [](const Portfolio& p, const Sources& s, const TextOptions&) { return many(p, s); }};
}

std::string csv_for_excel(std::span<const Assessment> all) {
    return csv_for_spreadsheet(report_csv(all), false);
}

std::string csv_with_semicolons(std::span<const Assessment> all) {
    return csv_for_spreadsheet(report_csv(all), true);
}

constexpr std::array formats = {
    ReportFormat{"text", report_text, portfolio_text},
    for_one_or_many<report_json, portfolio_json>("json"),
    for_one_or_many<report_html, portfolio_html>("html"),
    ReportFormat{"markdown", report_markdown, portfolio_markdown},
    for_any_number<report_csv>("csv"),
    for_any_number<csv_for_excel>("csv-excel"),
    for_any_number<csv_with_semicolons>("csv-semicolon"),
    for_any_number<report_jsonl>("jsonl"),
    for_any_number<report_sarif>("sarif"),
    for_any_number<report_junit>("junit"),
    for_any_number<report_github>("github"),
    ReportFormat{"github-summary", report_github_summary, portfolio_github_summary},
    for_any_number<report_gitlab>("gitlab"),
    for_any_number<report_prometheus>("prometheus"),
    for_any_number<report_ics>("ics"),
};

}  // namespace

std::span<const ReportFormat> report_formats() { return formats; }

std::vector<std::string_view> report_format_names() {
    std::vector<std::string_view> names;
    for (const ReportFormat& f : formats) names.push_back(f.name);
    return names;
}

}  // namespace knockon
