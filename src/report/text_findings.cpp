// Findings: first what the change brings about, apart from it what was there before.
#include <algorithm>
#include <map>

#include "report/text_parts.h"

namespace knockon {
namespace {

using Findings = std::vector<const Finding*>;

/// On a first screen: of all codes together, and of one code.
constexpr std::size_t findings_shown = 10, of_one_code = 3;

Shown plural(std::size_t n, Words one, Words many) {
    return Shown(count(n)) + (n == 1 ? Shown(one) : Shown(many));
}

void draw_finding(const View& v, const Finding& f, Page& page) {
    const Style style = f.severity == Severity::error     ? Style::bad
                        : f.severity == Severity::warning ? Style::doubt
                                                          : Style::plain;
    const std::string_view severity = name(f.severity);
    Shown head = Shown::from(severity).styled(style);
    // Up to the message nothing may fold, so the gaps are no-break spaces.
    for (std::size_t i = severity.size(); i < 9; ++i) head += "\u00A0";
    head += Shown::from(f.code) + "\u00A0\u00A0" + Shown::from(f.message);
    page.sides(head, v.place(f.at).styled(Style::faint), 2, 16);
    if (f.accepted) page.wrap(accepted_phrase(v, *f.accepted), 16, 16);
    if (!v.full()) return;
    page.wrap(Shown("quality: ") + Shown::from(f.quality), 16, 16);
    if (!f.help.empty()) page.wrap(Shown("help: ") + Shown::from(f.help), 16, 16);
    for (const Related& r : f.related)
        page.wrap(v.place(r.at) + ": " + Shown::from(r.message), 16, 18);
}

/// Those that count first, in the order of severity that the assessment has; then the accepted.
Findings chosen(const View& v, bool brought_about) {
    Findings all;
    for (const Finding& f : v.a.findings)
        if (f.brought_about == brought_about) all.push_back(&f);
    std::stable_partition(all.begin(), all.end(), [](const Finding* f) { return !f->accepted; });
    return all;
}

/// "3 findings, 2 of them accepted": what was let through is counted.
Shown tally(const Findings& findings) {
    const auto accepted = static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding* f) { return !!f->accepted; }));
    Shown s = plural(findings.size(), " finding", " findings");
    if (accepted > 0) s += Shown(", ") + count(accepted) + " of them accepted";
    return s;
}

void draw_list(const View& v, const Findings& all, bool every_one, Page& page) {
    std::size_t shown = 0, notes = 0;
    std::map<std::string_view, std::size_t> of_code, left;
    for (const Finding* f : all) {
        if (f->severity == Severity::note && !every_one) {
            ++notes;
        } else if (every_one || (shown < findings_shown && of_code[f->code] < of_one_code)) {
            draw_finding(v, *f, page);
            ++shown;
            ++of_code[f->code];
        } else {
            ++left[f->code];
        }
    }
    std::vector<Shown> rest;
    for (const auto& [code, n] : left) rest.push_back(Shown(count(n)) + " " + Shown::from(code));
    if (!rest.empty())
        page.wrap(Shown("and ") + Shown::joined(rest, ", ") + " more: -v lists them", 2, 4);
    if (notes > 0) page.wrap(plural(notes, " note", " notes") + ": -v lists them", 2, 4);
}

void draw_block(const View& v, Words title, const Findings& all, bool every_one, Page& page) {
    page.blank();
    page.wrap(Shown(title).styled(Style::strong) + Shown("\u00A0 ") +
              tally(all).styled(Style::faint));
    draw_list(v, all, every_one, page);
}

}  // namespace

Shown accepted_phrase(const View& v, const Acceptance& a) {
    Shown s = Shown("accepted by ") + v.name_of(*a.by);
    if (a.until) s += Shown(" until ") + date(std::chrono::local_days{*a.until});
    return s + ": " + Shown::from(*a.because);
}

void draw_findings(const View& v, Page& page) {
    const Findings now = chosen(v, true), before = chosen(v, false);
    if (!now.empty()) draw_block(v, "Findings", now, v.full(), page);
    if (before.empty()) return;
    if (v.options.before) {
        draw_block(v, "There before this change", before, true, page);
        return;
    }
    if (now.empty()) page.blank();
    page.wrap((now.empty() ? Shown("Findings").styled(Style::strong) +
                                 "\u00A0 none that this change brings about; "
                           : Shown("and ")) +
                  plural(before.size(), " that was there before", " that were there before") +
                  ": --all " + (before.size() == 1 ? Shown("lists it") : Shown("lists them")),
              now.empty() ? 0 : 2, now.empty() ? 10 : 4);
}

}  // namespace knockon
