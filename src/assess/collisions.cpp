#include "assess/collisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/schedule.h"
#include "assess/watched.h"
#include "assess/wording.h"
#include "base/codes.h"
#include "graph/reach.h"
#include "risk/transition.h"

namespace knockon {
namespace {

constexpr Duration longest_watch = std::chrono::days{366};

using Parts = std::vector<Part>;

/// A planned change with the landscape it leaves.
struct Theirs {
    const Change* change = nullptr;
    const Landscape* after = nullptr;
    Span window, watched;
    Parts touched;
};

std::optional<Span> shared(const Span& a, const Span& b) {
    const Span s{std::max(a.start, b.start), std::min(a.end, b.end)};
    if (s.start >= s.end) return std::nullopt;
    return s;
}

/// While one is carried out and the other carried out or watched.
std::optional<Span> meeting(const Span& window, const Span& watched, const Theirs& t) {
    const auto a = shared(window, t.watched), b = shared(watched, t.window);
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

/// What both sides reach in one landscape.
class Ground {
  public:
    Ground(const Landscape& l, const Parts& ours, const Parts& theirs)
        : graph_(compile(l)),
          ours_(reached_from(graph_, nodes_of(graph_, ours))),
          theirs_(reached_from(graph_, nodes_of(graph_, theirs))) {}

    /// "shop needs auth", for each of `users` that stands on something the others touch.
    void needs(const Parts& users, bool on_ours, std::set<std::string>& out) const {
        const Distances& d = on_ours ? ours_ : theirs_;
        for (const Node v : nodes_of(graph_, users)) {
            const std::vector<Node> way = chain(d, v);
            if (way.size() < 2) continue;
            out.insert(way.size() == 2 ? fmt::format("{} needs {}", name(v), name(way.front()))
                                       : fmt::format("{} needs {} through {}", name(v),
                                                     name(way.front()), name(way[way.size() - 2])));
        }
    }

    /// Groups of which each side alone takes no more than can be spared, but not the same members.
    void redundancy(std::set<std::string>& out) const {
        for (Node v = 0; v < graph_.size(); ++v)
            for (const Group& g : graph_.groups_of(v)) {
                if (g.needed >= g.size) continue;
                std::size_t by_ours = 0, by_theirs = 0;
                std::vector<Id> hit;
                for (const Node m : graph_.members_of(g)) {
                    const bool a = ours_.depth[m] != not_reached,
                               b = theirs_.depth[m] != not_reached;
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
    const Id& name(Node v) const { return graph_.names[v]; }
    Graph graph_;
    Distances ours_, theirs_;
};

class Finder {
  public:
    Finder(const Landscape& landscape, const Placed& ours, const Calendars& calendars,
           Diagnostics& out)
        : landscape_(landscape),
          ours_(ours),
          calendars_(calendars),
          window_(window_span(ours.start, ours.window_end)),
          watched_{ours.start, std::max(ours.start + ours.watched_end, window_.end)},
          touched_(touched_parts(landscape, *ours.after, *ours.change)),
          reached_(reached_processes(landscape, *ours.after, *ours.change)),
          out_(out) {}

    void look_at(const Change& planned, std::vector<Collision>& found) {
        const Instant start = calendars_.landscape_zone().to_instant(*planned.window.start);
        const Duration length = window_length(planned);
        if (start >= watched_.end || start + length + longest_watch <= watched_.start) return;
        Diagnostics problems;
        const Landscape applied = apply(landscape_, planned, problems);
        const bool fits = !problems.has_errors();
        if (!fits) say_it_does_not_fit(planned);
        Theirs t{&planned, fits ? &applied : &landscape_, window_span(start, length), {}, {}};
        const std::vector<Id> reached = reached_processes(landscape_, *t.after, planned);
        const Watched w = watched_period(planned, *t.after, calendars_, start, reached);
        t.watched = {start, std::max(start + w.end, t.window.end)};
        t.touched = touched_parts(landscape_, *t.after, planned);
        if (const auto when = meeting(window_, watched_, t)) {
            same_parts(t, *when, found);
            on_common_ground(t, *when, found);
        }
        same_team(t, found);
        same_deadline(t, reached, found);
    }

  private:
    void say_it_does_not_fit(const Change& planned) {
        const auto& after = ours_.change->after;
        const bool done =
            std::any_of(after.begin(), after.end(), [&](const Ref& r) { return *r == planned.id; });
        if (!done)
            out_.note(
                code::step_target_missing, planned.at,
                fmt::format("`{}` does not fit the landscape as it is, so what it would change "
                            "in it is left out of the search for collisions",
                            planned.id),
                "`knockon check` says why; name it in `after` if it is carried out before");
    }

    static void add(CollisionKind kind, const Theirs& t, std::string what, const Span& when,
                    std::vector<Collision>& found) {
        found.push_back({kind, t.change->id, std::move(what), when, t.change->window.start.at});
    }

    void same_parts(const Theirs& t, const Span& when, std::vector<Collision>& found) const {
        std::vector<Id> same;
        std::set<Id> mine, both;
        for (const Part& a : touched_) {
            mine.insert(a.suppliers.begin(), a.suppliers.end());
            for (const Part& b : t.touched)
                if (a.id == b.id) same.push_back(a.id);
        }
        for (const Part& b : t.touched)
            for (const Id& s : b.suppliers)
                if (mine.contains(s)) both.insert(s);
        if (!same.empty()) add(CollisionKind::component, t, ids_text(same), when, found);
        if (!both.empty())
            add(CollisionKind::supplier, t, ids_text({both.begin(), both.end()}), when, found);
    }

    void on_common_ground(const Theirs& t, const Span& when, std::vector<Collision>& found) const {
        std::set<std::string> needs, groups;
        for (const Landscape* l : {&landscape_, ours_.after, t.after}) {
            const Ground ground(*l, touched_, t.touched);
            ground.needs(t.touched, true, needs);
            ground.needs(touched_, false, needs);
            ground.redundancy(groups);
        }
        if (!needs.empty())
            add(CollisionKind::need, t, some_of({needs.begin(), needs.end()}), when, found);
        if (!groups.empty())
            add(CollisionKind::redundancy, t, some_of({groups.begin(), groups.end()}), when, found);
    }

    void same_team(const Theirs& t, std::vector<Collision>& found) const {
        const auto& mine = ours_.change->team;
        const auto when = shared(window_, t.window);
        if (when && mine && t.change->team && *mine == *t.change->team)
            add(CollisionKind::team, t, *mine, *when, found);
    }

    /// Deadlines that end in both watched periods (semantics, section 4).
    void same_deadline(const Theirs& t, const std::vector<Id>& reached,
                       std::vector<Collision>& found) const {
        const auto common = shared(watched_, t.watched);
        if (!common) return;
        std::vector<std::string> what;
        std::optional<Span> first;
        for (const Id& id : reached) {
            const auto p = landscape_.processes.find(id);
            if (p == landscape_.processes.end() ||
                !std::binary_search(reached_.begin(), reached_.end(), id))
                continue;
            for (const Deadline& d : p->second.deadlines)
                for (const Span& s : calendars_.spans(*d.calendar, common->start, common->end)) {
                    if (s.end > common->end) continue;
                    what.push_back(fmt::format("{} ({})", id, *d.calendar));
                    if (!first || s.end < first->end) first = s;
                    break;
                }
        }
        if (first) add(CollisionKind::deadline, t, some_of(what), *first, found);
    }

    const Landscape& landscape_;
    const Placed& ours_;
    const Calendars& calendars_;
    Span window_, watched_;
    Parts touched_;
    std::vector<Id> reached_;
    Diagnostics& out_;
};

}  // namespace

std::string_view name(CollisionKind k) {
    switch (k) {
        case CollisionKind::component:
            return "component";
        case CollisionKind::need:
            return "need";
        case CollisionKind::redundancy:
            return "redundancy";
        case CollisionKind::supplier:
            return "supplier";
        case CollisionKind::team:
            return "team";
        case CollisionKind::deadline:
            break;
    }
    return "deadline";
}

std::vector<Collision> collisions(const Landscape& landscape, const Placed& ours,
                                  std::span<const Change> planned, const Calendars& calendars,
                                  Diagnostics& out) {
    std::vector<Collision> found;
    if (planned.empty()) return found;
    Finder finder(landscape, ours, calendars, out);
    for (const Change& c : planned) {
        if (c.id == ours.change->id) continue;
        if (c.window.start)
            finder.look_at(c, found);
        else
            out.warning(code::window_start_missing, c.at,
                        fmt::format("the planned change `{}` has no start, so whether it collides "
                                    "is not known",
                                    c.id),
                        "give it a `window: {start: …}`");
    }
    std::stable_sort(found.begin(), found.end(), [](const Collision& a, const Collision& b) {
        return std::tie(a.when.start, a.other, a.kind) < std::tie(b.when.start, b.other, b.kind);
    });
    return found;
}

void add_collisions(const std::vector<Collision>& all, const Change& change, const Zone& zone,
                    FindingList& findings) {
    for (const Collision& c : all)
        findings.add({.code = code::collision,
                      .quality = "stability",
                      .at = change.window.start ? change.window.start.at : change.at,
                      .message = fmt::format("collides with `{}` ({}: {}), {}", c.other,
                                             name(c.kind), c.what, period_text(c.when, zone)),
                      .subjects = {change.id, c.other, std::string(name(c.kind))},
                      .related = {{c.at, fmt::format("`{}`", c.other)}}});
}

}  // namespace knockon
