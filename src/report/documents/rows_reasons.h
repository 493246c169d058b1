// report/documents/rows_reasons.h: the rows of causes and of what stays behind.
#pragma once

#include "report/documents/rows_figures.h"

namespace knockon {

template <>
struct Rows<Cause> {
    static constexpr Heading heading{"cause", "Where an outage comes from.", compact};
    static void of(auto& row, auto& c) {
        row("kind", c.kind);
        row("index", or_null(c.index), "Of a step, from 1.");
        row("verb", c.verb, "Of a step.");
        row("target", c.target);
    }
};

template <>
struct Rows<CauseFigures> {
    static constexpr Heading heading{"cause_share", "What a cause has a share in."};
    static void of(auto& row, auto& c) {
        Rows<Cause>::of(row, c.cause);
        row("loss", c.loss, "Shapley share of the expected extra loss; they add up to it.");
        row("by_department", c.by_department, "The same, by who bears it.");
        row("last_in", c.last_in, "Expected loss saved if this alone were gone.");
        row("risk_reduction_worth", c.risk_reduction_worth,
            "Loss over what it would be without this cause.");
        row("risk_achievement_worth", c.risk_achievement_worth,
            "Loss if this always happened, over the loss.");
    }
};

template <>
struct Rows<Why> {
    static constexpr Heading heading{"way", "One way in which a process comes to be hit."};
    static void of(auto& row, auto& y) {
        row("process", y.process);
        row("share", y.share, "Of the runs that hit the process.");
        row("members", y.members, "What happens together.");
        row("chain", y.chain, "Ids from the cause to the process.");
        row("holds", y.holds, "For each link, why it does not hold; empty if as such.");
        row("weakest", y.weakest, "Of the chain; null where all of it is stated.", Came::later);
    }
};

template <>
struct Rows<SteadyState> {
    static constexpr Heading heading{"steady_state", "A year of 8,760 h."};
    static void of(auto& row, auto& s) {
        row("unavailability", s.unavailability);
        row("downtime_h_per_year", s.downtime_h_per_year, "On the clock.");
        row("working_h_per_year", s.working_h_per_year,
            "Of that, in the hours in which it is active.", Came::later);
        row("episodes_per_year", s.episodes_per_year);
        row("disruptions_per_year", s.disruptions_per_year);
        row("loss_per_year", s.loss_per_year);
    }
};

template <>
struct Rows<StructureChange> {
    static constexpr Heading heading{"steady_change",
                                     "A process whose needs the change touches."};
    static void of(auto& row, auto& c) {
        row("id", c.id);
        row("before", c.before, "Null if it is not there.");
        row("after", c.after, "Null if it is not there.");
        row("more_per_year", c.more_per_year, "Loss in a year, after less before.", Came::later);
    }
};

template <>
struct Rows<SinglePoint> {
    static constexpr Heading heading{"single_point", "A component that alone takes a process down.",
                                     compact};
    static void of(auto& row, auto& p) {
        row("component", p.component);
        row("process", p.process);
    }
};

template <>
struct Rows<Combination> {
    static constexpr Heading heading{
        "combination", "What takes a process down together, and nothing less of it does.", compact};
    static void of(auto& row, auto& c) {
        row("process", c.process);
        row("members", c.members);
        row("probability", c.probability, "That all of them are down.");
    }
};

template <>
struct Rows<StructureReport> {
    static constexpr Heading heading{"structure_change",
                                     "Steady state before and after the change."};
    static void of(auto& row, auto& s) {
        row("processes", s.processes,
            "Those for which something changes, and others that are known exactly. What grows most first.");
        row("new_single_points_of_failure", s.new_single_points_of_failure);
        row("removed_single_points_of_failure", s.removed_single_points_of_failure);
        row("new_cut_sets", s.new_cut_sets,
            "Of two or three members, which did not take the process down before, nor did a part.",
            Came::noted);
        row("removed_cut_sets", s.removed_cut_sets, "Those that do not any more.", Came::noted);
        row("more_per_year", s.more_per_year, "Loss of all processes in a year, after less before.",
            Came::later);  // added up by the reader
        row("year_one", s.year_one,
            "Expected extra loss in the first year: transition, releases, and what stays behind.");
    }
};

/// How the structure was worked out stands beside how the transition was.
struct StructureMethod {
    static constexpr Heading heading{"structure_method", "How the structure was worked out.",
                                     compact};
    static void of(auto& row, auto& s) {
        row("engine", s.engine, "In words; `exact` and `simulate` may both have a part.");
    }
};

/// How a figure of a process was worked out.
enum class How { exact, simulate };
template <>
struct WordsOf<How> {
    static constexpr std::string_view all[] = {"exact", "simulate"};
};
constexpr How how(bool simulated) { return simulated ? How::simulate : How::exact; }

}  // namespace knockon
