// assess/advice/mitigation_ideas.h: what might help, as edited copies of the change and the
// landscape.
//
// An idea is worth a try where it touches enough of the expected loss. What is already done
// (stopping at a failure, a rehearsed way back, a second member, a longer buffer) is no idea any
// more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// A change as edited, and when it begins if not as asked.
struct EditedChange {
    Change change;
    std::optional<Moment> start;
};

struct Idea {
    std::string kind;  // one of `measure_kinds` (model/policy.h)
    std::string text;
    std::vector<std::string> edits;      // what was edited, as options where one can say it
    std::vector<EditedChange> changes;   // one after the other; two where the change is split
    std::optional<Landscape> landscape;  // where that is what was edited
    bool levels = false;                 // only who is overloaded at which Z is edited
    double waiting = 0;                  // what a later start costs
    double touches = 0;                  // share of the expected loss that it could save, at most 1
};

struct Ideas {
    std::vector<Idea> all;     // those that touch most first
    std::size_t left_out = 0;  // touch less, or would be too many
};

/// At most `most` ideas, each touching at least a twentieth of the expected loss. Figures, causes,
/// reasons and windows of the assessment must have been added before.
Ideas ideas_for(const Study& study, const Assessment& a, const AssessOptions& options,
                std::size_t most);

}  // namespace knockon
