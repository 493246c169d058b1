// `structure/1`.
#include "assess/structure/structure.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_findings.h"
#include "report/documents/rows_reasons.h"
#include "report/documents/rows_write.h"

namespace knockon {
namespace {

template <class Missing>
bool any_importance(const Structure& s, Missing missing) {
    for (const ProcessStructure& p : s.processes)
        for (const ImportanceRow& r : p.importance)
            if (missing(r)) return true;
    for (const DepartmentStructure& d : s.departments)
        for (const ImportanceRow& r : d.saves)
            if (missing(r)) return true;
    return false;
}

/// The reason for every field that is null.
std::vector<std::string> notes_of(const Structure& s) {
    std::vector<std::string> notes;
    bool rrw = false;
    for (const ProcessStructure& p : s.processes) {
        if (!p.cut_sets)
            notes.push_back("processes." + p.id +
                            ".cut_sets.count: there are more than could be told apart within the "
                            "limits");
        for (const ImportanceRow& r : p.importance) rrw = rrw || !r.rrw;
    }
    if (rrw)
        notes.emplace_back(
            "rrw: null where it is infinite, because the process would never be down without this");
    if (any_importance(s, [](const ImportanceRow& r) { return !r.saves_per_year; }))
        notes.emplace_back(
            "saves_per_year: null where the loss does not follow from the needs alone");
    for (const ProcessStructure& p : s.processes)
        if (!p.state.disruptions_per_year) {
            notes.emplace_back(
                "disruptions_per_year: null where no years were simulated; how long an outage "
                "lasts is not asked otherwise");
            break;
        }
    return notes;
}

/// Birnbaum and its like belong to one process; money is what a department can add up.
struct Saving {
    static constexpr Heading heading{"saving", "Loss saved if a component never failed.", compact};
    static void of(auto& row, auto& r) {
        row("id", r.id);
        row("saves_per_year", r.saves_per_year);
    }
};

}  // namespace

template <>
struct Rows<ImportanceRow> {
    static constexpr Heading heading{"importance", "What a component means for the process.",
                                     compact};
    static void of(auto& row, auto& r) {
        row("id", r.id);
        row("birnbaum", r.birnbaum, "Change of unavailability by that of the component.");
        row("criticality", r.criticality);
        row("raw", r.raw, "Risk achievement worth.");
        row("rrw", r.rrw, "Risk reduction worth; null where it is infinite.");
        row("saves_per_year", r.saves_per_year, "Loss saved if it never failed.");
    }
};

template <>
struct Rows<CutSetRow> {
    static constexpr Heading heading{"cut_set", "One combination.", compact};
    static void of(auto& row, auto& c) {
        row("members", c.members);
        row("probability", c.probability, "That all of them are down.");
        row("chains", c.chains, "For each member, the ids from the process to it by needs.");
        row("weakest", c.weakest, "Of the chains; null where all of them are stated.");
    }
};

template <>
struct Rows<ProcessStructure> {
    static constexpr Heading heading{"structure_process",
                                     "A process in its steady state; a year has 8,760 h."};
    static void of(auto& row, auto& p) {
        row("id", p.id);
        row("name", p.name);
        row("department", p.department);
        row("unavailability", p.state.unavailability);
        row("method", written([&] { return how(p.simulated); }));
        row("target_unavailability", p.target, "That it was promised to have at most.");
        row("downtime_h_per_year", p.state.downtime_h_per_year, "On the clock.");
        row("working_h_per_year", p.state.working_h_per_year,
            "Of that, in the hours in which it is active.");
        row("episodes_per_year", p.state.episodes_per_year);
        row("disruptions_per_year", p.state.disruptions_per_year);
        row("loss_per_year", p.state.loss_per_year);
        row("loss_method", written([&] { return how(p.loss_simulated); }));
        const Heading cut_sets{"cut_sets", "Smallest combinations that take the process down."};
        row.group("cut_sets", cut_sets, "", [&](auto& r) {
            r("count", p.cut_sets, "A whole number as a string; null when not counted.");
            r("top", p.top, "The most probable ones.");
        });
        row("importance", p.importance);
        row("single_points_of_failure", p.single_points);
    }
};

template <>
struct Rows<DepartmentStructure> {
    static constexpr Heading heading{"structure_department", "A department."};
    static void of(auto& row, auto& d) {
        row("id", d.id);
        row("name", d.name);
        row("loss_per_year", d.loss_per_year);
        row("saves", as<Saving>(d.saves), "What would save it most.");
    }
};

template <>
struct Rows<Structure> {
    static constexpr Heading heading{"structure", "How good each process is."};
    static void of(auto& row, auto& s) {
        row.kind("structure/1");
        row("version", s.version, "Of the program.");
        row("seed", s.seed);
        row("currency", s.currency);
        row("organisation", s.organisation);
        row("years", s.years, "Simulated; 0 where none had to be.");
        row("processes", s.processes);
        row("departments", s.departments);
        row("limits_hit", s.limits_hit);
        row("assumptions", s.assumptions);
        row("notes", written([&] { return notes_of(s); }), "Why a figure is null.");
    }
};

std::string structure_json(const Structure& s) { return written_document(s, {{}, {}}); }

void describe_structure(std::vector<DocumentRecord>& all) { RowDescriber::record<Structure>(all); }

}  // namespace knockon
