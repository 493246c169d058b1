// When instead, findings.
#include <algorithm>

#include "report/text_parts.h"

namespace knockon {
namespace {

constexpr std::size_t windows_shown = 3, findings_shown = 10;

Shown heading(Words w) { return Shown(w).styled(Style::strong); }

/// Those whose verdict differs between starts, or is not `within`: the others need no column.
std::vector<Id> contested(const View& v) {
    std::vector<Id> ids;
    for (const DepartmentFigures& d : v.a.departments) {
        const bool any = std::any_of(v.a.windows.begin(), v.a.windows.end(), [&](const auto& w) {
            const auto row = w.departments.find(d.id);
            return row != w.departments.end() && row->second.verdict != Verdict::within;
        });
        if (any || d.verdict != Verdict::within) ids.push_back(d.id);
    }
    if (ids.size() > 4) ids.resize(4);
    return ids;
}

Shown as_codes(const std::vector<std::string>& blocked) {
    std::vector<Shown> codes;
    for (const std::string& c : blocked) codes.push_back(Shown::from(c));
    return Shown("blocked: ") + Shown::joined(codes, ", ");
}

void window_rows(const View& v, const std::vector<Id>& columns, Table& t) {
    std::size_t n = 0;
    for (const WindowOption& w : v.a.windows) {
        if (n++ == windows_shown && !v.full()) break;
        std::vector<Shown> cells = {moment(w.start, v.zone, false), v.money_of(w.loss.value)};
        for (const Id& id : columns) {
            const auto row = w.departments.find(id);
            cells.push_back(row == w.departments.end() ? Shown("\u2013")
                                                       : verdict_word(row->second.verdict));
        }
        cells.push_back(w.blocked.empty() ? Shown(signed_percent(-w.saves)) : as_codes(w.blocked));
        t.row(std::move(cells));
    }
    std::vector<Shown> requested = {Shown("as requested"), v.money_of(v.a.total.loss.mean.value)};
    for (const Id& id : columns) requested.push_back(verdict_word(v.departments.at(id)->verdict));
    requested.emplace_back();
    t.row(std::move(requested));
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
    if (!f.brought_about) head += " (was so before)";
    page.sides(head, v.place(f.at).styled(Style::faint), 2, 16);
    if (f.accepted)
        page.wrap(Shown("accepted by ") + v.name_of(f.accepted->by.value) + ": " +
                      Shown::from(f.accepted->because.value),
                  16, 16);
    if (!v.full()) return;
    if (!f.help.empty()) page.wrap(Shown("help: ") + Shown::from(f.help), 16, 16);
    for (const Related& r : f.related)
        page.wrap(v.place(r.at) + ": " + Shown::from(r.message), 16, 18);
}

/// "3 findings, 2 accepted": what was let through is counted.
Shown tally(const std::vector<const Finding*>& findings) {
    const auto accepted = static_cast<std::uint64_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding* f) { return !!f->accepted; }));
    Shown s = Shown(count(findings.size())) +
              (findings.size() == 1 ? Shown(" finding") : Shown(" findings"));
    if (findings.empty()) return Shown("none that the change brings about");
    if (accepted > 0) s += Shown(", ") + count(accepted) + " accepted";
    return s;
}

/// What was there before the change is counted, and drawn on request.
void draw_standing(const View& v, Page& page) {
    const auto n =
        static_cast<std::size_t>(std::count_if(v.a.findings.begin(), v.a.findings.end(),
                                               [](const Finding& f) { return !f.brought_about; }));
    if (n == 0) return;
    if (!v.full()) {
        page.wrap(count(n) + (n == 1 ? Shown(" finding was") : Shown(" findings were")) +
                      " there before the change: -v lists them",
                  2, 4);
        return;
    }
    for (const Finding& f : v.a.findings)
        if (!f.brought_about) draw_finding(v, f, page);
}

}  // namespace

void draw_windows(const View& v, Page& page) {
    if (v.a.windows.empty()) return;
    const std::vector<Id> columns = contested(v);
    std::vector<Table::Column> heads = {{heading("When instead")}, {"total"}};
    for (const Id& id : columns) heads.push_back({v.name_of(id), Table::Fit::fold, 12});
    heads.push_back({""});
    Table t(std::move(heads));
    window_rows(v, columns, t);
    page.blank();
    t.print(page);
}

void draw_findings(const View& v, Page& page) {
    if (v.a.findings.empty()) return;
    std::vector<const Finding*> ours;
    for (const Finding& f : v.a.findings)
        if (f.brought_about) ours.push_back(&f);
    page.blank();
    page.wrap(heading("Findings") + Shown("\u00A0 ") + tally(ours).styled(Style::faint));
    std::size_t shown = 0, notes = 0;
    for (const Finding* f : ours) {
        if (f->severity == Severity::note && !v.full()) {
            ++notes;
        } else if (shown < findings_shown || v.full()) {
            draw_finding(v, *f, page);
            ++shown;
        }
    }
    if (const std::size_t rest = ours.size() - shown - notes; rest > 0)
        page.wrap(Shown("and ") + count(rest) + " more: -v lists them", 2, 4);
    if (notes > 0)
        page.wrap(Shown(count(notes)) + (notes == 1 ? Shown(" note") : Shown(" notes")) +
                      ": -v lists them",
                  2, 4);
    draw_standing(v, page);
}

}  // namespace knockon
