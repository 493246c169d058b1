#include "assess/schedule/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "assess/answer/wording.h"
#include "base/codes.h"
#include "calendar/spans.h"
#include "graph/reach.h"

namespace knockon {
namespace {

void add_to(Part& part, const Landscape& l) {
    if (const auto c = l.components.find(part.id); c != l.components.end()) {
        if (c->second.owner) part.departments.insert(*c->second.owner);
        if (c->second.supplier) part.suppliers.insert(*c->second.supplier);
        part.kinds.insert(c->second.kind.value_or("application"));
    }
    if (const auto p = l.processes.find(part.id); p != l.processes.end())
        if (p->second.department) part.departments.insert(*p->second.department);
}

void add_reached(const Landscape& l, const std::set<Id>& touched, std::set<Id>& reached) {
    const Graph g = compile(l);
    std::vector<Node> from;
    for (const Id& id : touched)
        if (const auto v = g.find(id)) from.push_back(*v);
    const Distances d = reached_from(g, from);
    for (Node v = 0; v < g.size(); ++v)
        if (d.depth[v] != not_reached && !touched.contains(g.names[v])) reached.insert(g.names[v]);
}

std::vector<Part> parts_of(const std::set<Id>& ids, const Landscape& before,
                           const Landscape& after) {
    std::vector<Part> all;
    for (const Id& id : ids) {
        Part part{id, {}, {}, {}};
        add_to(part, before);
        add_to(part, after);
        all.push_back(std::move(part));
    }
    return all;
}

/// A name that belongs to something stands for that; only else for a kind.
bool names(const Id& name, const Part& part, const Landscape& l) {
    if (l.components.contains(name) || l.processes.contains(name)) return part.id == name;
    if (l.departments.contains(name)) return part.departments.contains(name);
    if (l.suppliers.contains(name)) return part.suppliers.contains(name);
    return part.kinds.contains(name);
}

std::vector<Id> covered(const Freeze& f, const std::vector<Part>& parts, const Landscape& l) {
    std::vector<Id> ids;
    for (const Part& part : parts)
        if (f.scope.empty() || std::any_of(f.scope.begin(), f.scope.end(),
                                           [&](const Ref& r) { return names(*r, part, l); }))
            ids.push_back(part.id);
    return ids;
}

class Judge {
  public:
    Judge(const Schedule& s, Instant start, FindingList& out)
        : s_(s),
          l_(*s.landscape),
          change_(*s.change),
          zone_(s.calendars->landscape_zone()),
          window_(window_span(start, s.length)),
          at_(change_.window.start ? change_.window.start.at : change_.at),
          out_(out) {}

    void run() {
        for (const auto& [id, freeze] : l_.freezes) judge_freeze(freeze);
        judge_notice();
        judge_parts();
        for (const Ref& within : change_.window.within)
            judge_inside(*within, fmt::format("its own `within: {}`", *within), within.at,
                         {change_.id, *within});
        judge_past();
    }

  private:
    Related calendar_place(const Id& id) const {
        return {l_.calendars.at(id).at, fmt::format("calendar `{}`", id)};
    }

    void judge_freeze(const Freeze& f) {
        const std::string_view type = name(change_.type.value_or(ChangeType::normal));
        if (std::find(f.except.begin(), f.except.end(), type) != f.except.end()) return;
        const Spans hit = s_.calendars->spans(*f.during, window_.start, window_.end);
        if (hit.empty()) return;
        const std::vector<Id> touched = covered(f, s_.footprint->touched, l_);
        const std::vector<Id> reached = covered(f, s_.footprint->reached, l_);
        if (touched.empty() && reached.empty()) return;
        NewFinding found{.code = code::inside_freeze, .at = at_, .subjects = {f.id}};
        const std::string of =
            touched.empty() ? fmt::format("for {}, which depend{} on what the change touches",
                                          out_.names()(reached), reached.size() == 1 ? "s" : "")
                            : fmt::format("for {}", out_.names()(touched));
        found.severity = touched.empty() ? Severity::warning : Severity::error;
        found.message = fmt::format("the window is in the freeze `{}` ({}) {}{}{}", f.id,
                                    period_text(hit.front(), zone_), of, f.reason ? ": " : "",
                                    f.reason.value_or(""));
        found.related = {{f.at, fmt::format("freeze `{}`", f.id)}, calendar_place(*f.during)};
        // Where the policy has the approvals, a change cannot set itself above a freeze.
        for (const Override& o : change_.overrides)
            if (o.freeze && *o.freeze == f.id && !out_.policy().approvals) accept(o, found);
        out_.add(std::move(found));
    }

    void accept(const Override& o, NewFinding& found) const {
        Acceptance a;
        a.finding = std::string(code::inside_freeze);
        a.subject = o.freeze;
        a.because = o.because;
        a.by = o.by;
        a.in_change = true;
        a.at = o.at;
        found.accepted = std::make_shared<const Acceptance>(std::move(a));
        found.related.push_back({o.at, "overridden here"});
    }

