// A: is it up when it is needed?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "assess/answer/wording.h"
#include "assess/findings/demand.h"
#include "assess/findings/landscape_findings.h"
#include "base/codes.h"
#include "base/tie.h"
#include "model/defaults.h"
#include "risk/background.h"

namespace knockon {
namespace {

/// Something that members of a group may have in common: ("site", "nordhost").
using Shared = std::pair<std::string_view, std::string>;

std::vector<Shared> what_it_stands_on(const Component& c) {
    std::vector<Shared> all;
    if (c.supplier) all.emplace_back("supplier", *c.supplier);
    if (c.more->site) all.emplace_back("site", *c.more->site);
    if (c.more->network) all.emplace_back("network", *c.more->network);
    if (c.more->technologies) {
        std::vector<std::string> each = *c.more->technologies;
        std::sort(each.begin(), each.end());
        each.erase(std::unique(each.begin(), each.end()), each.end());
        for (std::string& t : each) all.emplace_back("technology", std::move(t));
    }
    return all;
}

/// An id names itself; what has no id says what it is, so that no id can be taken for it.
std::string subject_of(const Shared& s) {
    return s.first == "supplier" ? s.second : fmt::format("{} {}", s.first, s.second);
}

std::string group_text(const Group& group, const std::string& members) {
    if (group.needed == 1) return "any of " + members;
    return fmt::format("{} of {}", group.needed, members);
}

void shared_by_group(const Inspected& in, Node consumer, const Group& group, FindingList& out) {
    const Graph& g = in.graph;
    std::map<Shared, std::vector<Id>> users;
    std::vector<Id> members;
    for (const Node m : g.members_of(group)) {
        members.push_back(g.names[m]);
        if (g.is_process(m)) continue;
        for (Shared& s : what_it_stands_on(in.component(m)))
            users[std::move(s)].push_back(g.names[m]);
    }
    std::sort(members.begin(), members.end());
    const std::size_t suffice = group.size - group.needed + 1;
    for (const auto& [shared, on] : users) {
        if (on.size() < suffice) continue;
        std::vector<Id> subjects = members;
        subjects.insert(subjects.begin(), g.names[consumer]);
        subjects.push_back(subject_of(shared));
        out.add({.code = code::redundancy_in_name,
                 .at = group.need->at(),
                 .message = fmt::format(
                     "the redundancy of {} ({}) is none: {} {} one {}, {}; {}", in.called(consumer),
                     group_text(group, in.names(members)),
                     on.size() == members.size() ? "all" : in.names(on),
                     shared.first == "site" || shared.first == "network" ? "are on" : "share",
                     shared.first, in.names(shared.second), in.hits(consumer)),
                 .subjects = std::move(subjects),
                 .severity = shared.first == "technology" ? Severity::note : Severity::warning});
    }
}

/// A04: groups with a spare whose members share so much that the spare is none.
void redundancy_in_name(const Inspected& in, FindingList& out) {
    for (Node v = 0; v < in.graph.size(); ++v)
        for (const Group& group : in.graph.groups_of(v))
            if (group.needed < group.size) shared_by_group(in, v, group, out);
}

/// A need that its consumer feels at once, every time, and for all that it does.
bool is_series(const Group& g) {
    const Need& n = *g.need;
    return n.terms->tolerates == Duration{0} && n.terms->chance.value_or(1) >= 1 && n.terms->impact.value_or(1) >= 1 &&
           g.needed == g.size;
}

/// A05: components that are down more often than was promised of a process that cannot do without.
void weaker_than_promised(const Inspected& in, FindingList& out) {
    const auto promised = demands<double>(
        in.graph,
        [&](Node p) {
            const auto& target = in.process(p).target_unavailability;
            return target ? std::optional(*target) : std::nullopt;
        },
        [](const Group& g) { return is_series(g) ? std::optional(0.0) : std::nullopt; });
    for (Node v = 0; v < in.graph.components; ++v) {
        if (promised[v].empty()) continue;
        const Component& c = in.component(v);
        const auto down = unavailability_of(c, in.landscape);
        const double tie = down.value.value / (1 + 1e-9);
        if (tie <= promised[v].front().limit) continue;
        const Process& p = in.process(promised[v].front().process);
        out.add({.code = code::weaker_than_promised,
                 .at = c.unavailability ? c.unavailability.at : c.at,
                 .message = fmt::format(
                     "{} is down {} of the time{}; {} cannot do without it and was promised {} at "
                     "most{}; {}",
                     in.called(v), share_text(down.value.value),
                     down.assumed() ? " (assumed)" : "", in.names(p.id),
                     share_text(*p.target_unavailability),
                     also_text("too often also for", others_below(in.graph, promised[v], tie),
                               in.names),
                     in.hits(v)),
                 .subjects = {c.id, p.id},
                 .severity = down.assumed() ? Severity::note : Severity::warning,
                 .related = {{p.target_unavailability.at, fmt::format("target of {}", in.names(p.id))}},
                 .extent = down.value.value});
    }
}

/// What a node cannot do without for a moment, itself included, by node.
std::vector<Node> series_below(const Graph& g, Node root, std::vector<Node>& seen_from) {
    std::vector<Node> all = {root};
    seen_from[root] = root;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const Group& group : g.groups_of(all[i])) {
            if (!is_series(group)) continue;
            for (const Node m : g.members_of(group))
                if (seen_from[m] != root) seen_from[m] = root, all.push_back(m);
        }
    std::sort(all.begin(), all.end());
    return all;
}

/// A08: targets that each of the parts keeps, and not all of them together.
void sum_breaks_promise(const Inspected& in, FindingList& out) {
    std::vector<Node> seen_from(in.graph.size(), in.graph.size());
    for (Node p = in.graph.components; p < in.graph.size(); ++p) {
        const Process& process = in.process(p);
        if (!process.target_unavailability) continue;
        const double target = *process.target_unavailability;
        std::set<Id> suppliers;  // what they share with their others counts once
        bool each_keeps = true;
        double up = 1;
        std::vector<Id> names;
        for (const Node v : series_below(in.graph, p, seen_from)) {
            if (in.graph.is_process(v)) continue;
            const Component& c = in.component(v);
            const Unavailability u = unavailability_split(c, in.landscape);
            each_keeps &= !exceeds(unavailability_of(c, in.landscape).value.value, target);
            if (u.own > 0 || u.shared > 0) names.push_back(c.id);
            up *= 1 - u.own;
            if (c.supplier && u.shared > 0 && suppliers.insert(*c.supplier).second)
                up *= 1 - u.shared;
        }
        if (!each_keeps || !exceeds(1 - up, target)) continue;
        std::vector<Id> subjects = {process.id};
        subjects.insert(subjects.end(), names.begin(), names.end());
        out.add({.code = code::sum_breaks_promise,
                 .at = process.target_unavailability.at,
                 .message = fmt::format(
                     "the target of {} cannot be met: it may be down {} of the time, and what it "
                     "cannot do without ({}) is down {} of it, taken together",
                     in.called(p), share_text(target), in.names(names), share_text(1 - up)),
                 .subjects = std::move(subjects),
                 .extent = 1 - up});
    }
}

/// A06: components said to be better than the part of their supplier's outages that they share.
void better_than_supplier(const Inspected& in, FindingList& out) {
    std::map<Id, double> shared;
    for (const auto& [id, s] : in.landscape.suppliers)
        shared[id] = shared_unavailability(s, in.landscape);
    for (const auto& [id, c] : in.landscape.components) {
        if (!c.supplier || never_fails(c) || !c.unavailability) continue;
        const auto part = shared.find(*c.supplier);
        if (part == shared.end() || !exceeds(part->second, c.unavailability->value)) continue;
        out.add({.code = code::better_than_supplier,
                 .at = c.unavailability.at,
                 .message = fmt::format("{} is said to be down {} of the time, but what it shares "
                                        "with {} is {}; it is taken to be down that often",
                                        in.names(id), share_text(c.unavailability->value),
                                        in.names(*c.supplier),
                                        share_text(part->second)),
                 .subjects = {id},
                 .extent = part->second - c.unavailability->value});
    }
}

}  // namespace

void availability_of_landscape(const Inspected& in, FindingList& out) {
    redundancy_in_name(in, out);
    weaker_than_promised(in, out);
    better_than_supplier(in, out);
    sum_breaks_promise(in, out);
}

}  // namespace knockon
