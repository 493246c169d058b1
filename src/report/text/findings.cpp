// Findings: first what the change brings about, apart from it what was there before.
#include <algorithm>
#include <map>

#include "report/text/parts.h"

namespace knockon {
namespace {

using Findings = std::vector<const Finding*>;

/// On a first screen: of all codes together, of one code, and how many have room to be told in
/// full.
constexpr std::size_t findings_shown = 10, of_one_code = 2, told_in_full = 3;

/// "warning  C03  the way back …": up to the message nothing may fold, so the gaps are no-break
/// spaces.
Shown line_of(const Finding& f) {
    const Style style = f.severity == Severity::error     ? Style::bad
                        : f.severity == Severity::warning ? Style::doubt
                                                          : Style::plain;
    const std::string_view severity = name(f.severity);
    Shown line = Shown::from(severity).styled(style);
    for (std::size_t i = severity.size(); i < 9; ++i) line += "\u00A0";
    return line + Shown::from(f.code) + "\u00A0\u00A0" + Shown::from(f.message);
}

/// In about two lines, whole sentences only. Whether something is left out.
bool draw_in_short(const Finding& f, Page& page) {
    constexpr int indent = 16, ragged = 8;  // a line ends that much early, more or less
    const std::string_view part = first_parts(f.message, 2 * (page.width() - indent - ragged));
    const bool cut = part.size() < f.message.size();
    Finding shown = f;
    shown.message = part;
    page.wrap(line_of(shown) + (cut ? Shown("\u00A0\u2026") : Shown()), 2, indent);
    return cut;
}

void draw_in_full(const View& v, const Finding& f, Page& page) {
    page.sides(line_of(f), v.place(f.at).styled(Style::faint), 2, 16);
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

/// "3, 2 of them accepted: security 1, continuity 2"; what was let through is counted.
Shown tally(const Findings& findings) {
    const auto accepted = static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding* f) { return !!f->accepted; }));
    Shown s = count(findings.size());
    if (accepted > 0) s += Shown(", ") + count(accepted) + " of them accepted";
    std::vector<Shown> parts;
    for (const std::string_view quality :
         {"security", "continuity", "stability", "manageability", "availability"}) {
        const auto n = std::count_if(findings.begin(), findings.end(),
                                     [&](const Finding* f) { return f->quality == quality; });
        if (n > 0) parts.push_back(Shown::from(quality) + " " + count(n));
    }
    return parts.empty() ? s : s + ": " + Shown::joined(parts, ", ");
}

/// On the first screen two lines each where they are many; an error in full, since it stops the
/// change.
void draw_the_worst(const View& v, const Findings& all, Page& page) {
    const bool few = std::count_if(all.begin(), all.end(), [](const Finding* f) {
                         return f->severity != Severity::note;
                     }) <= static_cast<std::ptrdiff_t>(told_in_full);
    std::size_t shown = 0, notes = 0;
    bool any_cut = false;
    std::map<std::string_view, std::size_t> of_code, left;
    for (const Finding* f : all) {
        if (f->severity == Severity::note) {
            ++notes;
        } else if (shown == findings_shown || of_code[f->code] == of_one_code) {
            ++left[f->code];
        } else {
            ++shown;
            ++of_code[f->code];
            if (few || f->severity == Severity::error || f->accepted)
                draw_in_full(v, *f, page);
            else
                any_cut = draw_in_short(*f, page) || any_cut;
        }
    }
    std::vector<Shown> rest;
    for (const auto& [code, n] : left)
        rest.push_back(Shown(count(n)) + " " + Shown::from(code) + " more");
    if (notes > 0) rest.push_back(counted(notes, "note", "notes"));
    if (!rest.empty())
        page.wrap(
            Shown("and ") + Shown::joined(rest, ", ") +
                (any_cut ? Shown(": -v lists all of them, in full") : Shown(": -v lists them")),
            2, 4);
    else if (any_cut)
        page.wrap(Shown("-v gives them in full"), 2, 4);
}

void draw_block(const View& v, Words title, const Findings& all, bool in_full, Page& page) {
    page.blank();
    page.wrap(heading(title) + Shown("\u00A0 ") + tally(all).styled(Style::faint));
    if (!in_full) return draw_the_worst(v, all, page);
    for (const Finding* f : all) draw_in_full(v, *f, page);
}

}  // namespace

void draw_findings(const View& v, Page& page) {
    const Findings now = chosen(v, true), before = chosen(v, false);
    if (!now.empty()) draw_block(v, "Findings", now, v.full(), page);
    if (before.empty()) return;
    if (v.options.before) {
        draw_block(v, "There before this change", before, true, page);
        return;
    }
    if (now.empty()) page.blank();
    page.wrap((now.empty() ? heading("Findings") + "\u00A0 none that this change brings about; "
                           : Shown("and ")) +
                  counted(before.size(), "that was there before", "that were there before") +
                  ": --all " + (before.size() == 1 ? Shown("lists it") : Shown("lists them")),
              now.empty() ? 0 : 2, now.empty() ? 10 : 4);
}

}  // namespace knockon
