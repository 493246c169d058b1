#include "report/documents/gaps.h"

#include <algorithm>

#include "assess/answer/assessment.h"

namespace knockon {
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
