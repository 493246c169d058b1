#include "assess/left_behind.h"

#include <algorithm>

#include "assess/structure/structure.h"

namespace knockon {
namespace {

constexpr std::uint64_t years_beside_a_transition = 256;

LeftBehind::Years years_of(const Study& study, const AssessOptions& options) {
    StructureOptions o;
    o.seed = options.seed;
    o.max_years = years_beside_a_transition;
    o.max_work = options.max_work;
    std::vector<Id> processes;
    for (const auto& [id, p] : study.after->processes)
        if (study.before->processes.contains(id)) processes.push_back(id);
    LeftBehind::Years out;
    out.report = structure_change(*study.before, *study.after, processes, o, out.limits_hit);
    return out;
}

}  // namespace

LeftBehind::Known& LeftBehind::known(const Landscape& before, std::vector<Step> steps) {
    std::string key;
    for (Step& s : steps) {
        s.at = s.component.at = {};
        key.append(name(s.verb)).append(" ").append(*s.target).append("\n");
    }
    const std::scoped_lock lock(mutex_);
    std::deque<Known>& all = known_[key];
    const auto it = std::find_if(all.begin(), all.end(), [&](const Known& k) {
        return k.before == &before && k.steps == steps;
    });
    if (it != all.end()) return *it;
    Known& anew = all.emplace_back();
    anew.before = &before;
    anew.steps = std::move(steps);
    return anew;
}

const LeftBehind::Years& LeftBehind::of(const Study& study, const AssessOptions& options) {
    Known& k = known(*study.before, study.change->steps);
    std::call_once(k.worked_out, [&] { k.years = years_of(study, options); });
    return k.years;
}

}  // namespace knockon
