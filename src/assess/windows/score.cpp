#include "assess/windows/score.h"

#include <algorithm>
#include <numeric>

#include "base/tie.h"

// Why a thousand starts cost little more than one, by one run worked through.
//
// In this run the change, whenever it begins, fails and keeps a process down for its first three hours; and
// whatever the start, maintenance stands in the calendar on Tuesday from 02:00 to 04:00. The process loses
// money by the hour, more at month end.
//
//     start Mon 20:00: down 20:00-23:00 and 02:00-04:00. They do not meet: what three hours from 20:00 cost
//                      is a difference of two sums along the calendar (tariff.h), what the maintenance
//                      costs was worked out once for all runs (`dated_hits`).
//     start Tue 00:00: down 00:00-03:00 and 02:00-04:00: one interruption of four hours. Its grace, bands,
//                      cap and `each` are not those of two, so it is played out as in an assessment
//                      (`all_together`, with outcome() of loss.h).
//
// Nearly all starts of nearly all runs are of the first kind. And most runs do to a process what another
// run did (the planned part, nothing else), and most starts see what another sees, a week later: so what a run comes
// to is worked out once for all of these, and kept.

namespace knockon {
namespace {

constexpr std::size_t most_parts = 1 << 15, most_of_each = 16;  // remembered, of all and of each process
constexpr std::size_t most_results = 1 << 20;  // of these
constexpr std::size_t few_hits = 3;
constexpr std::size_t of_each_played_out = 2;  // hit or deadline, in work

Hit moved(Hit h, Duration by) {
    h.when = {h.when.start + by, h.when.end + by};
    return h;
}

void move_all(const std::vector<Hit>& hits, Duration by, std::vector<Hit>& out) {
    out.clear();
    for (const Hit& h : hits) out.push_back(moved(h, by));
}

bool overlap(const Interval& a, const Interval& b) { return a.start < b.end && b.start < a.end; }

bool touches_next(std::span<const Hit> hits, std::size_t i) {
    return i + 1 < hits.size() && hits[i].when.end == hits[i + 1].when.start;
}

std::ptrdiff_t place(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

void append(std::vector<Hit>& to, const std::vector<Hit>& from, std::size_t begin,
            std::size_t end) {
    to.insert(to.end(), from.begin() + place(begin), from.begin() + place(end));
}

/// First of the hits that is not over at `t`, or, where its episode began with others, the first of
/// those.
std::size_t first_episode_after(std::span<const Hit> hits, Duration t) {
    auto i = static_cast<std::size_t>(
        std::partition_point(hits.begin(), hits.end(),
                             [&](const Hit& h) { return h.when.end <= t; }) -
        hits.begin());
    while (i > 0 && touches_next(hits, i - 1)) --i;
    return i;
}

bool any_seen(std::span<const Hit> hits, const Interval& watched) {
    const std::size_t i = first_episode_after(hits, watched.start);
    return i < hits.size() && hits[i].when.start < watched.end;
}

bool inside_any(const Interval& when, std::span<const Interval> stretches, Duration by) {
    return std::any_of(stretches.begin(), stretches.end(), [&](const Interval& s) {
        return overlap(when, {s.start + by, s.end + by});
    });
}

}  // namespace

StartScorer::StartScorer(const Study& study, const StartPlans& plans, const WindowTally& tally)
    : study_(study),
      plans_(plans),
      tally_(tally),
      known_(plans.terms.size()),
      members_(study.board.departments.size()),
      alike_(plans),
      by_itself_(plans.starts.size()),
      parts_(plans.terms.size()),
      active_(plans.terms.size()),
      charged_without_(plans.starts.size()),
      charged_with_(plans.starts.size()),
      open_cursors_(plans.terms.size()),
      due_cursors_(plans.terms.size()),
      loss_(tally.bearers() * tally.starts()),
      by_(loss_.size()),
      downtime_(loss_.size()),
      touched_(tally.bearers()),
      sum_(tally.size()) {
    for (const StartPlan& plan : plans.starts) at_.push_back({plan.at, plan.watched()});
    std::iota(by_itself_.begin(), by_itself_.end(), 0u);
    const std::size_t processes = std::max<std::size_t>(plans.terms.size(), 1);
    const std::size_t of_each = std::min(most_parts, most_results / plans.starts.size()) / processes;
    memory_.resize(plans.terms.size() * std::clamp<std::size_t>(of_each, 1, most_of_each));
    for (const ProcessTerms& t : plans.terms) {
        tariffs_.emplace_back(t);
        const auto same = std::find_if(plans.terms.begin(), plans.terms.end(), [&](const ProcessTerms& other) {
            return std::equal(t.active.begin(), t.active.end(), other.active.begin(), other.active.end(),
                              [](const ActiveTime& a, const ActiveTime& b) { return a.when == b.when; });
        });
        active_as_.push_back(static_cast<std::size_t>(same - plans.terms.begin()));
        slack_.push_back(forever);
        for (const DeadlineTerm& d : t.deadlines) {
            const DeadlinesOf& of = t.calendars[d.of];
            slack_.back() = std::min(slack_.back(), of.contiguous.size() > 0
                                                        ? Duration{0}
                                                        : d.when.end - d.when.start - of.in_parts.most_work());
        }
    }
    for (std::size_t p = 0; p < plans.terms.size(); ++p)
        members_[study.board.department_of[p]].push_back(p);
    for (const Id& id : study.board.departments)
        limits_.push_back(study.before->departments.at(id).appetite);
}

void StartScorer::begin() { std::fill(sum_.begin(), sum_.end(), 0.0); }

void StartScorer::begin_run(std::span<const DatedHits* const> dated, double weight) {
    dated_ = dated;
    weight_ = weight;
}

/// What is known of such hits, or what they are taken apart into.
StartScorer::Parts& StartScorer::parts_of(const HitPair& hits, std::size_t process) {
    std::uint64_t name = 0;
    for (const std::vector<Hit>* world : {&hits.without, &hits.with})
        if (!world->empty())
            name = mixed(name + static_cast<std::uint64_t>(world->front().when.start.count()) +
                         golden * static_cast<std::uint64_t>(world->back().when.end.count()));
    const std::size_t of_each = memory_.size() / parts_.size();
    Parts& out = memory_[process * of_each + name % of_each];
    if (out.number > 0 && out.hits == hits) return out;
    out.number = ++numbers_;
    out.hits = hits;
    take_apart(process, out);
    return out;
}

void StartScorer::take_apart(std::size_t process, Parts& out) {
    const HitPair& hits = out.hits;
    Interval reach{};
    for (const std::vector<Hit>* world : {&hits.without, &hits.with})
        if (!world->empty())
            reach = {std::min(reach.start, world->front().when.start), std::max(reach.end, world->back().when.end)};
    out.alike = reach.start < Duration{0} ? &by_itself_ : &alike_.of(process, reach.end);
    out.results.resize(plans_.starts.size());
    out.only.without.clear();
    out.only.with.clear();
    std::size_t w = 0;
    for (std::size_t i = 0; i < hits.with.size();) {
        const std::size_t end = episode_end(hits.with, i);
        while (w < hits.without.size() && hits.without[w].when.start < hits.with[i].when.start) {
            const std::size_t other = episode_end(hits.without, w);
            append(out.only.without, hits.without, w, other);
            w = other;
        }
        const std::size_t other = w < hits.without.size() ? episode_end(hits.without, w) : w;
        if (std::equal(hits.with.begin() + place(i), hits.with.begin() + place(end),
                       hits.without.begin() + place(w), hits.without.begin() + place(other))) {
            w = other;
        } else {
            append(out.only.with, hits.with, i, end);
        }
        i = end;
    }
    append(out.only.without, hits.without, w, hits.without.size());
    interruptions(hits.without, out.down_without);
    interruptions(hits.with, out.down_with);
    out.down = {};
    for (const Outage* o : {&out.down_without, &out.down_with})
        if (!o->empty())
            out.down = out.down.start == out.down.end
                           ? Interval{o->front().start, o->back().end}
                           : Interval{std::min(out.down.start, o->front().start), std::max(out.down.end, o->back().end)};
    const auto length_of = [](const Outage& o) { return length(o, -forever, forever); };
    out.due = std::max(length_of(out.down_without), length_of(out.down_with)) > slack_[process];
    if (!limits_[study_.board.department_of[process]].downtime) return;
    out.extra.clear();
    out.spared.clear();
    add_only_down(out.down_with, out.down_without, out.extra);
    add_only_down(out.down_without, out.down_with, out.spared);
}

void StartScorer::score(std::span<const std::uint32_t> starts, const std::vector<HitPair>& hits,
                        std::span<const Interval> met) {
    scored_ = 0;
    for (std::size_t p = 0; p < hits.size(); ++p) {
        active_[p] = hits[p].without != hits[p].with || (dated_[p] && dated_[p]->differs);
        if (!active_[p]) continue;
        ++scored_;
        parts_[p] = &parts_of(hits[p], p);
        score_process(p, starts, met);
    }
    for (std::size_t d = 0; d < members_.size(); ++d)
        if (limits_[d].downtime) score_downtime(d, starts, met);
}

void StartScorer::score_process(std::size_t process, std::span<const std::uint32_t> starts,
                                std::span<const Interval> met) {
    Parts& parts = *parts_[process];
    const DatedHits* dated = dated_[process];
    work_out(process, parts, starts);
    const std::size_t bearer = 1 + study_.board.department_of[process];
    touched_[0] = touched_[bearer] = 1;
    double *total = loss_.data(), *own = total + bearer * tally_.starts();
    DisruptedBy* by = by_.data() + bearer * tally_.starts();
    const Result* results = parts.results.data();
    const std::uint32_t* alike = parts.alike->data();
    Result more;
    for (const std::uint32_t s : starts) {
        const Result* r = results + alike[s];
        const bool beside = dated && dated_beside(process, s, met);
        if (!beside || met.empty()) work_ += r->work;
        if (beside || !r->apart) {
            more = beside_dates(process, s, met, beside, *r);
            r = &more;
        }
        total[s] += r->loss;
        own[s] += r->loss;
        by[s].add(r->by);
    }
}

/// With what stands at a date, where any of that is watched.
StartScorer::Result StartScorer::beside_dates(std::size_t process, std::uint32_t start, std::span<const Interval> met,
                                              bool any, Result alone) {
    const bool apart = alone.apart && (!any || (met.empty() && !at_a_deadline(process, start)));
    if (!apart) return all_together(process, plans_.starts[start], met);
    alone.loss += dated_[process]->loss[start];
    alone.by.add(dated_[process]->by[start]);
    return alone;
}

/// What the run alone comes to at those of the starts that see what was not seen before.
void StartScorer::work_out(std::size_t process, Parts& parts, std::span<const std::uint32_t> starts) {
    const std::vector<std::uint32_t>& alike = *parts.alike;
    to_ask_.clear();
    for (const std::uint32_t s : starts) {
        Result& r = parts.results[alike[s]];
        if (r.of == parts.number) continue;
        r.of = parts.number;
        to_ask_.push_back(s);
        charged_without_[s] = charged_with_[s] = {};
    }
    charge_all(process, parts.only.without, charged_without_);
    charge_all(process, parts.only.with, charged_with_);
    for (const std::uint32_t s : to_ask_) {
        Result r = charged(process, s);
        if (parts.due) add_deadlines(process, s, r);
        r.of = parts.number;
        parts.results[alike[s]] = r;
    }
}

StartScorer::Result StartScorer::charged(std::size_t process, std::uint32_t start) {
    const Charge &was = charged_without_[start], &is = charged_with_[start];
    Result out;
    out.loss = is.loss - was.loss;
    out.by = {is.disrupted, was.disrupted};
    if (!is.disrupted || !was.disrupted) return out;
    const HitPair& only = parts_[process]->only;
    const StartPlan& plan = plans_.starts[start];
    move_all(only.without, plan.at, all_without_);
    move_all(only.with, plan.at, all_with_);
    out.by = disrupted_at_moments(plans_.terms[process], all_without_, all_with_, plan.watched());
    return out;
}

/// Adds all episodes among the hits at the starts to ask. Many are those of peaks, which the clock sets and not
/// the start.
void StartScorer::charge_all(std::size_t process, const std::vector<Hit>& hits, std::vector<Charge>& out) {
    std::vector<Tariff::Known>& known = known_[process];
    if (hits.size() > few_hits) known.resize(Tariff::most_known);
    for (std::size_t i = 0, end = 0; i < hits.size(); i = end) {
        end = episode_end(hits, i);
        tariffs_[process].charge({hits.data() + i, end - i}, at_, to_ask_, out, known);
    }
}

/// Whether something at a date, that is no part of the hits, stands in the watched period.
bool StartScorer::dated_beside(std::size_t process, std::uint32_t start,
                               std::span<const Interval> met) const {
    const DatedHits& dated = *dated_[process];
    if (!dated.seen[start] || met.empty()) return dated.seen[start] != 0;
    const StartPlan& plan = plans_.starts[start];
    const auto any = [&](const std::vector<Hit>& hits) {
        for (std::size_t i = first_episode_after(hits, plan.at);
             i < hits.size() && hits[i].when.start < plan.watched().end; ++i)
            if (!inside_any(hits[i].when, met, plan.at)) return true;
        return false;
    };
    return any(dated.hits.without) || any(dated.hits.with);
}

/// All hits of one world, of the run and at dates, in order.
void StartScorer::gather(std::size_t process, const StartPlan& plan, std::span<const Interval> met,
                         bool with, std::vector<Hit>& out) const {
    const HitPair& own = parts_[process]->hits;
    move_all(with ? own.with : own.without, plan.at, out);
    if (!dated_[process]) return;
    const std::vector<Hit>& dated =
        with ? dated_[process]->hits.with : dated_[process]->hits.without;
    const std::size_t before = out.size();
    for (std::size_t i = first_episode_after(dated, plan.at);
         i < dated.size() && dated[i].when.start < plan.watched().end; ++i)
        if (!inside_any(dated[i].when, met, plan.at)) out.push_back(dated[i]);
    std::inplace_merge(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                       [](const Hit& a, const Hit& b) { return a.when.start < b.when.start; });
}

StartScorer::Result StartScorer::all_together(std::size_t process, const StartPlan& plan,
                                              std::span<const Interval> met) {
    gather(process, plan, met, false, all_without_);
    gather(process, plan, met, true, all_with_);
    const ProcessTerms& terms = plans_.terms[process];
    for (const std::vector<Hit>* hits : {&all_without_, &all_with_})
        if (!hits->empty())
            work_ += of_each_played_out *
                     (hits->size() +
                      knockon::due(terms, plan.watched(), {hits->front().when.start, hits->back().when.end}).size());
    const ProcessOutcome without = outcome(terms, all_without_, plan.watched());
    const ProcessOutcome with = outcome(terms, all_with_, plan.watched());
    Result out;
    out.loss = with.loss - without.loss;
    out.by = disrupted_by(terms, all_without_, all_with_, plan.watched());
    return out;
}

DatedHits StartScorer::dated_hits(std::size_t process, HitPair hits) const {
    DatedHits out;
    out.differs = hits.without != hits.with;
    const ProcessTerms& terms = plans_.terms[process];
    const auto seen = [](const std::vector<Hit>& all, const Interval& watched) {
        const std::size_t first = first_episode_after(all, watched.start);
        return std::span<const Hit>{all.data() + first, all.size() - first};
    };
    for (const StartPlan& plan : plans_.starts) {
        const auto was = seen(hits.without, plan.watched());
        const auto is = seen(hits.with, plan.watched());
        out.seen.push_back(any_seen(hits.without, plan.watched()) ||
                           any_seen(hits.with, plan.watched()));
        out.loss.push_back(!out.differs ? 0
                                        : outcome(terms, is, plan.watched()).loss -
                                              outcome(terms, was, plan.watched()).loss);
        out.by.push_back(out.differs ? disrupted_by(terms, was, is, plan.watched())
                                     : DisruptedBy{});
    }
    out.hits = std::move(hits);
    return out;
}

void StartScorer::end_run() {
    const std::size_t n = tally_.starts();
    for (std::size_t b = 0; b < touched_.size(); ++b) {
        if (!touched_[b]) continue;
        touched_[b] = 0;
        double* loss = loss_.data() + b * n;
        DisruptedBy* by = by_.data() + b * n;
        const auto add = [&](WindowFigure f, auto value) {
            if (!tally_.has(b, f)) return;
            double* sum = sum_.data() + tally_.place(0, b, f);
            for (std::size_t s = 0; s < n; ++s) sum[s] += weight_ * value(s);
        };
        add(WindowFigure::loss, [&](std::size_t s) { return loss[s]; });
        add(WindowFigure::disruption, [&](std::size_t s) { return by[s].figure(); });
        add(WindowFigure::saving, [&](std::size_t s) { return loss[0] - loss[s]; });
        add(WindowFigure::downtime, [&](std::size_t s) { return downtime_[b * n + s]; });
        add(WindowFigure::over_p95, [&, limit = b > 0 ? *limits_[b - 1].p95_loss * (1 + 1e-9) : 0](
                                        std::size_t s) { return double(loss[s] > limit); });
        std::fill_n(loss, n, 0.0);
        std::fill_n(by, n, DisruptedBy{});
    }
}

}  // namespace knockon
