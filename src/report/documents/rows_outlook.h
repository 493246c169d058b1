// report/documents/rows_outlook.h: the rows of who benefits, when instead, what would help, who must
// agree and what lies in the calendar.
#pragma once

#include "report/documents/rows_figures.h"

namespace knockon {

/// Money of all departments; each of them has these too.
struct EconomicsTotal {
    static constexpr Heading heading{"economics_total", "Money of all departments."};
    static void of(auto& row, auto& r) {
        row("benefit", r.benefit, "Once.");
        row("benefit_per_year", r.benefit_per_year, "From the end of the watched period on.",
            Came::later);
        row("cost", r.cost, "Once.");
        row("risk", r.risk, "Expected extra loss of carrying it out.");
        row("releases", r.releases, "That of the further releases of the first year.", Came::later);
        row("per_year", r.per_year, "Loss per year that stays behind, after less before.",
            Came::later);
        row("left_behind", r.left_behind, "Its part in the first year.", Came::later);
        row("net", r.net,
            "Of the first year: benefit, and benefit per year for its rest, less cost, risk, "
            "releases and left behind.");
    }
};

template <>
struct Rows<EconomicsRow> {
    static constexpr Heading heading{"economics_row", "Money of one department."};
    static void of(auto& row, auto& r) {
        row("id", r.department, "", Came::later);
        EconomicsTotal::of(row, r);
    }
};

template <>
struct Rows<Compensation> {
    static constexpr Heading heading{
        "compensation",
        "What the sponsor would pay a department, so that the change leaves it no worse off.",
        compact};
    static void of(auto& row, auto& c) {
        row("department", c.department);
        row("amount", c.amount);
    }
};

template <>
struct Rows<Waiting> {
    static constexpr Heading heading{"waiting", "What a week of waiting costs a department.",
                                     compact};
    static void of(auto& row, auto& w) {
        row("department", w.department);
        row("per_week", w.per_week);
    }
};

template <>
struct Rows<YearBudget> {
    static constexpr Heading heading{
        "year_budget", "How much of a year's accepted loss this change takes.", compact};
    static void of(auto& row, auto& b) {
        row("department", b.department);
        row("budget", b.budget);
        row("used", b.used);
    }
};

template <>
struct Rows<Exit> {
    static constexpr Heading heading{"exit", "Leaving a supplier.", compact};
    static void of(auto& row, auto& x) {
        row("supplier", x.supplier);
        row("takes_s", x.takes_s, "Null: nobody said.");
        row("cost", x.cost);
    }
};

template <>
struct Rows<Economics> {
    static constexpr Heading heading{"economics", "Who benefits and who bears."};
    static void of(auto& row, auto& e) {
        row("departments", e.departments);
        row("total", as<EconomicsTotal>(e.total), "Of all departments.",
            Came::later);  // added up by the reader
        row("releases_in_year", e.releases_in_year, "Beyond the first.", Came::later);
        row("rest_of_year", e.rest_of_year,
            "Of the first year, once the watched period is over; a share.", Came::noted);
        row("externality_share", e.externality_share,
            "Loss of the first year borne by others than the sponsor, over all.");
        row("flag", or_null(e.flag), "`privately attractive, collectively harmful`.");
        row("compensation", e.compensation, "What would make up for it, the largest first.",
            Came::noted);
        row("waiting", e.waiting, "What waiting costs.", Came::noted);
        row("budget", e.budget, "For the realisation, against the total cost.", Came::noted);
        row("year_budgets", e.year_budgets, "What is left of a year's risk.", Came::noted);
        row("exits", e.exits, "What it would take to leave suppliers newly depended on.",
            Came::noted);
    }
};

template <>
struct Rows<WindowOption::Row> {
    static constexpr Heading heading{"window_row", "What a start means for a department."};
    static void of(auto& row, auto& r) {
        row("loss", r.loss);
        row("disruption", r.disruption);
        row("verdict", r.verdict);
        row("accepted", r.accepted, "The policy accepts that.", Came::later);
    }
};

template <>
struct Rows<WindowOption> {
    static constexpr Heading heading{"window", "A start that was tried."};
    static void of(auto& row, auto& o) {
        row("start", o.start);
        row("loss", o.loss, "Expected extra loss of all departments.");
        row("departments", o.departments);
        row("blocked", o.blocked, "Codes of findings that stand against it.");
        row("saves", o.saves, "Share of the loss at the requested start.");
        row("saving", o.saving,
            "That loss less the one here, on the same draws. Null: read from a report that did not "
            "say.",
            Came::noted);
        row("waiting", o.waiting, "What all departments lose by waiting for it.", Came::later);
    }
};

template <>
struct Rows<StartOption> {
    static constexpr Heading heading{"start_tried", "One of a coarse grid of starts.", compact};
    static void of(auto& row, auto& o) {
        row("start", o.start);
        row("loss", o.loss, "Expected extra loss of all departments.");
        row("verdict", o.verdict, "The worst of any department.");
        row("blocked", o.blocked, "Codes of findings that stand against it.");
    }
};

template <>
struct Rows<Mitigation> {
    static constexpr Heading heading{"mitigation", "Something that would help."};
    static void of(auto& row, auto& m) {
        row("kind", m.kind, "As the policy's `measures` call it.");
        row("text", m.text);
        row("saves", m.saves, "Expected loss of all departments.");
        row("cost", m.cost, "By the policy, and of waiting. Null: its price is not stated.");
        row("net", written([&] { return m.net(); }),
            "What it saves less what it costs, as far as that is stated.");
        row("verdicts", m.verdicts, "That it would give, by department.");
        row("edits", m.edits, "What was tried, as --set or --start take it.");
    }
};

template <>
struct Rows<SignOff> {
    static constexpr Heading heading{"agreement", "Whose agreement the change needs."};
    static void of(auto& row, auto& s) {
        row("who", s.who);
        row("name", s.name);
        row("kind", s.kind);
        row("reasons", s.reasons);
        row("given", s.given, "And it still holds.");
        row("standing", or_null(s.standing), "What became of one that was given.");
    }
};

template <>
struct Rows<Inform> {
    static constexpr Heading heading{"message", "Who will notice what."};
    static void of(auto& row, auto& i) {
        row("department", i.department);
        row("people", i.people);
        row("text", i.text);
    }
};

template <>
struct Rows<BreakEven> {
    static constexpr Heading heading{
        "break_even", "An input at whose other value a verdict would be another.", compact};
    static void of(auto& row, auto& b) {
        row("input", b.input);
        row("path", b.path, "As --set takes it.");
        row("value", b.value, "As it is.");
        row("flips_at", b.flips_at);
        row("department", b.department);
        row("verdict", b.verdict, "Beyond that value.");
        row("above", b.above, "Beyond it is above it; else below.");
        row("settles", b.settles, "The verdict is open because of this input.");
        row("ask", or_null(b.ask), "Who could find out: the owner, or the supplier.", Came::later);
        row.place(b.at);
    }
};

template <>
struct Rows<TimelineEntry> {
    static constexpr Heading heading{"timeline_entry", "What stands in people's calendars.",
                                     compact};
    static void of(auto& row, auto& e) {
        row("kind", e.kind);
        row("id", e.id, "Of the change, the freeze or the process.");
        row("text", e.text);
        row("from", e.from);
        row("to", e.to);
    }
};

}  // namespace knockon
