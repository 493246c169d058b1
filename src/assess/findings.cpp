#include "assess/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "graph/components.h"
#include "graph/reach.h"
#include "model/defaults.h"
#include "risk/background.h"

namespace knockon {
namespace {

/// Adds findings with the severity and the fingerprint that belong to them.
class Findings {
  public:
    Findings(const Policy& policy, std::vector<Finding>& out) : policy_(policy), out_(out) {}

    void add(std::string_view code, std::string_view quality, Position at, std::string message,
             std::vector<Id> subjects, bool brought_about = true) {
        Severity severity = Severity::warning;
        if (const auto ruling = policy_.rulings.find(std::string(code));
            ruling != policy_.rulings.end()) {
            if (*ruling->second == Ruling::off) return;
            severity = *ruling->second == Ruling::error     ? Severity::error
                       : *ruling->second == Ruling::warning ? Severity::warning
                                                            : Severity::note;
        }
        Finding f;
        f.code = code;
        f.severity = severity;
        f.quality = quality;
        f.message = std::move(message);
        if (const CodeEntry* entry = find_code(code)) f.help = entry->remedy;
        f.at = at;
        std::string key(code);
        for (const Id& id : subjects) key += "\n" + id;
        f.fingerprint = sha256(key).substr(0, 32);
        f.subjects = std::move(subjects);
        f.brought_about = brought_about;
        out_.push_back(std::move(f));
    }

  private:
    const Policy& policy_;
    std::vector<Finding>& out_;
};

void reaches_nothing(const Study& study, Findings& findings) {
    const Change& change = *study.change;
    const Graph& g = *study.transition.graph_with;
    if (study.transition.kernel.empty()) {
        findings.add(code::change_reaches_nothing, "manageability", change.at,
                     "the change reaches no process: no chain of needs leads from what it touches "
                     "to any process",
                     {change.id});
    }
    std::set<Id> said;
    for (const Step& step : change.steps) {
        const auto target = outage_target(step);
        if (!target || !said.insert(*target).second) continue;
        const auto v = g.find(*target);
        if (!v) continue;
        const Distances d = reached_from(g, {&*v, 1});
        const bool reaches = std::any_of(d.depth.begin() + g.components, d.depth.end(),
                                         [](std::uint32_t depth) { return depth != not_reached; });
        if (!reaches)
            findings.add(code::step_reaches_nothing, "manageability", step.at,
                         fmt::format("{} reaches no process: nothing that the model knows needs it",
                                     *target),
                         {*target});
    }
}

void departments_without_process(const Study& study, Findings& findings) {
    for (const auto& [id, d] : study.after->departments) {
        const bool any = std::any_of(
            study.after->processes.begin(), study.after->processes.end(),
            [&](const auto& p) { return *p.second.department == id; });
        if (!any)
            findings.add(code::department_not_modelled, "manageability", d.at,
                         fmt::format("{} has no process in the model, so its risk is not known", id),
                         {id}, false);
    }
}

/// Circles without a buffer whose members take time to restart.
void cold_start(const Study& study, Findings& findings) {
    const World& w = study.transition.with;
    for (std::size_t k = 0; k < w.cyclic.size(); ++k) {
        if (!w.cyclic[k]) continue;
        std::vector<Id> members;
        bool delayed = false;
        for (std::uint32_t place = w.scc_first[k]; place < w.scc_first[k + 1]; ++place) {
            members.push_back(w.graph->names[w.node[place]]);
            delayed |= w.restart[place] > Duration{0};
        }
        if (!delayed) continue;
        std::sort(members.begin(), members.end());
        const auto c = study.after->components.find(members.front());
        findings.add(code::cold_start_cycle, "manageability",
                     c == study.after->components.end() ? Position{} : c->second.at,
                     fmt::format("{} need each other to start, and it takes time: the order of a "
                                 "cold start is not said",
                                 fmt::join(members, ", ")),
                     members, !study.transition.same_structure);
    }
}

void better_than_supplier(const Study& study, Findings& findings) {
    for (const BackgroundSource& b : study.transition.background) {
        if (!b.counts || study.transition.sources[b.source].kind != Source::Kind::supplier) continue;
        for (const std::uint32_t place : b.with_places) {
            const World& w = study.transition.with;
            const auto c = study.after->components.find(w.graph->names[w.node[place]]);
            if (c == study.after->components.end() || never_fails(c->second)) continue;
            const double whole = unavailability_of(c->second, *study.after).value.value;
            const double shared = unavailability_split(c->second, *study.after).shared;
            if (whole < shared)
                findings.add(code::better_than_supplier, "availability", c->second.unavailability.at,
                             fmt::format("{} is said to be down less often than what it shares with "
                                         "{}; it is taken at the supplier's part",
                                         c->first, *c->second.supplier),
                             {c->first}, false);
        }
    }
}

}  // namespace

void add_findings(const Study& study, const Policy& policy, Assessment& out) {
    Findings findings(policy, out.findings);
    reaches_nothing(study, findings);
    departments_without_process(study, findings);
    cold_start(study, findings);
    better_than_supplier(study, findings);
    std::stable_sort(out.findings.begin(), out.findings.end(), [](const Finding& a, const Finding& b) {
        if (a.severity != b.severity) return a.severity > b.severity;
        if (a.code != b.code) return a.code < b.code;
        return a.subjects < b.subjects;
    });
}

}  // namespace knockon
