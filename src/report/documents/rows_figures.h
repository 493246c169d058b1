// report/documents/rows_figures.h: the rows of what a department, a process or all stand to lose.
#pragma once

#include "assess/answer/assessment.h"
#include "report/documents/rows.h"

namespace knockon {

inline constexpr JsonWriter::Lay compact = JsonWriter::Lay::compact;

template <>
struct Rows<Estimate> {
    static constexpr Heading heading{
        "estimate", "A figure. Where it is exact, `low` and `high` are the value.", compact};
    static constexpr Heading interval{"interval", "From low to high.", compact};
    static void of(auto& row, auto& e) {
        row("value", e.value, "The best estimate.");
        row("low", e.low, "95 % interval of the sampling error.");
        row("high", e.high);
        row.group_if(e.inputs_low && e.inputs_high, "inputs", interval,
                     "90 % interval caused by uncertain inputs, where there are any.",
                     [&](auto& inner) {
                         inner("low", there(e.inputs_low));
                         inner("high", there(e.inputs_high));
                     });
    }
};

template <>
struct Rows<WeakestNeed> {
    static constexpr Heading heading{"weakest_need", "The need on a chain that is known least.", compact};
    static void of(auto& row, auto& w) {
        row("consumer", w.consumer, "Who needs it.");
        row("member", w.member, "What it needs.");
        row("origin", w.origin, "How that is known.");
    }
};

/// Of a figure whose mean alone is said.
struct MeanOnly {
    static constexpr Heading heading{"mean_only", "A mean.", compact};
    static void of(auto& row, auto& mean) { row("mean", mean); }
};

template <>
struct Rows<MeanAndP95> {
    static constexpr Heading heading{"downtime", "Seconds."};
    static void of(auto& row, auto& d) {
        row("mean", d.mean);
        row("p95", d.p95, "Exceeded in 1 case of 20 at most.");
    }
};

template <>
struct Rows<LossFigures> {
    static constexpr Heading heading{"loss", "Money."};
    static void of(auto& row, auto& l) {
        row("mean", l.mean);
        row("p95", l.p95, "Exceeded in 1 case of 20 at most.");
        row("p99", l.p99, "Exceeded in 1 case of 100 at most.");
        row("tail_mean", l.tail_mean, "Mean of the worst 1 %.");
        row("given_any", l.given_any, "Mean of the cases with a loss; null when there is none.");
    }
};

template <>
struct Rows<IfHit::Measure> {
    static constexpr Heading heading{"measure_if_hit", "Over the cases in which the change disrupts."};
    static void of(auto& row, auto& m) {
        row("mean", m.mean);
        row("p50", m.p50, "Exceeded in half of these cases at most.", Came::later);
        row("p95", m.p95, "Exceeded in 1 of 20 of these cases at most.");
    }
};

template <>
struct Rows<IfHit> {
    static constexpr Heading heading{"if_hit", "Extra downtime and loss where the change disrupts."};
    static void of(auto& row, auto& h) {
        row("downtime_s", h.downtime_s, "Seconds.");
        row("loss", h.loss, "Money.");
    }
};

template <>
struct Rows<Planned> {
    static constexpr Heading heading{"planned", "Planned interruption.", compact};
    static void of(auto& row, auto& p) {
        row("downtime_s", p.downtime_s);
        row("from", p.from);
        row("to", p.to);
    }
};

template <>
struct Rows<Without> {
    static constexpr Heading heading{"without", "Without the change."};
    static void of(auto& row, auto& w) {
        row("disruption", w.disruption);
        row("downtime_s", as<MeanOnly>(w.downtime_s));
        row("loss", as<MeanOnly>(w.loss));
    }
};

template <>
struct Rows<Absorber> {
    static constexpr Heading heading{
        "absorber", "What holds an outage before it gets to a process.", compact};
    static void of(auto& row, auto& a) {
        row("by", a.by);
        row("where", a.where, "The consumer whose need holds, or the process that is closed.");
        row("text", a.text, "In words.");
    }
};

/// All processes together; departments and processes have these figures too.
struct Total {
    static constexpr Heading heading{"total", "All processes together."};
    static void of(auto& row, auto& f) {
        row("any_disruption", f.disruption, "Of any process.");
        measures(row, f);
    }
    static void measures(auto& row, auto& f) {
        row("deadlines_missed", f.deadlines_missed,
            "Expected number, with the change less without.");
        row("downtime_s", f.downtime_s, "Extra downtime in active time.");
        row("loss", f.loss, "Extra loss.");
        row("if_hit", f.if_hit, "Over the cases in which the change disrupts; null when none does.",
            Came::later);
        row("planned", f.planned,
            "Interruption by planned steps alone: certain, and part of it.");
        row("reach", f.reach, "How far the change gets.");
        row("without", f.without, "The same period without the change; null where not reached.");
        row("exceedance", f.exceedance,
            "A loss, and the probability that the extra loss is no less.");
    }
};

template <>
struct Rows<Figures> {
    static constexpr Heading heading{"process", "A process."};
    static void of(auto& row, auto& f) {
        row("id", f.id);
        row("name", f.name);
        row("department", f.department, "Whose it is.");
        figures(row, f);
    }
    static void figures(auto& row, auto& f) {
        row("disruption", f.disruption,
            "Probability of being disrupted by the change, less that of being spared.");
        Total::measures(row, f);
        row("absorbed_by", f.absorbed_by, "What holds the outages off.");
        row("people", f.people, "Who work with it.");
        row("harm", f.harm, "Kinds of harm that are not money.");
    }
};

template <>
struct Rows<Appetite> {
    static constexpr Heading heading{
        "appetite", "What a department accepts for one change; null where it states no limit.",
        compact};
    static void of(auto& row, auto& a) {
        row("probability", a.probability, "Of disruption.");
        row("loss", a.loss, "Expected.");
        row("p95_loss", a.p95_loss, "In 1 case of 20.");
        row("downtime_s", a.downtime, "Expected.");
        row("loss_per_year", a.loss_per_year, "Of all that changes take in a year.");
    }
};

template <>
struct Rows<Acceptance> {
    static constexpr Heading heading{"acceptance", "Who accepts a finding, and until when.",
                                     compact};
    static void of(auto& row, auto& a) {
        row("because", there(a.because));
        row("by", there(a.by));
        row("until", a.until, "The last day.");
        row("finding", a.finding, "Code of what is accepted.", Came::later);
        row("exceeds", a.exceeds, "Department whose excess is accepted.", Came::later);
        row("for", a.subject, "What it is limited to.", Came::later);
        row("in_change", a.in_change, "It is written in the change that it is about.", Came::later);
    }
};

template <>
struct Rows<DepartmentFigures> {
    static constexpr Heading heading{
        "department",
        "A department. What is extra is with the change less without it, on the same draws."};
    static void of(auto& row, auto& d) {
        row("id", d.id);
        row("name", d.name);
        Rows<Figures>::figures(row, d);
        row("appetite", d.appetite, "What it accepts.");
        row("verdict", d.verdict);
        row("over", d.over, "Limits that are exceeded or open.");
        row("settle", or_null(d.settle), "What would settle an open verdict.");
        row("accepted", d.accepted, "The policy accepts the excess.", Came::later);
        row("excused", d.excused, "Was so before and is no worse: not at the gate.", Came::later);
    }
};

template <>
struct Rows<Method> {
    static constexpr Heading heading{"transition_method", "How the transition was worked out.",
                                     compact};
    static void of(auto& row, auto& m) {
        row("engine", one_of(m.engine, "enumerate|exact|simulate"));
        row("runs", m.runs, "Drawn; 0 when worked out exactly.");
        row("relative_error", m.relative_error,
            "Standard error of the worst department's mean extra loss, over that mean.");
        row("worst", m.worst, "That department.");
    }
};

}  // namespace knockon
