#include "assess/schedule/collisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/study/watched.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "risk/transition.h"

namespace knockon {
namespace {

constexpr Duration longest_watch = std::chrono::days{366};

using Parts = std::vector<Part>;

std::optional<Span> shared(const Span& a, const Span& b) {
    const Span s{std::max(a.start, b.start), std::min(a.end, b.end)};
    if (s.start >= s.end) return std::nullopt;
    return s;
}

/// While one is carried out and the other carried out or watched.
std::optional<Span> meeting(const Party& ours, const Party& theirs) {
    const auto a = shared(ours.window, theirs.watched), b = shared(ours.watched, theirs.window);
    if (!a || !b) return a ? a : b;
    return Span{std::min(a->start, b->start), std::max(a->end, b->end)};
}

std::string some_of(const std::vector<std::string>& texts) {
    return texts.size() <= 2
               ? fmt::format("{}", fmt::join(texts, "; "))
               : fmt::format("{}; {}; and {} more", texts[0], texts[1], texts.size() - 2);
}

std::vector<Node> nodes_of(const Graph& g, const Parts& parts) {
    std::vector<Node> nodes;
    for (const Part& part : parts)
        if (const auto v = g.find(part.id)) nodes.push_back(*v);
    return nodes;
}

Distances falls_with(const Parts& touched, const Graph& g) {
    return reached_from(g, nodes_of(g, touched));
}

/// What both sides reach in one landscape.
class Reached {
  public:
    Reached(const Ground& ground, const Distances& ours, const Distances& theirs)
        : ground_(ground), ours_(ours), theirs_(theirs) {}

    /// "shop needs auth", for each of `users` that stands on something the others touch.
    void needs(const Parts& users, bool on_ours, std::set<std::string>& out) const {
        const Distances& d = on_ours ? ours_ : theirs_;
        for (const Node v : nodes_of(ground_.graph, users)) {
            const std::vector<Node> way = chain(d, v);
            if (way.size() < 2) continue;
            out.insert(way.size() == 2 ? fmt::format("{} needs {}", name(v), name(way.front()))
                                       : fmt::format("{} needs {} through {}", name(v),
                                                     name(way.front()), name(way[way.size() - 2])));
        }
    }

    /// Groups of which each side alone takes no more than can be spared, but not the same members.
    void redundancy(std::set<std::string>& out) const {
        for (const auto& [v, g] : ground_.spare) {
            std::size_t by_ours = 0, by_theirs = 0;
            std::vector<std::string> hit;
            for (const Node m : ground_.graph.members_of(g)) {
                const bool a = ours_.depth[m] != not_reached, b = theirs_.depth[m] != not_reached;
                by_ours += a;
                by_theirs += b;
                if (a || b) hit.push_back(name(m));
            }
            const std::size_t spare = g.size - g.needed;
            if (by_ours > spare || by_theirs > spare) continue;
            if (hit.size() <= std::max(by_ours, by_theirs)) continue;
            out.insert(fmt::format(
                "{} of the {} that {} needs {} of{}", ids_text(hit), g.size, name(v), g.needed,
                hit.size() > spare ? ", too few are left if both fail" : ""));
        }
    }

  private:
    std::string name(Node v) const { return ground_.called(ground_.graph.names[v]); }
    const Ground& ground_;
    const Distances &ours_, &theirs_;
};

/// Looks at one pair.
class Pair {
  public:
    Pair(const Ground& ground, const Party& ours, const Party& theirs, const Calendars& calendars)
        : ground_(ground),
          landscape_(*ground.landscape),
          ours_(ours),
          theirs_(theirs),
          calendars_(calendars) {}

    std::vector<Collision> take() {
        if (const auto when = meeting(ours_, theirs_)) in_common(*when);
        at_one_time();
        return std::move(found_);
    }

    /// What they have in common, whenever they meet.
    std::vector<Collision> take_common() {
        in_common(ours_.window);
        return std::move(found_);
    }
    /// Whether they want the same team at one time, or see the same deadline.
    std::vector<Collision> take_at_one_time() {
        at_one_time();
        return std::move(found_);
    }

  private:
    void in_common(const Span& when) {
        same_parts(when);
        on_common_ground(when);
    }
    void at_one_time() {
        same_team();
        same_deadline();
    }

    void add(CollisionKind kind, std::string what, const Span& when) {
        const Change& other = *theirs_.change;
        found_.push_back({kind, other.id, std::move(what), when, other.window.start.at});
    }

