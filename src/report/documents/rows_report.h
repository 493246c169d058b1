// report/documents/rows_report.h: the rows of `report/1` and `portfolio/1`.
#pragma once

#include "assess/portfolio.h"
#include "report/documents/gaps.h"
#include "report/documents/rows_findings.h"
#include "report/documents/rows_outlook.h"
#include "report/documents/rows_picture.h"
#include "report/documents/rows_since.h"

namespace knockon {

/// A stretch of time.
inline constexpr Heading period_heading{"period", "A stretch of time.", compact};

template <>
struct Rows<Input> {
    static constexpr Heading heading{"input", "A file that was read.", compact};
    static void of(auto& row, auto& i) {
        row("path", i.path);
        row("sha256", i.sha256);
        row("as", or_null(i.as), "What it decided beside what is judged: settings or policy.",
            Came::later);
    }
};

template <>
struct Rows<Assessment> {
    static constexpr Heading heading{"report", "What a change puts at risk."};

    static Surroundings inside(const Assessment& a, const Surroundings& in) {
        const bool same = in.zone.name() == a.timezone;  // as that of the portfolio it stands in
        return {in.sources, same ? in.zone : Zone::find(a.timezone).value_or(Zone()), &a};
    }
    static void of(auto& row, auto& a) {
        head(row, a);
        row("departments", a.departments, "Every one of the landscape, the worst first.");
        row("processes", a.processes, "Every one of the landscape, the worst first.");
        row("total", as<Total>(a.total), "Everything together.");
        row("names", a.names, "What stands below by its id alone is called so.", Came::later);
        row("causes", a.causes, "What the loss comes from, the largest share first.");
        row("why", a.why, "How a process comes to be hit, the most frequent way first.");
        row("structure", a.structure, "What stays behind after the change.");
        outlook(row, a);
        row("findings", a.findings);
        row("break_even", a.break_even, "Inputs at whose other value a verdict would be another.",
            Came::noted);
        row("coverage", a.coverage,
            "Share of the expected loss that rests on stated, not assumed, values.");
        row("overrides", a.overrides, "What-if options, as given.");
        row("assumptions", a.assumptions, "Values that nobody stated.");
        row("values", a.values,
            "Stated values that the result rests on, by the path that --set takes; long ones, and "
            "all where there are too many, as digests.",
            Came::noted);
        row("last_turn_back", a.last_turn_back,
            "The last moment at which all that was done can be undone.");
        row("timeline", a.timeline, "What lies in the watched period, by time.");
        row("since", a.since, "What moved since an earlier report; null where none was given.",
            Came::later);
        row("notes", written([&] { return notes_with_gaps(a); }, a.notes),
            "Why a figure is null, and what was left out.");
    }
    static void head(auto& row, auto& a) {
        row.kind("report/1");
        row("version", a.version, "Of the program.");
        row("seed", a.seed, "Of the random draws.");
        row("currency", a.currency, "Of every amount of money.");
        row("timezone", a.timezone, "Of the landscape; times carry its offset.");
        row("organisation", a.organisation);
        row("inputs", a.inputs, "Every file that was read.");
        row("verdict", a.verdict, "The worst of all departments.");
        row.group("change", {"change", "The change."}, "", [&](auto& in_change) {
            in_change("id", a.change);
            in_change("title", a.title);
            in_change("sponsor", a.sponsor, "A department; empty if none is named.");
            in_change("sponsor_name", or_null(a.sponsor_name));
            in_change.group("window", period_heading, "", [&](auto& window) {
                window("start", a.start);
                window("end", a.end);
            });
            in_change("hypercare_end", a.hypercare_end, "The end of the watched period.");
            in_change.place(a.change_at, "Where it is written.");
        });
        row.group("method", {"method", "How the figures were worked out."},
                  "How the figures were worked out, and how well.", [&](auto& in_method) {
                      in_method("transition", a.transition, "Figures of the change itself.");
                      in_method("structure", as<StructureMethod>(a.structure),
                                "Figures of the years before and after.", Came::later);
                      in_method("limits_hit", a.limits_hit,
                                "Limits that were met; the figures are then estimates.");
                  });
    }
    static void outlook(auto& row, auto& a) {
        row("economics", a.economics, "Who benefits and who bears.");
        row("windows", a.windows, "Other starts that would be better, the best first.");
        row("starts", a.starts, "All starts that were tried, by time.", Came::noted);
        row("mitigations", a.mitigations, "What would help, what saves most first.", Came::noted);
        row("helps_little", a.helps_little, "Tried, and saves no more than its error.",
            Came::noted);
        row("picture", a.picture, "The part of the landscape that is affected.", Came::noted);
        row("sign_off", a.sign_off, "Whose agreement it needs.", Came::noted);
        row("inform", a.inform, "Who will notice what.", Came::noted);
    }
};

template <>
struct Rows<LeftOut> {
    static constexpr Heading heading{"left_out", "A file that could not be assessed.", compact};
    static void of(auto& row, auto& l) {
        row("path", l.path);
        row("because", l.because);
    }
};

template <>
struct Rows<Meeting> {
    static constexpr Heading heading{"meeting", "Two changes that meet.", compact};
    static void of(auto& row, auto& m) {
        row("kind", m.kind);
        row("changes", written([&] { return std::vector<Id>{m.first, m.second}; }), "Two ids.");
        row("what", m.what, "What they meet at.");
        row("from", m.from);
        row("to", m.to);
        row("loss", m.loss, "What they risk together beyond each alone.");
        row("excused", m.excused, "Was there before: not at the gate.", Came::later);
    }
};

template <>
struct Rows<Together> {
    static constexpr Heading heading{
        "together", "Changes whose watched periods overlap, played at once on the same draws."};
    static void of(auto& row, auto& t) {
        row("changes", t.changes);
        row("from", t.from);
        row("to", t.to);
        row("method", t.method);
        row("limits_hit", t.limits_hit);
        row("any_disruption", t.any_disruption);
        row("loss", t.loss);
        row("apart", t.apart, "The sum of each by itself.");
        row("interaction", t.interaction, "Together less apart.");
        row.list("departments", {"together_row", "A department."}, t.departments, "",
                 [&](auto& r, auto& d) {
                     r("id", d.department);
                     r("name", d.name);
                     r("disruption", d.disruption);
                     r("loss", d.loss);
                     r("apart", or_null(d.apart, t.apart.has_value()));
                 });
        row("notes", t.notes);
    }
};

template <>
struct Rows<Portfolio> {
    static constexpr Heading heading{"portfolio", "Several changes."};
    static void of(auto& row, auto& p) {
        row.kind("portfolio/1");
        row("version", p.version, "Of the program.");
        row("seed", p.seed);
        row("currency", p.currency);
        row("timezone", p.timezone);
        row("reports", p.reports, "Each by itself, the worst first.");
        row("left_out", p.left_out, "What could not be assessed.");
        row("collisions", p.collisions, "Where two of them meet.");
        row("together", p.together, "Those that overlap, played at once.");
        row.group("total", {"portfolio_total", "All of them."}, "",
                  [&](auto& of_all) { of_all("loss", p.loss, "Expected extra loss."); });
        row("notes", p.notes);
    }
};

}  // namespace knockon
