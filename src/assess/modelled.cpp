#include "assess/modelled.h"

#include <algorithm>
#include <set>

#include "assess/answer/wording.h"
#include "assess/schedule/schedule.h"

namespace knockon {
namespace {

std::set<Id> with_processes(const Landscape& l) {
    std::set<Id> all;
    for (const auto& [id, p] : l.processes) all.insert(*p.department);
    return all;
}

}  // namespace

void judge_unmodelled(const Study& study, const Policy& policy, Assessment& out) {
    std::set<Id> known = it_departments(policy, *study.before);
    known.merge(with_processes(*study.before));
    const std::vector<Part> touched = touched_parts(*study.before, *study.after, *study.change);
    for (DepartmentFigures& d : out.departments) {
        std::vector<Id> owned;
        for (const Part& part : touched)
            if (part.departments.contains(d.id)) owned.push_back(part.id);
        if (owned.empty() || known.contains(d.id)) continue;
        d.verdict = Verdict::not_modelled;
        d.settle = "it owns " + study.names(owned) + ", and none of its processes is in the landscape";
    }
}

void judge_reach(const Study& study, Assessment& out) {
    const bool reached = std::any_of(out.processes.begin(), out.processes.end(),
                                     [](const Figures& p) { return p.reach != Reach::none; });
    if (out.verdict == Verdict::within && !reached && !study.change->steps.empty())
        out.verdict = Verdict::not_modelled;
}

}  // namespace knockon
