#include "assess/study/loss.h"

#include <algorithm>
#include <map>

#include "risk/imprint.h"

namespace knockon {
namespace {

Outage relative(const Spans& spans, Instant start) {
    Outage out;
    for (const Span& s : spans) out.push_back({s.start - start, s.end - start});
    return out;
}

/// Where peaks overlap the largest factor and the smallest MTPD hold.
void cut_at_peaks(std::vector<ActiveTime>& active, const Outage& peak, double factor,
                  const Stated<Duration>& mtpd) {
    std::vector<ActiveTime> out;
    auto next = peak.begin();
    for (const ActiveTime& a : active) {
        Duration now = a.when.start;
        while (next != peak.end() && next->end <= now) ++next;
        for (auto i = next; i != peak.end() && i->start < a.when.end; ++i) {
            const Interval& p = *i;
            const Interval both{std::max(p.start, now), std::min(p.end, a.when.end)};
            if (both.start >= both.end) continue;
            if (now < both.start) out.push_back({{now, both.start}, a.factor, a.mtpd});
            out.push_back({both, std::max(a.factor, factor),
                           mtpd ? std::min(a.mtpd, *mtpd) : a.mtpd});
            now = both.end;
        }
        if (now < a.when.end) out.push_back({{now, a.when.end}, a.factor, a.mtpd});
    }
    active.swap(out);
}

/// Peaks on one calendar are one: the largest factor, the smallest MTPD.
std::vector<Peak> by_calendar(const std::vector<Peak>& peaks) {
    std::vector<Peak> out;
    std::map<Id, std::size_t> at;
    for (const Peak& peak : peaks) {
        const auto [known, added] = at.try_emplace(*peak.during, out.size());
        if (added) {
            out.push_back(peak);
            continue;
        }
        Peak& one = out[known->second];
        one.factor = std::max(one.factor, peak.factor);
        if (peak.mtpd && (!one.mtpd || *peak.mtpd < *one.mtpd)) one.mtpd = peak.mtpd;
    }
    return out;
}

using Stretch = std::vector<ActiveTime>::const_iterator;
constexpr int near_by = 4;  // stretches looked at before the rest is searched

/// First stretch of active time that ends after `t`, looked for from one that is not behind it.
Stretch first_after(const ProcessTerms& terms, Duration t, Stretch from) {
    for (int i = 0; i < near_by && from != terms.active.end() && from->when.end <= t; ++i) ++from;
    if (from == terms.active.end() || from->when.end > t) return from;
    return std::partition_point(from, terms.active.end(),
                                [&](const ActiveTime& a) { return a.when.end <= t; });
}

/// Calls `f` with the interruptions among hits, merged, in order, until it returns false.
template <class F>
void each_interruption(std::span<const Hit> hits, F f) {
    Interval now{};
    for (const Hit& h : hits) {
        if (h.impact < 1) continue;
        if (now.start < now.end && now.end == h.when.start) {
            now.end = h.when.end;
            continue;
        }
        if (now.start < now.end && !f(now)) return;
        now = h.when;
    }
    if (now.start < now.end) f(now);
}

/// Calls `f` with the stretches of what is watched in which an episode disrupts, in order, until it
/// returns false.
/// @param near  moved on to where the episode begins
template <class F>
void each_disrupted(const ProcessTerms& terms, Interval watched, const Interval& episode, Stretch& near, F f) {
    Duration so_far{0};
    const Duration end = std::min(episode.end, watched.end);
    near = first_after(terms, episode.start, near);
    for (auto a = near; a != terms.active.end() && a->when.start < end; ++a) {
        const Duration until = std::min(a->when.end, end);
        const Duration from = std::max(a->when.start, episode.start);
        const Duration passed = from + std::max(Duration{0}, a->mtpd - so_far);
        so_far += until - from;
        const Interval disrupted{std::max(passed, watched.start), until};
        if (disrupted.start < disrupted.end && !f(disrupted)) return;
    }
}

bool exceeds_mtpd(const ProcessTerms& terms, Interval watched, const Interval& episode, Stretch& near) {
    bool any = false;
    each_disrupted(terms, watched, episode, near, [&](const Interval&) {
        any = true;
        return false;
    });
    return any;
}

Outage disrupted_times(const ProcessTerms& terms, Interval watched, std::span<const Hit> hits) {
    Outage out;
    auto near = terms.active.begin();
    each_interruption(hits, [&](const Interval& episode) {
        each_disrupted(terms, watched, episode, near, [&](const Interval& i) {
            out.push_back(i);
            return true;
        });
        return true;
    });
    normalise(out);
    return out;
}

/// Loss of one episode, charged piece by piece of active time at one impact and factor.
class EpisodeLoss {
  public:
    EpisodeLoss(const ProcessTerms& terms, Interval watched) : terms_(terms), watched_(watched) {}

