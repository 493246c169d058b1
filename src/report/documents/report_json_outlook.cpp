// `report/1` beyond the transition: what stays behind, when instead.
#include <algorithm>

#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_combinations(JsonWriter& w, std::string_view key, const std::vector<Combination>& all) {
    w.key(key);
    w.array();
    for (const Combination& c : all) {
        w.object(Lay::compact);
        w.field("process", c.process);
        w.field("members", c.members);
        w.field("probability", c.probability);
        w.end();
    }
    w.end();
}

}  // namespace

void write_steady_state(JsonWriter& w, std::string_view key, const std::optional<SteadyState>& s) {
    w.key(key);
    if (!s) {
        w.null();
        return;
    }
    w.object();
    w.field("unavailability", s->unavailability);
    w.field("downtime_h_per_year", s->downtime_h_per_year);
    w.field("episodes_per_year", s->episodes_per_year);
    w.field("disruptions_per_year", s->disruptions_per_year);
    w.field("loss_per_year", s->loss_per_year);
    w.end();
}

void write_structure(JsonWriter& w, const Assessment& a) {
    w.key("structure");
    if (!a.structure) {
        w.null();
        return;
    }
    w.object();
    w.key("processes");
    w.array();
    for (const StructureChange& c : a.structure->processes) {
        w.object();
        w.field("id", c.id);
        write_steady_state(w, "before", c.before);
        write_steady_state(w, "after", c.after);
        w.end();
    }
    w.end();
    write_points(w, "new_single_points_of_failure", a.structure->new_single_points_of_failure);
    write_points(w, "removed_single_points_of_failure",
                 a.structure->removed_single_points_of_failure);
    write_combinations(w, "new_cut_sets", a.structure->new_cut_sets);
    write_combinations(w, "removed_cut_sets", a.structure->removed_cut_sets);
    w.field("more_per_year", a.structure->more_per_year);
    w.field("year_one", a.structure->year_one);
    w.end();
}

void write_window(JsonWriter& w, const WindowOption& o, const Zone& zone) {
    w.object();
    w.field("start", zone.rfc3339(o.start));
    w.field("loss", o.loss);
    w.key("departments");
    w.object();
    for (const auto& [id, row] : o.departments) {
        w.key(id);
        w.object();
        w.field("loss", row.loss);
        w.field("disruption", row.disruption);
        w.field("verdict", name(row.verdict));
        w.end();
    }
    w.end();
    w.field("blocked", o.blocked);
    w.field("saves", o.saves);
    w.field("saving", o.saving);
    w.end();
}

namespace {

void write_mitigations(JsonWriter& w, const Assessment& a) {
    w.key("mitigations");
    w.array();
    for (const Mitigation& m : a.mitigations) {
        w.object();
        w.field("kind", m.kind);
        w.field("text", m.text);
        w.field("saves", m.saves);
        w.field("cost", m.cost);
        w.key("verdicts");
        w.object(Lay::compact);
        for (const auto& [id, verdict] : m.verdicts) w.field(id, name(verdict));
        w.end();
        w.field("edits", m.edits);
        w.end();
    }
    w.end();
    w.field("helps_little", a.helps_little);
}

}  // namespace

void write_windows(JsonWriter& w, const Assessment& a, const Zone& zone) {
    w.key("windows");
    w.array();
    for (const WindowOption& o : a.windows) write_window(w, o, zone);
    w.end();
    w.key("starts");
    w.array();
    for (const StartOption& o : a.starts) {
        w.object(Lay::compact);
        w.field("start", zone.rfc3339(o.start));
        w.field("loss", o.loss);
        w.field("verdict", name(o.verdict));
        w.field("blocked", o.blocked);
        w.end();
    }
    w.end();
    write_mitigations(w, a);
}

namespace {

/// Why a process has no `before` or `after`, and why a state may lack its disruptions.
void note_structure_gaps(const Assessment& a, std::vector<std::string>& notes) {
    if (!a.structure) {
        notes.emplace_back("structure: not worked out");
        return;
    }
    bool disruptions = true;
    for (const StructureChange& c : a.structure->processes) {
        if (!c.before) notes.push_back("structure: " + c.id + " is not there before the change");
        if (!c.after) notes.push_back("structure: " + c.id + " is not there after the change");
        for (const auto* state : {&c.before, &c.after})
            disruptions = disruptions && (!*state || (*state)->disruptions_per_year);
    }
    if (!disruptions)
        notes.emplace_back("structure: disruptions_per_year needs years simulated; none were");
}

std::vector<std::string> gaps(const Assessment& a) {
    std::vector<std::string> notes;
    note_structure_gaps(a, notes);
    if (!a.economics) notes.emplace_back("economics: not worked out");
    if (!a.picture) notes.emplace_back("picture: not worked out");
    if (a.windows.empty()) notes.emplace_back("windows: not worked out");
    if (a.mitigations.empty())
        notes.emplace_back(a.helps_little.empty()
                               ? "mitigations: not worked out"
                               : "mitigations: none that was tried saves more than its error");
    if (!a.last_turn_back && !a.timeline.empty())
        notes.emplace_back(
            "last_turn_back: no step has a way back whose end is known, or none is in time");
    if (!a.coverage) notes.emplace_back("coverage: not worked out");
    return notes;
}

}  // namespace

std::vector<std::string> notes_with_gaps(const Assessment& a) {
    std::vector<std::string> notes = a.notes;
    for (std::string& gap : gaps(a)) notes.push_back(std::move(gap));
    return notes;
}

void drop_gap_notes(Assessment& a) {
    const std::vector<std::string> added = gaps(a);
    while (!a.notes.empty() && std::find(added.begin(), added.end(), a.notes.back()) != added.end())
        a.notes.pop_back();
}

}  // namespace knockon
