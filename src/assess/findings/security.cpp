// S: does data stay where it may be, and is what matters out of reach?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "assess/findings/landscape_findings.h"
#include "base/codes.h"

namespace knockon {
namespace {

/// Data of a class where it may not be.
struct Excess {
    Node holder = 0;              // has it, or hands it on
    const Group* over = nullptr;  // over this need, where the connection is not cleared for it
    Id owner;                     // whose clearance is exceeded: holder, supplier, or consumer
    Position stated;              // the clearance
    DataClass data{}, cleared{};
    std::vector<Id> subjects;
};

void add_excess(const Inspected& in, Node v, DataClass held, const Id& owner,
                const Stated<DataClass>& clearance, std::vector<Excess>& out) {
    if (!clearance || held <= *clearance) return;
    const Id& id = in.graph.names[v];
    out.push_back({v,
                   nullptr,
                   owner,
                   clearance.at,
                   held,
                   *clearance,
                   {id, owner, fmt::format("class {}", name(held))}});
}

std::vector<Excess> excesses(const Inspected& in, const DataFlow& flow) {
    const Graph& g = in.graph;
    std::vector<Excess> out;
    for (Node v = 0; v < g.size(); ++v) {
        const auto held = flow.held(v);
        if (held && !g.is_process(v)) {
            const Component& c = in.component(v);
            add_excess(in, v, *held, c.id, c.more->clearance, out);
            if (const Supplier* s = in.supplier_of(c))
                add_excess(in, v, *held, s->id, s->clearance, out);
        }
        for (const Group& group : g.groups_of(v)) {
            const auto carried = flow.carried(v, group);
            const auto& clearance = group.need->terms->clearance;
            if (!carried || !clearance || *carried <= *clearance) continue;
            Excess e{v, &group, g.names[v], clearance.at(), *carried, *clearance, {g.names[v]}};
            for (const Node m : g.members_of(group)) e.subjects.push_back(g.names[m]);
            std::sort(e.subjects.begin() + 1, e.subjects.end());
            e.subjects.push_back(fmt::format("connection class {}", name(*carried)));
            out.push_back(std::move(e));
        }
    }
    return out;
}

/// A need by which `v` hands data of that class to `member`.
Position handed_at(const Inspected& in, const DataFlow& flow, Node v, Node member, DataClass c) {
    for (const Group& group : in.graph.groups_of(v)) {
        const auto carried = flow.carried(v, group);
        if (!carried || *carried < c) continue;
        const auto members = in.graph.members_of(group);
        for (std::size_t i = 0; i < members.size(); ++i)
            if (members[i] == member) {
                const Ref& ref = group.need->members[i];
                return ref.at ? ref.at : group.need->at();
            }
    }
    return {};
}

constexpr std::size_t hops_listed = 12;

/// The way the data took, nearest to its end first where it is too long to be listed.
std::vector<Related> way_of(const Inspected& in, const DataFlow& flow, const std::vector<Node>& way,
                            DataClass c) {
    std::vector<Related> hops;
    const std::size_t first = way.size() > hops_listed + 1 ? way.size() - hops_listed - 1 : 0;
    for (std::size_t i = first; i + 1 < way.size(); ++i)
        hops.push_back({handed_at(in, flow, way[i], way[i + 1], c),
                        fmt::format("{} hands it to {}", in.called(way[i]), in.called(way[i + 1]))});
    if (first > 0)
        hops.front().message = fmt::format("(after {} more) {}", first, hops.front().message);
    return hops;
}

NewFinding at_holder(const Inspected& in, const DataFlow& flow, const Excess& e) {
    const Id& holder = in.graph.names[e.holder];
    const std::vector<Node> way = flow.way(e.holder, e.data);
    const bool own = way.size() == 1;
    NewFinding f{.code = code::data_above_clearance};
    f.related = way_of(in, flow, way, e.data);
    f.at = own ? in.component(e.holder).more->data.at() : f.related.back().at;
    f.message = fmt::format(
        "{}, but {} is cleared for {} at most; {}",
        own ? fmt::format("{} works with {} data", in.names(holder), name(e.data))
            : fmt::format("{} data of {} reaches {}", name(e.data), in.called(way.front()),
                          in.names(holder)),
        e.owner == holder ? own ? "it" : in.names(holder)
                          : "its supplier " + in.names(e.owner),
        name(e.cleared), in.needed_by(e.holder));
    return f;
}

NewFinding at_connection(const Inspected& in, const DataFlow& flow, const Excess& e) {
    const Id& holder = in.graph.names[e.holder];
    NewFinding f{.code = code::data_above_clearance};
    f.at = e.over->need->at();
    std::string of;
    if (!e.over->need->terms->data) {  // else the need itself is where it begins
        const std::vector<Node> way = flow.way(e.holder, e.data);
        if (way.size() > 1) of = " of " + in.called(way.front());
        f.related = way_of(in, flow, way, e.data);
    }
    f.message = fmt::format(
        "{} hands on {} data{}, but the connection is cleared for {} at most; {}",
        in.names(holder),        name(e.data), of, name(e.cleared), in.needed_by(e.holder));
    return f;
}

NewFinding finding_of(const Inspected& in, const DataFlow& flow, const Excess& e) {
    NewFinding f = e.over ? at_connection(in, flow, e) : at_holder(in, flow, e);
    f.subjects = e.subjects;
    if (e.stated) f.related.push_back({e.stated, "the clearance"});
    return f;
}

/// S01: data of a class above what its holder, the holder's supplier or a connection is cleared
/// for.
void data_above_clearance(const Inspected& in, FindingList& out) {
    for (const Excess& e : excesses(in, in.flow)) out.add(finding_of(in, in.flow, e));
}

bool stores_confidential(const Component& c) {
    const std::string kind = c.kind.value_or("");
    return (kind == "database" || kind == "data") && c.more->data && *c.more->data >= DataClass::confidential;
}

void behind(const Inspected& in, const Component& exposed, const Group& group, Node m,
            FindingList& out) {
    if (in.graph.is_process(m) || !stores_confidential(in.component(m))) return;
    const Component& store = in.component(m);
    const auto& cleared = group.need->terms->clearance;
    if (cleared && *cleared >= *store.more->data) return;
    out.add({.code = code::no_boundary,
             .at = group.need->at(),
             .message = fmt::format("nothing stands between {}, which is exposed to the internet, "
                                    "and the {} data in {}; {}",
                                    in.names(exposed.id), name(*store.more->data), in.called(m),
                                    in.needed_by(m)),
             .subjects = {exposed.id, store.id},
             .related = {{exposed.more->exposed.at(), "exposed here"}, {store.more->data.at(), "its data"}}});
}

/// S04: an exposed component that needs a store of confidential data itself, or is one.
void no_boundary(const Inspected& in, FindingList& out) {
    for (Node v = 0; v < in.graph.components; ++v) {
        const Component& c = in.component(v);
        if (!c.more->exposed.value_or(false)) continue;
        if (stores_confidential(c))
            out.add({.code = code::no_boundary,
                     .at = c.more->exposed.at(),
                     .message = fmt::format("{}, which stores {} data, is itself exposed to the "
                                            "internet; {}",
                                            in.called(v), name(*c.more->data), in.needed_by(v)),
                     .subjects = {c.id},
                     .related = {{c.more->data.at(), "its data"}},
                     .help = "Expose a service before it instead, or accept it by name."});
        for (const Group& group : in.graph.groups_of(v))
            for (const Node m : in.graph.members_of(group)) behind(in, c, group, m, out);
    }
}

/// Needs of the landscape after that the same consumer did not have before, by place of the group.
std::vector<bool> new_needs(const Inspected& before, const Inspected& after) {
    std::vector<bool> is_new(after.graph.groups.size(), false);
    for (Node v = 0; v < after.graph.size(); ++v) {
        const auto old = before.graph.find(after.graph.names[v]);
        for (std::uint32_t i = after.graph.group_first[v]; i < after.graph.group_first[v + 1];
             ++i) {
            const auto same = [&](const Group& g) {
                return *g.need == *after.graph.groups[i].need;
            };
            const auto groups = old ? before.graph.groups_of(*old) : std::span<const Group>{};
            is_new[i] = std::none_of(groups.begin(), groups.end(), same);
        }
    }
    return is_new;
}

/// S01, where too sensitive data came before as well: more of it comes anew.
void more_data_above_clearance(const Inspected& before, const Inspected& after, FindingList& out) {
    std::set<std::vector<Id>> known;
    for (const Excess& e : excesses(before, before.flow)) known.insert(e.subjects);
    if (known.empty()) return;
    const auto new_source = [&](Node v, DataClass c) {
        const auto old = before.landscape.components.find(after.graph.names[v]);
        return old == before.landscape.components.end() || !old->second.more->data ||
               *old->second.more->data < c;
    };
    const DataFlow fresh(after.flow, after.landscape, new_source, new_needs(before, after));
    for (const Excess& e : excesses(after, fresh)) {
        if (!known.contains(e.subjects)) continue;  // the landscape's own finding says it
        NewFinding f = finding_of(after, fresh, e);
        f.subjects.push_back(e.over && e.over->need->terms->data
                                 ? after.graph.names[e.holder]
                                 : after.graph.names[fresh.origin(e.holder, e.data)]);
        f.message = "more of it than before: " + f.message;
        out.add(std::move(f));
    }
}

struct Ways {
    std::vector<bool> open;  // on a way from the internet
    std::vector<Node> via;   // the node before it on a shortest one; itself where exposed
};

/// What can be reached from what is exposed, along needs.
Ways ways_in(const Inspected& in) {
    const Graph& g = in.graph;
    Ways w{std::vector<bool>(g.size()), std::vector<Node>(g.size())};
    std::vector<Node> queue;
    const auto reach = [&](Node v, Node via) {
        if (w.open[v]) return;
        w.open[v] = true;
        w.via[v] = via;
        queue.push_back(v);
    };
    for (Node v = 0; v < g.components; ++v)
        if (in.component(v).more->exposed.value_or(false)) reach(v, v);
    for (std::size_t next = 0; next < queue.size(); ++next)
        for (const Group& group : g.groups_of(queue[next]))
            for (const Node m : g.members_of(group)) reach(m, queue[next]);
    return w;
}

/// For each node the first critical process, by id, that needs it; `past_exposed`: also by way of
/// an exposed component.
std::vector<std::optional<Node>> needed_by_critical(const Inspected& in, bool past_exposed) {
    const Graph& g = in.graph;
    std::vector<std::optional<Node>> by(g.size());
    std::vector<Node> open;
    for (Node p = g.components; p < g.size(); ++p) {
        if (by[p] || !is_critical(in.process(p))) continue;
        by[p] = p;
        open.push_back(p);
        while (!open.empty()) {
            const Node v = open.back();
            open.pop_back();
            if (!past_exposed && !g.is_process(v) && in.component(v).more->exposed.value_or(false))
                continue;
            for (const Group& group : g.groups_of(v))
                for (const Node m : g.members_of(group))
                    if (!by[m]) {
                        by[m] = p;
                        open.push_back(m);
                    }
        }
    }
    return by;
}

/// What lies on a way from the internet and is needed by a critical process.
struct Target {
    Ways ways;
    std::vector<std::optional<Node>> process;
    bool contains(Node v) const { return ways.open[v] && process[v]; }
};

Target targets(const Inspected& in) { return {ways_in(in), needed_by_critical(in, false)}; }

/// S02: from what is exposed to what a critical process needs, said of the first such component on
/// each way.
void new_way_in(const Inspected& before, const Inspected& after, FindingList& out) {
    const Target old = targets(before), now = targets(after);
    const auto is_new = [&](Node v) {
        if (!now.contains(v)) return false;
        const auto was = before.graph.find(after.graph.names[v]);
        return !was || !old.contains(*was);
    };
    const Graph& g = after.graph;
    for (Node v = 0; v < g.components; ++v) {
        if (!is_new(v)) continue;
        const Node from = now.ways.via[v];
        if (from != v && is_new(from)) continue;
        std::vector<std::string> way{after.called(v)};
        for (Node w = v; now.ways.via[w] != w; way.push_back(after.called(w)))
            w = now.ways.via[w];
        std::reverse(way.begin(), way.end());
        const std::size_t steps = way.size();
        if (steps > 6) way.erase(way.begin() + 2, way.end() - 3), way.insert(way.begin() + 2, "…");
        out.add({.code = code::new_way_in,
                 .at = after.component(v).at,
                 .message =
                     steps == 1
                         ? fmt::format("{}, which {} needs, can be reached from the internet",
                                       after.called(v), after.called(*now.process[v]))
                         : fmt::format("a way from the internet leads to {}, which {} "
                                       "needs: {}",
                                       after.called(v), after.called(*now.process[v]),
                                       fmt::join(way, " → ")),
                 .subjects = {g.names[v]}});
    }
}

/// S03: suppliers on which no critical process stood before.
void new_third_party(const Inspected& before, const Inspected& after, FindingList& out) {
    const auto chain = [](const Inspected& in) {
        std::map<Id, Node> first;  // component by which the supplier is in the chain
        const auto by = needed_by_critical(in, true);
        for (Node v = 0; v < in.graph.components; ++v)
            if (by[v] && in.component(v).supplier) first.emplace(*in.component(v).supplier, v);
        return first;
    };
    const std::map<Id, Node> old = chain(before), now = chain(after);
    const auto by = needed_by_critical(after, true);
    for (const auto& [supplier, v] : now) {
        if (old.contains(supplier)) continue;
        const Component& c = after.component(v);
        out.add({.code = code::new_third_party,
                 .at = c.supplier.at() ? c.supplier.at() : c.at,
                 .message = fmt::format("{} is a new third party in a critical chain: {} needs {}, "
                                        "which is theirs",
                                        after.names(supplier), after.called(*by[v]), after.called(v)),
                 .subjects = {supplier}});
    }
}

}  // namespace

void security_of_landscape(const Inspected& in, FindingList& out) {
    data_above_clearance(in, out);
    no_boundary(in, out);
}

void security_of_difference(const Inspected& before, const Inspected& after, FindingList& out) {
    more_data_above_clearance(before, after, out);
    new_way_in(before, after, out);
    new_third_party(before, after, out);
}

}  // namespace knockon