    void same_parts(const Span& when) {
        std::vector<Id> same;
        std::set<Id> mine, both;
        for (const Part& a : ours_.touched) {
            mine.insert(a.suppliers.begin(), a.suppliers.end());
            for (const Part& b : theirs_.touched)
                if (a.id == b.id) same.push_back(a.id);
        }
        for (const Part& b : theirs_.touched)
            for (const Id& s : b.suppliers)
                if (mine.contains(s)) both.insert(s);
        if (same.empty() && both.empty()) return;
        const std::optional<Names> altered =
            ours_.own ? std::optional<Names>({*ours_.after, landscape_}) : std::nullopt;
        const Names& names = altered ? *altered : ground_.called;
        if (!same.empty()) add(CollisionKind::component, names(same), when);
        if (!both.empty()) add(CollisionKind::supplier, names(std::vector<Id>(both.begin(), both.end())), when);
    }

    void on_common_ground(const Span& when) {
        std::set<std::string> needs, groups;
        const auto look = [&](const Reached& reached) {
            reached.needs(theirs_.touched, true, needs);
            reached.needs(ours_.touched, false, needs);
            reached.redundancy(groups);
        };
        look({ground_, ours_.falls, theirs_.falls});
        for (const Party* altered : {&ours_, &theirs_}) {
            if (!altered->own) continue;
            const Graph& g = altered->own->graph;
            const Distances ours = falls_with(ours_.touched, g), theirs = falls_with(theirs_.touched, g);
            look({*altered->own, ours, theirs});
        }
        if (!needs.empty()) add(CollisionKind::need, some_of({needs.begin(), needs.end()}), when);
        if (!groups.empty())
            add(CollisionKind::redundancy, some_of({groups.begin(), groups.end()}), when);
    }

    void same_team() {
        const auto &mine = ours_.change->team, &their = theirs_.change->team;
        const auto when = shared(ours_.window, theirs_.window);
        if (when && mine && their && *mine == *their) add(CollisionKind::team, *mine, *when);
    }

    /// Deadlines that end in both watched periods (semantics, section 4).
    void same_deadline() {
        const auto common = shared(ours_.watched, theirs_.watched);
        if (!common) return;
        std::vector<std::string> what;
        std::optional<Span> first;
        for (const Id& id : theirs_.reached) {
            const auto p = landscape_.processes.find(id);
            if (p == landscape_.processes.end() ||
                !std::binary_search(ours_.reached.begin(), ours_.reached.end(), id))
                continue;
            for (const Deadline& d : p->second.deadlines)
                for (const Span& s : calendars_.spans(*d.calendar, common->start, common->end)) {
                    if (s.end > common->end) continue;
                    what.push_back(fmt::format("{} ({})", p->second.name.value_or(id), *d.calendar));
                    if (!first || s.end < first->end) first = s;
                    break;
                }
        }
        if (first) add(CollisionKind::deadline, some_of(what), *first);
    }

