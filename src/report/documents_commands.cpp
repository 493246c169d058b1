// The records of the documents that other commands write.
#include "report/documents.h"

namespace knockon {
namespace {

using Records = std::vector<DocumentRecord>;

Records check_records() {
    return {
        {"check",
         "What is wrong with the files.",
         {{"knockon", "=check/1", "What this is."},
          {"counts", "counts", "What the landscape holds."},
          {"diagnostics", "[diagnostic]", "By file, line and column."}}},
        {"counts",
         "How many there are.",
         {{"departments", "integer", ""},
          {"suppliers", "integer", ""},
          {"components", "integer", ""},
          {"processes", "integer", ""},
          {"needs", "integer", ""}}},
        {"diagnostic",
         "A mistake or a doubt.",
         {{"severity", "=error|warning|note", ""},
          {"code", "string", "`knockon explain` tells what it means."},
          {"message", "string", ""},
          {"file", "string?", ""},
          {"line", "integer?", ""},
          {"column", "integer?", ""},
          {"help", "string", "The way out; may be empty."},
          {"related", "[place]", ""}}},
    };
}

Records impact_records() {
    return {
        {"impact",
         "What falls over when something does.",
         {{"knockon", "=impact/1", "What this is."},
          {"ids", "[string]", "Down together."},
          {"reaches", "reached_counts", "What depends on them, directly or not."},
          {"components", "[impact_component]", ""},
          {"processes", "[impact_process]", ""},
          {"departments", "[impact_department]", ""},
          {"groups", "[impact_group]", "Redundant groups that lose a member."}}},
        {"reached_counts",
         "Redundancy ignored, the ids themselves not counted.",
         {{"components", "integer", ""}, {"processes", "integer", ""}}},
        {"impact_component",
         "A component that depends on them.",
         {{"id", "string", ""},
          {"depth", "integer", "Fewest needs away."},
          {"certain", "boolean", "Down when they are down for good."}}},
        {"impact_process",
         "A process that depends on them.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"department", "string", ""},
          {"certain", "boolean", "Interrupted when they are down for good."},
          {"after_s", "number?", "How long it holds out; null if it is not certain."},
          {"path", "[string]", "Ids from one of them to the process."}}},
        {"impact_department",
         "Counts of its processes.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"certain", "integer", "Interrupted for certain."},
          {"possible", "integer", "Interrupted in some cases."}}},
        {"impact_group",
         "A redundant group.",
         {{"consumer", "string", "Who needs it."},
          {"members", "[string]", ""},
          {"needed", "integer", "Members that must be up."},
          {"down", "integer", "Members that are down."},
          {"spare", "integer", "Members that may still fail; below 0 it is down."}}},
    };
}

Records structure_records() {
    return {
        {"structure",
         "How good each process is.",
         {{"knockon", "=structure/1", "What this is."},
          {"version", "string", "Of the program."},
          {"seed", "integer", ""},
          {"currency", "string", ""},
          {"organisation", "string", ""},
          {"years", "integer", "Simulated; 0 where none had to be."},
          {"processes", "[structure_process]", ""},
          {"departments", "[structure_department]", ""},
          {"limits_hit", "[string]", ""},
          {"assumptions", "[assumption]", ""},
          {"notes", "[string]", "Why a figure is null."}}},
        {"structure_process",
         "A process in its steady state; a year has 8,760 h.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"department", "string", ""},
          {"unavailability", "estimate", ""},
          {"method", "=exact|simulate", ""},
          {"downtime_h_per_year", "estimate", ""},
          {"episodes_per_year", "estimate", ""},
          {"disruptions_per_year", "estimate?", ""},
          {"loss_per_year", "estimate", ""},
          {"loss_method", "=exact|simulate", ""},
          {"cut_sets", "cut_sets", ""},
          {"importance", "[importance]", ""},
          {"single_points_of_failure", "[string]", ""}}},
        {"cut_sets",
         "Smallest combinations that take the process down.",
         {{"count", "string?", "A whole number as a string; null when not counted."},
          {"top", "[cut_set]", "The most probable ones."}}},
        {"cut_set",
         "One combination.",
         {{"members", "[string]", ""}, {"probability", "number", ""}}},
        {"importance",
         "What a component means for the process.",
         {{"id", "string", ""},
          {"birnbaum", "number", "Change of unavailability by that of the component."},
          {"criticality", "number", ""},
          {"raw", "number", "Risk achievement worth."},
          {"rrw", "number?", "Risk reduction worth; null where it is infinite."},
          {"saves_per_year", "number?", "Loss saved if it never failed."}}},
        {"structure_department",
         "A department.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"loss_per_year", "estimate", ""},
          {"saves", "[saving]", "What would save it most."}}},
        {"saving",
         "Loss saved if a component never failed.",
         {{"id", "string", ""}, {"saves_per_year", "number?", ""}}},
    };
}

Records window_records() {
    return {
        {"windows",
         "What each start puts at risk.",
         {{"knockon", "=windows/1", "What this is."},
          {"version", "string", "Of the program."},
          {"seed", "integer", ""},
          {"currency", "string", ""},
          {"timezone", "string", ""},
          {"change", "change_name", ""},
          {"overrides", "[string]", "What-if options, as given."},
          {"method", "windows_method", ""},
          {"every_s", "number", "Between two starts."},
          {"requested", "window?", "The start in the change file; null if it could not be tried."},
          {"windows", "[window]", "By time."},
          {"best", "[time]", "Starts that nobody's appetite forbids and nothing blocks."},
          {"waiting_per_week", "number", "What waiting costs."},
          {"notes", "[string]", ""}}},
        {"change_name",
         "A change.",
         {{"id", "string", ""}, {"title", "string", ""}, {"sponsor", "string", ""}}},
        {"windows_method",
         "How the starts were compared.",
         {{"runs", "integer", "For every start, on the same draws."},
          {"relative_error", "number", ""},
          {"limits_hit", "[string]", ""}}},
    };
}

Records calendar_records() {
    return {
        {"calendar",
         "When a calendar is active.",
         {{"knockon", "=calendar/1", "What this is."},
          {"id", "string", ""},
          {"name", "string", ""},
          {"timezone", "string", ""},
          {"from", "time", "What was asked for."},
          {"to", "time", ""},
          {"intervals", "[period]", "By time."}}},
        {"calendar_list",
         "All calendars, when no ID is given.",
         {{"knockon", "=calendar/1", "What this is."}, {"calendars", "[calendar_row]", ""}}},
        {"calendar_row",
         "A calendar.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"timezone", "string", ""},
          {"next", "period?", "The next time it is active."}}},
    };
}

Records graph_records() {
    return {
        {"graph",
         "A picture for other tools.",
         {{"knockon", "=graph/1", "What this is."},
          {"view", "=landscape|change|needs|down", "What it is of."},
          {"colour_by", "=risk|verdict|sourcing|supplier|department", ""},
          {"title", "string", ""},
          {"currency", "string", ""},
          {"nodes", "[picture_node]", "Consumers before what they need, as far as they can be."},
          {"edges", "[picture_edge]", "In the order of the nodes."},
          {"left_out", "integer", "Nodes of the landscape that are not drawn."},
          {"dropped", "integer", "Of those, affected ones that there is no room for."},
          {"notes", "[string]", ""}}},
    };
}

}  // namespace

std::vector<DocumentRecord> command_records() {
    Records all;
    for (const Records& more : {check_records(), impact_records(), structure_records(),
                                window_records(), calendar_records(), graph_records()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace knockon
