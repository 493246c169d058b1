#include "report/documents/json_documents.h"

#include "assess/structure/structure.h"
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

std::string_view method(bool simulated) { return simulated ? "simulate" : "exact"; }

void write_importance(JsonWriter& w, const std::vector<ImportanceRow>& rows) {
    w.array();
    for (const ImportanceRow& r : rows) {
        w.object(Lay::compact);
        w.field("id", r.id);
        w.field("birnbaum", r.birnbaum);
        w.field("criticality", r.criticality);
        w.field("raw", r.raw);
        w.field("rrw", r.rrw);
        w.field("saves_per_year", r.saves_per_year);
        w.end();
    }
    w.end();
}

void write_cut_sets(JsonWriter& w, const ProcessStructure& p) {
    w.object();
    w.field("count", p.cut_sets);
    w.key("top");
    w.array();
    for (const CutSetRow& c : p.top) {
        w.object(Lay::compact);
        w.field("members", c.members);
        w.field("probability", c.probability);
        w.key("chains");
        w.array();
        for (const std::vector<Id>& chain : c.chains) w.value(chain);
        w.end();
        w.end();
    }
    w.end();
    w.end();
}

void write_process(JsonWriter& w, const ProcessStructure& p) {
    w.object();
    w.field("id", p.id);
    w.field("name", p.name);
    w.field("department", p.department);
    w.field("unavailability", p.state.unavailability);
    w.field("method", method(p.simulated));
    w.field("downtime_h_per_year", p.state.downtime_h_per_year);
    w.field("episodes_per_year", p.state.episodes_per_year);
    w.field("disruptions_per_year", p.state.disruptions_per_year);
    w.field("loss_per_year", p.state.loss_per_year);
    w.field("loss_method", method(p.loss_simulated));
    w.key("cut_sets");
    write_cut_sets(w, p);
    w.key("importance");
    write_importance(w, p.importance);
    w.field("single_points_of_failure", p.single_points);
    w.end();
}

void write_department(JsonWriter& w, const DepartmentStructure& d) {
    w.object();
    w.field("id", d.id);
    w.field("name", d.name);
    w.field("loss_per_year", d.loss_per_year);
    // Birnbaum and its like belong to one process; money is what a department can add up.
    w.key("saves");
    w.array();
    for (const ImportanceRow& r : d.saves) {
        w.object(Lay::compact);
        w.field("id", r.id);
        w.field("saves_per_year", r.saves_per_year);
        w.end();
    }
    w.end();
    w.end();
}

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

}  // namespace

std::string structure_json(const Structure& s) {
    JsonWriter w;
    w.object();
    w.field("knockon", "structure/1");
    w.field("version", s.version);
    w.field("seed", s.seed);
    w.field("currency", s.currency);
    w.field("organisation", s.organisation);
    w.field("years", s.years);
    w.key("processes");
    w.array();
    for (const ProcessStructure& p : s.processes) write_process(w, p);
    w.end();
    w.key("departments");
    w.array();
    for (const DepartmentStructure& d : s.departments) write_department(w, d);
    w.end();
    w.field("limits_hit", s.limits_hit);
    w.key("assumptions");
    w.array();
    for (const Assumption& a : s.assumptions) write_assumption(w, a);
    w.end();
    w.field("notes", notes_of(s));
    w.end();
    return w.take();
}

}  // namespace knockon
