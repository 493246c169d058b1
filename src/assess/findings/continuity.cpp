// C: does it come back in time, and with its data?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "assess/findings/demand.h"
#include "assess/findings/landscape_findings.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "calendar/spans.h"
#include "model/defaults.h"

namespace knockon {
namespace {

constexpr Duration year = std::chrono::hours{24 * 365};

using DurationDemands = std::vector<std::vector<Demand<Duration>>>;

/// Every member must be up, so an outage of one of them gets this far.
bool in_series(const Group& group) { return group.needed == group.size; }

/// Not so a need of which only a part of the loss hangs, or that matters only in some cases.
bool interrupts(const Need& need) {
    return need.terms->impact.value_or(1) >= 1 && need.terms->chance.value_or(1) >= 1;
}

/// ", after the 30 min that it holds out", where needs on the way tolerate something.
std::string held_text(Duration tolerated) {
    return tolerated > Duration{0}
               ? fmt::format(", after the {} that it holds out", duration_text(tolerated))
               : std::string();
}

/// "outages of erp last 2 h", where they always do; "1 in 10 outages of erp lasts longer than 2 h".
std::string outages_text(const std::string& of, const Resolved<Recovery>& r, Duration back) {
    const std::string_view assumed = r.assumed() ? " (assumed)" : "";
    return r.value.shape == Recovery::Shape::constant
               ? fmt::format("outages of {} last {}{}", of, duration_text(back), assumed)
               : fmt::format("1 in 10 outages of {} lasts longer than {}{}", of,
                             duration_text(back), assumed);
}

/// C05: a component whose recovery takes longer than a process may be away.
void recovery_beyond_target(const Inspected& in, FindingList& out) {
    const DurationDemands asked = demands<Duration>(
        in.graph,
        [&](Node p) {
            const auto& rto = in.process(p).rto;
            return rto ? std::optional(*rto) : std::nullopt;
        },
        [](const Group& g) {
            return in_series(g) && interrupts(*g.need) ? std::optional(g.need->terms->tolerates)
                                                       : std::nullopt;
        });
    for (Node v = 0; v < in.graph.components; ++v) {
        if (asked[v].empty()) continue;
        const Component& c = in.component(v);
        if (!(unavailability_of(c, in.landscape).value.value > 0)) continue;
        const auto recovery = recovery_of(c, in.landscape);
        const Duration back = recovery.value.quantile(0.9) + c.more->restart.value_or(Duration{0});
        const Demand<Duration>& most = asked[v].front();
        if (back <= most.limit) continue;
        const Process& p = in.process(most.process);
        out.add({.code = code::recovery_beyond_target,
                 .at = c.recovery ? c.recovery.at : c.at,
                 .message = fmt::format(
                     "{}; {} is to be back within {}{}{}",
                     outages_text(in.called(v), recovery, back), in.names(p.id),
                     duration_text(*p.rto), held_text(most.limit - *p.rto),
                     also_text("too late also for", others_below(in.graph, asked[v], back),
                               in.names)),
                 .subjects = {c.id, p.id},
                 .severity = recovery.assumed() ? Severity::note : Severity::warning,
                 .related = {{p.rto.at, fmt::format("recovery target of {}", in.names(p.id))}},
                 .extent = seconds(back)});
    }
}

/// Whether it is said, or likely, that work is kept in it.
bool keeps_work(const Component& c) {
    const std::string kind = c.kind.value_or("");
    return c.more->backup || c.more->data || kind == "database" || kind == "data";
}

/// C06: a restore that loses more work than a process may lose.
void backup_beyond_target(const Inspected& in, FindingList& out) {
    const DurationDemands asked = demands<Duration>(
        in.graph,
        [&](Node p) {
            const auto& rpo = in.process(p).rpo;
            return rpo ? std::optional(*rpo) : std::nullopt;
        },
        [](const Group& g) { return in_series(g) ? std::optional(Duration{0}) : std::nullopt; });
    for (Node v = 0; v < in.graph.components; ++v) {
        if (asked[v].empty()) continue;
        const Component& c = in.component(v);
        if (!keeps_work(c) || (c.more->backup && *c.more->backup <= asked[v].front().limit)) continue;
        const Process& p = in.process(asked[v].front().process);
        std::string may = fmt::format("{} may lose {} at most", in.names(p.id), duration_text(*p.rpo));
        std::optional<double> extent;
        if (c.more->backup) {
            may += also_text("too much also for", others_below(in.graph, asked[v], *c.more->backup),
                             in.names);
            extent = seconds(*c.more->backup);
        }
        out.add({.code = code::backup_beyond_target,
                 .at = c.more->backup ? c.more->backup.at() : c.at,
                 .message = c.more->backup ? fmt::format("a restore of {} loses up to {} of work; {}",
                                                   in.called(v), duration_text(*c.more->backup), may)
                                     : fmt::format("how much work a restore of {} loses is not "
                                                   "said (`backup`); {}",
                                                   in.called(v), may),
                 .subjects = {c.id, p.id},
                 .severity = c.more->backup ? Severity::warning : Severity::note,
                 .related = {{p.rpo.at, fmt::format("recovery point of {}", in.names(p.id))}},
                 .extent = extent});
    }
}

/// The shortest outage that a process is said not to bear, peaks included.
std::optional<Duration> smallest_mtpd(const Process& p) {
    std::optional<Duration> least;
    if (p.mtpd) least = *p.mtpd;
    for (const Peak& peak : p.peaks)
        if (peak.mtpd && (!least || *peak.mtpd < *least)) least = *peak.mtpd;
    return least;
}

/// All members hang on one supplier.
bool on_one_supplier(const Inspected& in, const Group& group) {
    std::set<Id> suppliers;
    for (const Node m : in.graph.members_of(group)) {
        if (in.graph.is_process(m) || !in.component(m).supplier) return false;
        suppliers.insert(*in.component(m).supplier);
    }
    return suppliers.size() == 1;
}

/// C07, first part: outages of a supplier that last longer than a process bears.
void supplier_too_slow(const Inspected& in, FindingList& out) {
    const DurationDemands asked = demands<Duration>(
        in.graph, [&](Node p) { return smallest_mtpd(in.process(p)); },
        [&](const Group& g) {
            return interrupts(*g.need) && (in_series(g) || on_one_supplier(in, g))
                       ? std::optional(g.need->terms->tolerates)
                       : std::nullopt;
        });
    std::map<Id, std::vector<Node>>
        asked_of;  // components, the one by which it is asked most first
    for (Node v = 0; v < in.graph.components; ++v) {
        if (asked[v].empty() || !in.supplier_of(in.component(v))) continue;
        std::vector<Node>& all = asked_of[*in.component(v).supplier];
        all.push_back(v);
        if (asked[v].front().limit < asked[all.front()].front().limit)
            std::swap(all.front(), all.back());
    }
    for (const auto& [id, components] : asked_of) {
        const Supplier& s = in.landscape.suppliers.at(id);
        const Node v = components.front();
        const Demand<Duration>& most = asked[v].front();
        if (!(unavailability_of(s, in.landscape).value > 0)) continue;
        const auto recovery = recovery_of(s, in.landscape);
        const Duration back = recovery.value.quantile(0.9);
        if (back <= most.limit) continue;
        const Process& p = in.process(most.process);
        const Duration bears = *smallest_mtpd(p);
        std::set<Id> others;
        for (const Node c : components)
            for (const Demand<Duration>& d : asked[c])
                if (d.limit < back && d.process != most.process)
                    others.insert(in.graph.names[d.process]);
        out.add({.code = code::supplier_does_not_cover,
                 .at = s.recovery ? s.recovery.at : s.at,
                 .message = fmt::format(
                     "{}; {}, which needs {}, bears {}{}{}",
                     outages_text(in.names(id), recovery, back), in.names(p.id), in.called(v),
                     duration_text(bears), held_text(most.limit - bears),
                     also_text("too long also for", {others.begin(), others.end()}, in.names)),
                 .subjects = {id, p.id, "recovery of supplier"},
                 .severity = recovery.assumed() ? Severity::note : Severity::warning,
                 .related = {{p.mtpd ? p.mtpd.at : p.at, fmt::format("what {} bears", in.names(p.id))}},
                 .extent = seconds(back)});
    }
}

/// How much of the working time of a process lies outside a support calendar, over a year.
class Uncovered {
  public:
    Uncovered(const Inspected& in, const Id& support)
        : in_(in), from_(first_day(in)), to_(from_ + year), open_(spans(support)) {}