    void piece(Interval when, double factor, double impact) {
        const Duration before = so_far_;
        so_far_ += when.end - when.start;
        if (so_far_ <= terms_.grace) return;
        const Duration charged_from =
            when.start + std::max(Duration{0}, terms_.grace - before);
        if (!due_) {
            due_ = true;
            if (charged_from >= watched_.start && charged_from < watched_.end) sum_ += terms_.each;
        }
        const Interval counted{std::max(charged_from, watched_.start),
                               std::min(when.end, watched_.end)};
        if (counted.start >= counted.end) return;
        for (std::size_t b = 0; b < terms_.bands.size(); ++b) {
            // Active time of the episode from `after` of this band to `after` of the next.
            const Duration offset = when.start - before;  // clock minus active time so far
            const Duration from = std::max(counted.start, offset + terms_.bands[b].after);
            const Duration to =
                b + 1 < terms_.bands.size()
                    ? std::min(counted.end, offset + terms_.bands[b + 1].after)
                    : counted.end;
            if (from < to) sum_ += hours(to - from) * terms_.bands[b].rate * factor * impact;
        }
    }
    double total() const { return std::min(sum_, terms_.cap); }

  private:
    const ProcessTerms& terms_;
    const Interval watched_;
    Duration so_far_{0};
    bool due_ = false;
    double sum_ = 0;
};

double loss_of(const ProcessTerms& terms, Interval watched, std::span<const Hit> episode, Stretch a) {
    EpisodeLoss loss(terms, watched);
    for (const Hit& hit : episode) {
        while (a != terms.active.end() && a->when.end <= hit.when.start) ++a;
        for (auto b = a; b != terms.active.end() && b->when.start < hit.when.end; ++b)
            loss.piece({std::max(b->when.start, hit.when.start), std::min(b->when.end, hit.when.end)},
                       b->factor, hit.impact);
    }
    return loss.total();
}

/// @param near  moved on to where the episode begins
ProcessOutcome outcome_from(const ProcessTerms& terms, std::span<const Hit> episode, Interval watched,
                            Stretch& near) {
    near = first_after(terms, episode.front().when.start, near);
    ProcessOutcome out;
    out.loss = loss_of(terms, watched, episode, near);
    Stretch at = near;
    each_interruption(episode, [&](const Interval& i) {
        if (!out.disrupted) out.disrupted = exceeds_mtpd(terms, watched, i, at);
        const Duration end = std::min(i.end, watched.end), begin = std::max(i.start, watched.start);
        for (auto a = first_after(terms, begin, at); a != terms.active.end() && a->when.start < end; ++a)
            out.downtime += std::max(Duration{0}, std::min(a->when.end, end) - std::max(a->when.start, begin));
        return true;
    });
    return out;
}

}  // namespace

Penalties::Penalties(std::vector<One> all) : sorted_(std::move(all)) {
    std::stable_sort(sorted_.begin(), sorted_.end(),
                     [](const One& a, const One& b) { return a.work > b.work; });
    double so_far = 0;
    for (One& one : sorted_) one.penalty = so_far += one.penalty;
}

Penalties::Missed Penalties::missed(Duration available) const {
    const auto end = std::partition_point(sorted_.begin(), sorted_.end(),
                                          [&](const One& one) { return one.work > available; });
    if (end == sorted_.begin()) return {};
    return {static_cast<std::size_t>(end - sorted_.begin()), std::prev(end)->penalty};
}

std::span<const DeadlineTerm> due(const ProcessTerms& terms, Interval watched, Interval met) {
    const auto after = [&](Duration t) {
        return std::partition_point(terms.deadlines.begin(), terms.deadlines.end(),
                                    [&](const DeadlineTerm& d) { return d.when.end <= t; });
    };
    const auto first = after(std::max(watched.start, met.start));
    return {first, std::max(first, after(std::min(watched.end, met.end + terms.longest_deadline)))};
}

MissedDeadlines missed(const ProcessTerms& terms, const DeadlineTerm& d, std::span<const Hit> hits) {
    const auto first = std::partition_point(hits.begin(), hits.end(), [&](const Hit& h) {
        return h.when.end <= d.when.start;
    });
    hits = hits.subspan(static_cast<std::size_t>(first - hits.begin()));
    Duration down{0}, longest{0}, free_since = d.when.start;
    each_interruption(hits, [&](const Interval& i) {
        if (i.start >= d.when.end) return false;
        down += std::min(i.end, d.when.end) - std::max(i.start, d.when.start);
        longest = std::max(longest, i.start - free_since);
        free_since = std::max(free_since, i.end);
        return true;
    });
    const DeadlinesOf& of = terms.calendars[d.of];
    return {of.in_parts.missed(d.when.end - d.when.start - down),
            of.contiguous.missed(std::max(longest, d.when.end - free_since))};
}

DisruptedBy DisruptedBy::of(const MissedDeadlines& without, const MissedDeadlines& with) {
    // More of one kind are missed only where there is less time for it.
    return {with.in_parts.count > without.in_parts.count || with.contiguous.count > without.contiguous.count,
            with.in_parts.count < without.in_parts.count || with.contiguous.count < without.contiguous.count};
}

ProcessTerms process_terms(const Process& p, const Calendars& calendars, Instant start,
                           Duration horizon, Duration lookback) {
    ProcessTerms t;
    t.horizon = horizon;
    t.grace = p.grace.value_or(Duration{0});
    t.each = p.loss.each.value_or(0);
    t.bands = p.loss.hour;
    if (p.loss.cap) t.cap = *p.loss.cap;
    const Instant from = start - lookback, to = start + horizon;
    const Outage open = p.active ? relative(calendars.spans(*p.active, from, to), start)
                                 : Outage{{-forever, forever}};
    t.open = both_down(open, {{Duration{0}, horizon}});
    const Duration mtpd = p.mtpd.value_or(Duration{0});
    for (const Interval& when : open) t.active.push_back({when, 1, mtpd});
    for (const Peak& peak : by_calendar(p.peaks))
        cut_at_peaks(t.active, relative(calendars.spans(*peak.during, from, to), start),
                     peak.factor, peak.mtpd);
    struct Sorts {
        std::vector<Penalties::One> in_parts, contiguous;
    };
    std::map<Id, Sorts> of;  // calendars
    for (const Deadline& d : p.deadlines) {
        Sorts& sorts = of[*d.calendar];
        (d.contiguous ? sorts.contiguous : sorts.in_parts).push_back({d.work, d.penalty});
    }
    for (auto& [calendar, sorts] : of) {
        for (const Interval& when : relative(calendars.spans(calendar, start, to), start))
            if (when.end > Duration{0} && when.end <= horizon) {
                t.deadlines.push_back({when, t.calendars.size()});
                t.longest_deadline = std::max(t.longest_deadline, when.end - when.start);
            }
        t.calendars.push_back({Penalties(std::move(sorts.in_parts)), Penalties(std::move(sorts.contiguous))});
    }
    std::stable_sort(t.deadlines.begin(), t.deadlines.end(),
                     [](const DeadlineTerm& a, const DeadlineTerm& b) {
                         return a.when.end < b.when.end;
                     });
    return t;
}

std::uint64_t imprint(const ProcessTerms& terms) {
    Imprint out;
    out.of(terms.open, terms.horizon, terms.grace, terms.each, terms.cap)
        .of_each(terms.active, [](const ActiveTime& a) { return std::tie(a.when, a.factor, a.mtpd); })
        .of_each(terms.bands, [](const LossBand& b) { return std::tie(b.after, b.rate); })
        .of_each(terms.deadlines, [](const DeadlineTerm& d) { return std::tie(d.when, d.of); });
    for (const DeadlinesOf& of : terms.calendars)
        for (const Penalties* sort : {&of.in_parts, &of.contiguous})
            out.of_each(sort->all(), [](const Penalties::One& one) { return std::tie(one.work, one.penalty); });
    return out.value();
}

Outage interruptions(std::span<const Hit> hits) {
    Outage out;
    interruptions(hits, out);
    return out;
}

void interruptions(std::span<const Hit> hits, Outage& out) {
    out.clear();
    each_interruption(hits, [&](const Interval& i) {
        out.push_back(i);
        return true;
    });
}

void AddedDowntime::clear() {
    extra_.clear();
    spared_.clear();
    without_.clear();
}

void AddedDowntime::add(const ProcessTerms& terms, std::span<const Hit> without,
                        std::span<const Hit> with) {
    interruptions(without, down_);
    both_down(down_, terms.open, was_);
    without_.insert(without_.end(), was_.begin(), was_.end());
    if (std::equal(without.begin(), without.end(), with.begin(), with.end())) return;
    interruptions(with, down_);
    both_down(down_, terms.open, is_);
    add_only_down(is_, was_, extra_);
    add_only_down(was_, is_, spared_);
}

void AddedDowntime::add(const AddedDowntime& other) {
    const auto append = [](Outage& to, const Outage& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    append(extra_, other.extra_);
    append(spared_, other.spared_);
    append(without_, other.without_);
}

Duration AddedDowntime::added(Interval watched) {
    normalise(extra_);
    normalise(spared_);
    return length(extra_, watched.start, watched.end) -
           length(spared_, watched.start, watched.end);
}

Duration AddedDowntime::without(Interval watched) {
    normalise(without_);
    return length(without_, watched.start, watched.end);
}

std::size_t episode_end(std::span<const Hit> hits, std::size_t i) {
    while (i + 1 < hits.size() && hits[i].when.end == hits[i + 1].when.start) ++i;
    return i + 1;
}

Charge charge_of(const ProcessTerms& terms, std::span<const Hit> episode, Interval watched) {
    auto near = first_after(terms, episode.front().when.start, terms.active.begin());
    Charge out{loss_of(terms, watched, episode, near), false};
    for (const Hit& h : episode)  // touching ones differ in impact, so each interruption is one hit
        out.disrupted |= h.impact >= 1 && exceeds_mtpd(terms, watched, h.when, near);
    return out;
}

DisruptedBy disrupted_at_moments(const ProcessTerms& terms, std::span<const Hit> without,
                                 std::span<const Hit> with, Interval watched) {
    const Outage was = disrupted_times(terms, watched, without);
    const Outage is = disrupted_times(terms, watched, with);
    return {!only_down(is, was).empty(), !only_down(was, is).empty()};
}

DisruptedBy disrupted_by(const ProcessTerms& terms, std::span<const Hit> without,
                         std::span<const Hit> with, Interval watched) {
    DisruptedBy out = disrupted_at_moments(terms, without, with, watched);
    Interval met{Duration::max(), Duration::min()};
    for (const std::span<const Hit> hits : {without, with})
        if (!hits.empty())
            met = {std::min(met.start, hits.front().when.start), std::max(met.end, hits.back().when.end)};
    if (met.end < met.start) return out;
    for (const DeadlineTerm& d : due(terms, watched, met))
        out.add(DisruptedBy::of(missed(terms, d, without), missed(terms, d, with)));
    return out;
}

ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits) {
    return outcome(terms, hits, {Duration{0}, terms.horizon});
}

ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched) {
    ProcessOutcome out = outcome_of_deadlines(terms, hits, watched);
    auto near = terms.active.begin();
    for (std::size_t i = 0, end = 0; i < hits.size(); i = end) {
        end = episode_end(hits, i);
        out.add(outcome_from(terms, hits.subspan(i, end - i), watched, near));
    }
    return out;
}

ProcessOutcome outcome_of_deadlines(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched) {
    ProcessOutcome out;
    if (hits.empty()) return out;
    for (const DeadlineTerm& d : due(terms, watched, {hits.front().when.start, hits.back().when.end}))
        if (const MissedDeadlines m = missed(terms, d, hits); m.count() > 0) {
            out.missed += static_cast<int>(m.count());
            out.disrupted = true;
            out.loss += m.penalty();
        }
    return out;
}

ProcessOutcome outcome_of_episode(const ProcessTerms& terms, std::span<const Hit> episode, Interval watched) {
    auto near = terms.active.begin();
    return outcome_from(terms, episode, watched, near);
}

}  // namespace knockon
