// M: can it be run and mended by the people who have it?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "assess/findings/landscape_findings.h"
#include "assess/answer/wording.h"
#include "base/codes.h"

namespace knockon {
namespace {

bool rests_on(const Inspected& in, Node v) { return in.fallout.processes.count(v) > 0; }

bool from_outside(const Component& c) {
    return c.supplier || (c.more->sourcing && *c.more->sourcing != Sourcing::own);
}

/// M02: components that a process needs and no department answers for.
void nobody_owns(const Inspected& in, FindingList& out) {
    for (Node v = 0; v < in.graph.components; ++v) {
        const Component& c = in.component(v);
        if (c.owner || !rests_on(in, v)) continue;
        out.add({.code = code::no_owner,
                 .at = c.at,
                 .message = fmt::format("nobody owns {}: {}", in.called(v), in.hits(v)),
                 .subjects = {c.id}});
    }
}

/// M03, the component: it comes from outside, and nobody knows from whom.
void no_supplier(const Inspected& in, FindingList& out) {
    for (Node v = 0; v < in.graph.components; ++v) {
        const Component& c = in.component(v);
        if (!c.more->sourcing || *c.more->sourcing == Sourcing::own || c.supplier || !rests_on(in, v)) continue;
        out.add(
            {.code = code::no_contract,
             .at = c.more->sourcing.at(),
             .message = fmt::format("{} is {}, but no supplier answers for it: {}", in.called(v),
                                    name(*c.more->sourcing), in.hits(v)),
             .subjects = {c.id},
             .help = fmt::format("Name the `supplier` of {}, or write `sourcing: own` if nobody "
                                 "outside is to be called.",
                                 in.called(v))});
    }
}

/// M03, the supplier: processes rest on it, and nothing that it promises is known.
void nothing_agreed(const Inspected& in, FindingList& out) {
    std::map<Id, std::vector<Id>> supplied;
    for (Node v = 0; v < in.graph.components; ++v)
        if (in.component(v).supplier && rests_on(in, v))
            supplied[*in.component(v).supplier].push_back(in.graph.names[v]);
    for (const auto& [id, components] : supplied) {
        const Supplier& s = in.landscape.suppliers.at(id);
        if (s.unavailability || s.recovery || s.support) continue;
        out.add({.code = code::no_contract,
                 .at = s.at,
                 .message = fmt::format("nothing is known of what {} has agreed to: no "
                                        "availability, recovery or support hours, for {}",
                                        in.names(id), in.names(components)),
                 .subjects = {id},
                 .severity = Severity::note});
    }
}

/// M04: a tie with the horizon is outside it.
void end_of_life(const Inspected& in, FindingList& out) {
    if (!in.today.ok()) return;
    const std::chrono::sys_days today{in.today};
    const auto horizon = out.policy().thresholds.end_of_life_horizon;
    for (Node v = 0; v < in.graph.components; ++v) {
        const Component& c = in.component(v);
        if (!c.more->end_of_life || !rests_on(in, v)) continue;
        const std::chrono::sys_days end{*c.more->end_of_life};
        if (end - today >= horizon) continue;
        out.add({.code = code::end_of_life,
                 .at = c.more->end_of_life.at(),
                 .message = fmt::format("{} {} on {}: {}", in.called(v),
                                        end < today ? "is out of support: it ended"
                                                    : "comes to the end of its support",
                                        date_text(*c.more->end_of_life), in.hits(v)),
                 .subjects = {c.id},
                 .extent = -static_cast<double>(end.time_since_epoch().count())});
    }
}

/// Whether another department than the owner notices when it fails.
bool hits_others(const Inspected& in, Node v, const Id& owner) {
    const Falling& hit = in.fallout.departments;
    return hit.count(v) > 1 || (hit.count(v) == 1 && hit.first(v).front() != owner);
}

/// M10: it comes from outside, neither it nor its supplier is in the hands of IT, and others than
/// its owner rest on it. Where no department is known to be IT, nothing is said.
void bought_outside_it(const Inspected& in, FindingList& out) {
    const std::set<Id> it = it_departments(out.policy(), in.landscape);
    if (it.empty()) return;
    for (Node v = 0; v < in.graph.components; ++v) {
        const Component& c = in.component(v);
        if (!from_outside(c) || !c.owner || it.contains(*c.owner)) continue;
        const auto s =
            c.supplier ? in.landscape.suppliers.find(*c.supplier) : in.landscape.suppliers.end();
        if (s != in.landscape.suppliers.end() && s->second.owner && it.contains(*s->second.owner))
            continue;
        if (!hits_others(in, v, *c.owner)) continue;
        NewFinding found{.code = code::bought_outside_it,
                         .at = c.owner.at,
                         .message = fmt::format("{} comes from outside and {} runs it without IT, "
                                                "but others rest on it: {}",
                                                in.called(v), in.names(*c.owner), in.hits(v)),
                         .subjects = {c.id}};
        if (c.supplier)
            found.help = fmt::format("Let IT direct the supplier (`{}: {{owner: {}}}`), or own {}.",
                                     *c.supplier, *it.begin(), in.called(v));
        out.add(std::move(found));
    }
}

/// Whether a component cannot start without it: no choice, no patience, and always.
bool is_hard(const Need& need, const Group& group) {
    return group.needed == group.size && need.terms->tolerates == Duration{0} &&
           need.terms->chance.value_or(1) >= 1;
}

/// The members of a circle of needs, and of their needs only the hard ones.
Landscape hard_part(const Inspected& in, std::span<const Node> circle) {
    Landscape part;
    for (const Node v : circle) {
        Component c;  // a process, too: only its id and its needs matter here
        c.id = in.graph.names[v];
        for (const Group& group : in.graph.groups_of(v)) {
            if (!is_hard(*group.need, group)) continue;
            Need hard;
            for (const Node m : in.graph.members_of(group))
                if (in.sccs.of[m] == in.sccs.of[v]) hard.members.emplace_back(in.graph.names[m]);
            if (!hard.members.empty()) c.needs.push_back(std::move(hard));
        }
        part.components.emplace(c.id, std::move(c));
    }
    return part;
}

void add_cold_start(const Inspected& in, std::vector<Id> members, FindingList& out) {
    const auto& all = in.landscape.components;
    const auto starts_slowly = [&](const Id& id) {
        const auto c = all.find(id);
        return c != all.end() && c->second.more->restart.value_or(Duration{0}) > Duration{0};
    };
    const auto slow = std::find_if(members.begin(), members.end(), starts_slowly);
    if (slow == members.end()) return;
    const Position at = all.at(*slow).at;
    std::sort(members.begin(), members.end());
    out.add({.code = code::cold_start_cycle,
             .at = at,
             .message = fmt::format("{} need each other to start, and it takes time: which of them "
                                    "can start first is not said",
                                    in.names(members)),
             .subjects = members});
}

/// M07: circles of hard needs whose members take time to restart.
void cold_start(const Inspected& in, FindingList& out) {
    for (std::size_t k = 0; k < in.sccs.size(); ++k) {
        if (!is_cyclic(in.graph, in.sccs, k)) continue;
        const Landscape part = hard_part(in, in.sccs.members(k));
        const Graph hard = compile(part);
        const Sccs circles = strongly_connected(hard);
        for (std::size_t i = 0; i < circles.size(); ++i) {
            if (!is_cyclic(hard, circles, i)) continue;
            std::vector<Id> members;
            for (const Node v : circles.members(i)) members.push_back(hard.names[v]);
            add_cold_start(in, std::move(members), out);
        }
    }
}

/// M11: departments of which nothing can be said; the more they answer for, the worse. No change
/// makes a department, but one can make it answer for more.
void departments_without_process(const Inspected& in, FindingList& out) {
    std::set<Id> described;
    for (const auto& [id, p] : in.landscape.processes) described.insert(*p.department);
    std::map<Id, std::size_t> owned;
    for (const auto& [id, c] : in.landscape.components)
        if (c.owner) ++owned[*c.owner];
    for (const auto& [id, d] : in.landscape.departments) {
        if (described.contains(id)) continue;
        const std::size_t n = owned[id];
        const std::string owns =
            n == 0 ? "" : fmt::format("; it owns {} component{}", n, n == 1 ? "" : "s");
        out.add({.code = code::department_not_modelled,
                 .at = d.at,
                 .message = fmt::format(
                     "{} has no process in the model, so its risk is not known{}", in.names(id), owns),
                 .subjects = {id},
                 .extent = static_cast<double>(n)});
    }
}

}  // namespace

void manageability_of_landscape(const Inspected& in, FindingList& out) {
    nobody_owns(in, out);
    no_supplier(in, out);
    nothing_agreed(in, out);
    end_of_life(in, out);
    cold_start(in, out);
    bought_outside_it(in, out);
    departments_without_process(in, out);
}

}  // namespace knockon