    Duration of(const Process& p) {
        if (!p.active) return year - overlap(open_, from_, to_);
        const auto known = by_calendar_.find(*p.active);
        if (known != by_calendar_.end()) return known->second;
        return by_calendar_[*p.active] = overlap(without(spans(*p.active), open_), from_, to_);
    }
    Duration active(const Process& p) const {
        return p.active ? overlap(spans(*p.active), from_, to_) : year;
    }

  private:
    /// The year that begins with the day that counts as today, else 2027.
    static Instant first_day(const Inspected& in) {
        using namespace std::chrono_literals;
        return in.today.ok() ? Instant{std::chrono::sys_days{in.today}}
                             : Instant{std::chrono::sys_days{2027y / 1 / 1}};
    }
    Spans spans(const Id& calendar) const {
        return clipped(in_.calendars.spans(calendar, from_, to_), from_, to_);
    }

    const Inspected& in_;
    Instant from_, to_;
    Spans open_;
    std::map<Id, Duration> by_calendar_;
};

/// When repairs of a component go on, and at which pace outside that; no calendar: always.
struct Support {
    Id calendar;
    double on_call = 0;
    Position at;
};
Support support_of(const Component& c, const Supplier& s) {
    if (c.more->support) return {*c.more->support, c.more->on_call.value_or(0), c.more->support.at()};
    if (s.support) return {*s.support, s.on_call.value_or(0), s.support.at};
    return {};
}

struct Worst {
    Node component = 0, process = 0;
    Duration uncovered{0};
    std::set<Id> processes;  // all that are known of
};

/// For every supplier and support calendar the process with the most working time outside it.
std::map<std::pair<Id, Id>, Worst> least_covered(const Inspected& in) {
    std::map<Id, std::vector<Node>> by_calendar;
    for (Node v = 0; v < in.graph.components; ++v)
        if (const Supplier* s = in.supplier_of(in.component(v)))
            if (const Support support = support_of(in.component(v), *s); !support.calendar.empty())
                by_calendar[support.calendar].push_back(v);
    std::map<std::pair<Id, Id>, Worst> worst;
    for (const auto& [calendar, components] : by_calendar) {
        Uncovered uncovered(in, calendar);
        // The most uncovered is the smallest limit.
        const DurationDemands asked = demands<Duration>(
            in.graph, [&](Node p) { return std::optional(-uncovered.of(in.process(p))); },
            [&](const Group& g) {
                return interrupts(*g.need) && (in_series(g) || on_one_supplier(in, g))
                           ? std::optional(Duration{0})
                           : std::nullopt;
            });
        for (const Node v : components) {
            if (asked[v].empty() || asked[v].front().limit >= Duration{0}) continue;
            const Demand<Duration>& most = asked[v].front();
            Worst& known = worst[std::pair(*in.component(v).supplier, calendar)];
            if (-most.limit > known.uncovered) {
                known.component = v;
                known.process = most.process;
                known.uncovered = -most.limit;
            }
            for (const Demand<Duration>& d : asked[v])
                if (d.limit < Duration{0}) known.processes.insert(in.graph.names[d.process]);
        }
    }
    return worst;
}

/// C07, second part: support hours that leave out some of the hours of a process.
void support_too_short(const Inspected& in, FindingList& out) {
    for (const auto& [key, w] : least_covered(in)) {
        const Component& c = in.component(w.component);
        const Supplier& s = *in.supplier_of(c);
        const Process& p = in.process(w.process);
        const Support support = support_of(c, s);
        std::vector<Id> others{w.processes.begin(), w.processes.end()};
        std::erase(others, p.id);
        const double share = hours(w.uncovered) / hours(Uncovered(in, support.calendar).active(p));
        out.add(
            {.code = code::supplier_does_not_cover,
             .at = support.at,
             .message = fmt::format(
                 "{} mends {} in the hours of `{}`{}; {} of the working time of "
                 "{}, which "
                 "needs it, lies outside them{}",
                 in.names(s.id), in.names(c.id), support.calendar,
                 support.on_call > 0
                     ? fmt::format(" (outside them at {:g} of the pace)", support.on_call)
                     : std::string(),
                 share_text(share), in.names(p.id),
                 also_text("some also of that of", others, in.names)),
             .subjects = {s.id, p.id, "support hours"},
             .severity = support.on_call > 0 ? Severity::note : Severity::warning,
             .related = {{p.active ? p.active.at : p.at, fmt::format("when {} is active", in.names(p.id))}},
             .extent = hours(w.uncovered)});
    }
}

}  // namespace

void continuity_of_landscape(const Inspected& in, FindingList& out) {
    recovery_beyond_target(in, out);
    backup_beyond_target(in, out);
    supplier_too_slow(in, out);
    support_too_short(in, out);
}

}  // namespace knockon