    const Ground& ground_;
    const Landscape& landscape_;
    const Party &ours_, &theirs_;
    const Calendars& calendars_;
    std::vector<Collision> found_;
};

void say_it_does_not_fit(const Change& change, const Change& planned, Diagnostics& out) {
    const bool done = std::any_of(change.after.begin(), change.after.end(),
                                  [&](const Ref& r) { return *r == planned.id; });
    if (!done)
        out.note(code::step_target_missing, planned.at,
                 fmt::format("`{}` does not fit the landscape as it is, so what it would change "
                             "in it is left out of the search for collisions",
                             planned.id),
                 "`knockon check` says why; name it in `after` if it is carried out before");
}

/// One planned change at its place, with the landscape after it.
struct Theirs {
    std::unique_ptr<const Landscape> after;
    Party party;
};

/// Nothing where it cannot be seen from any start in [from, to), or has no start itself.
std::optional<Theirs> placed_near(const Ground& ground, const Change& ours, Span near,
                                  const Change& planned, const Calendars& calendars,
                                  Diagnostics& out) {
    const Landscape& landscape = *ground.landscape;
    if (planned.id == ours.id) return std::nullopt;
    if (!planned.window.start) {
        out.warning(code::window_start_missing, planned.at,
                    fmt::format("the planned change `{}` has no start, so whether it collides "
                                "is not known",
                                planned.id),
                    "give it a `window: {start: …}`");
        return std::nullopt;
    }
    const Instant start = calendars.landscape_zone().to_instant(*planned.window.start);
    const Duration length = window_length(planned);
    if (start >= near.end || start + length + longest_watch <= near.start) return std::nullopt;
    Diagnostics problems;
    auto after = std::make_unique<const Landscape>(apply(landscape, planned, problems));
    if (problems.has_errors()) {
        say_it_does_not_fit(ours, planned, out);
        after = std::make_unique<const Landscape>(landscape);
    }
    Party theirs = party(ground, {&planned, after.get(), start, length, length});
    const Watched w = watched_period(planned, *after, calendars, start, theirs.reached);
    theirs.watched.end = std::max(start + w.end, theirs.window.end);
    return Theirs{std::move(after), std::move(theirs)};
}

}  // namespace

bool alters(const Change& change) {
    return std::any_of(change.steps.begin(), change.steps.end(), [](const Step& s) {
        return s.verb != Verb::update && s.verb != Verb::load;
    });
}

Ground::Ground(const Landscape& l) : landscape(&l), graph(compile(l)), called(l) {
    for (Node v = 0; v < graph.size(); ++v)
        for (const Group& g : graph.groups_of(v))
            if (g.needed < g.size) spare.emplace_back(v, g);
}

Party party(const Ground& ground, const Placed& p) {
    Party out{p.change, p.after, window_span(p.start, p.window_end), {}, {}, {}, {}, {}};
    out.watched = {p.start, std::max(p.start + p.watched_end, out.window.end)};
    out.touched = touched_parts(*ground.landscape, *p.after, *p.change);
    if (p.after != ground.landscape && alters(*p.change))
        out.own = std::make_shared<const Ground>(*p.after);
    out.reached = reached_processes(ground.graph, out.own ? out.own->graph : ground.graph, *p.change);
    out.falls = falls_with(out.touched, ground.graph);
    return out;
}

std::vector<Collision> meetings(const Ground& ground, const Party& ours, const Party& theirs,
                                const Calendars& calendars) {
    return Pair(ground, ours, theirs, calendars).take();
}

std::vector<Collision> collisions(const Landscape& landscape, const Placed& ours,
                                  std::span<const Change> planned, const Calendars& calendars,
                                  Diagnostics& out) {
    std::vector<Collision> found;
    if (planned.empty()) return found;
    const Ground ground(landscape);
    const Party us = party(ground, ours);
    for (const Change& c : planned)
        if (const auto theirs = placed_near(ground, *ours.change, us.watched, c, calendars, out))
            for (Collision& met : meetings(ground, us, theirs->party, calendars))
                found.push_back(std::move(met));
    std::stable_sort(found.begin(), found.end(), [](const Collision& a, const Collision& b) {
        return std::tie(a.when.start, a.other, a.kind) < std::tie(b.when.start, b.other, b.kind);
    });
    return found;
}

OtherStarts::OtherStarts(const Landscape& landscape, const Placed& ours,
                         std::span<const Change> planned, const Calendars& calendars, Instant from,
                         Instant to, Diagnostics& out)
    : calendars_(calendars), window_end_(ours.window_end) {
    if (planned.empty()) return;
    ground_ = std::make_unique<const Ground>(landscape);
    ours_ = party(*ground_, ours);
    for (const Change& c : planned)
        if (auto theirs =
                placed_near(*ground_, *ours.change, {from, to + longest_watch}, c, calendars, out))
            planned_.push_back({std::move(theirs->after), std::move(theirs->party)});
}

std::vector<std::pair<Id, CollisionKind>> OtherStarts::at(Instant start, Duration watched_end) {
    std::vector<std::pair<Id, CollisionKind>> met;
    ours_.window = window_span(start, window_end_);
    ours_.watched = {start, std::max(start + watched_end, ours_.window.end)};
    for (Planned& theirs : planned_) {
        if (!shared(ours_.watched, theirs.party.watched)) continue;
        Pair pair(*ground_, ours_, theirs.party, calendars_);
        const Id& other = theirs.party.change->id;
        for (const Collision& c : pair.take_at_one_time()) met.emplace_back(other, c.kind);
        if (!meeting(ours_, theirs.party)) continue;
        if (!theirs.common) {
            theirs.common.emplace();
            for (const Collision& c : pair.take_common()) theirs.common->push_back(c.kind);
        }
        for (const CollisionKind kind : *theirs.common) met.emplace_back(other, kind);
    }
    return met;
}

void add_collisions(const std::vector<Collision>& all, const Change& change, const Zone& zone,
                    FindingList& findings) {
    for (const Collision& c : all)
        findings.add({.code = code::collision,
                      .at = change.window.start ? change.window.start.at : change.at,
                      .message = fmt::format("collides with `{}` ({}: {}), {}", c.other,
                                             name(c.kind), c.what, period_text(c.when, zone)),
                      .subjects = {change.id, c.other, std::string(name(c.kind))},
                      .related = {{c.at, fmt::format("`{}`", c.other)}}});
}

}  // namespace knockon