    void judge_notice() {
        const ChangeType type = change_.type.value_or(ChangeType::normal);
        const Duration needed = lead_time(out_.policy(), type);
        const bool stated = static_cast<bool>(change_.requested);
        const auto day = stated ? *change_.requested : s_.today;
        if (!day.ok()) return;
        // On the clock, so that a week with a change of summer time is not too short.
        const Duration notice = zone_.to_local(window_.start) - std::chrono::local_days{day};
        if (notice >= needed) return;
        out_.add(
            {.code = code::short_notice,
             .at = stated ? change_.requested.at : at_,
             .message = fmt::format(
                 "{} change{} needs {} of notice and has {}, from {} to the window",
                 type == ChangeType::emergency ? "an emergency" : fmt::format("a {}", name(type)),
                 change_.type ? "" : " (assumed)", duration_text(needed),
                 notice > Duration{0} ? duration_text(notice) : "none",
                 stated ? "the day of the request" : "today (no `requested` is stated)"),
             .subjects = {change_.id}});
    }

    void judge_parts() {
        std::map<Id, std::vector<Id>> by_supplier;
        for (const Part& part : s_.footprint->touched) {
            for (const Id& supplier : part.suppliers) by_supplier[supplier].push_back(part.id);
            const auto c = l_.components.find(part.id);
            if (c != l_.components.end() && c->second.more->changes_in)
                judge_inside(*c->second.more->changes_in,
                             fmt::format("`changes_in: {}` of {}", *c->second.more->changes_in,
                                         out_.names()(part.id)),
                             c->second.more->changes_in.at(), {part.id});
        }
        for (const auto& [id, parts] : by_supplier) {
            const auto supplier = l_.suppliers.find(id);
            if (supplier == l_.suppliers.end() || !supplier->second.changes_in) continue;
            const Ref& calendar = supplier->second.changes_in;
            judge_inside(*calendar,
                         fmt::format("`changes_in: {}` of {}, the supplier of {}", *calendar,
                                     out_.names()(id), out_.names()(parts)),
                         calendar.at, {id});
        }
    }

    void judge_inside(const Id& calendar, const std::string& what, Position said,
                      std::vector<Id> subjects) {
        const Spans open = s_.calendars->spans(calendar, window_.start, window_.end);
        const Spans outside = without({window_}, open);
        if (outside.empty()) return;
        const bool whole = outside.front() == window_;
        out_.add({.code = code::outside_change_window,
                  .at = at_,
                  .message = whole ? fmt::format("the window lies outside {}", what)
                                   : fmt::format("the window leaves {} from {}", what,
                                                 period_text(outside.front(), zone_)),
                  .subjects = std::move(subjects),
                  .severity = Severity::error,
                  .related = {{said, "said here"}, calendar_place(calendar)},
                  .help = fmt::format("Choose a window that fits; `knockon calendar {}` shows when "
                                      "that is.",
                                      calendar)});
    }

    void judge_past() {
        if (!s_.today.ok()) return;
        const auto today = std::chrono::local_days{s_.today};
        if (zone_.to_local(window_.start) >= today) return;
        out_.add({.code = code::window_in_past,
                  .at = at_,
                  .message = fmt::format("the window began on {}, before today",
                                         moment_text(window_.start, zone_)),
                  .subjects = {change_.id}});
    }

    const Schedule& s_;
    const Landscape& l_;
    const Change& change_;
    const Zone& zone_;
    Span window_;
    Position at_;
    FindingList& out_;
};

}  // namespace

std::vector<Part> touched_parts(const Landscape& before, const Landscape& after,
                                const Change& change) {
    std::set<Id> ids;
    for (const Step& step : change.steps) ids.insert(*step.target);
    return parts_of(ids, before, after);
}

Footprint footprint(const Landscape& before, const Landscape& after, const Change& change) {
    Footprint all{touched_parts(before, after, change), {}};
    std::set<Id> touched, reached;
    for (const Part& part : all.touched) touched.insert(part.id);
    add_reached(before, touched, reached);
    add_reached(after, touched, reached);
    all.reached = parts_of(reached, before, after);
    return all;
}

void judge_start(const Schedule& schedule, Instant start, FindingList& out) {
    Judge(schedule, start, out).run();
}

Duration lead_time(const Policy& policy, ChangeType type) {
    const auto& stated = policy.thresholds.lead_time;
    if (const auto t = stated.find(type); t != stated.end()) return t->second;
    return type == ChangeType::normal ? Duration{std::chrono::days{5}} : Duration{0};
}

Span window_span(Instant start, Duration length) {
    return {start, start + std::max(length, Duration{1})};
}

}  // namespace knockon
