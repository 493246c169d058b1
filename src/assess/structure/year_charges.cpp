#include "assess/structure/year_charges.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr std::size_t most_stretches = 400;  // that are worth looking for those that matter

}  // namespace

YearCharges::View YearCharges::view(const Id& id, const Landscape& l, const World& world,
                                    const Calendars& calendars, Instant start) {
    View v;
    v.place = world.find(id);
    const auto p = l.processes.find(id);
    if (p == l.processes.end()) return v;
    v.terms = process_terms(p->second, calendars, start, year);
    const std::vector<DeadlineTerm>& deadlines = v.terms.deadlines;
    v.earliest_start.resize(deadlines.size());
    for (std::size_t d = deadlines.size(); d-- > 0;)
        v.earliest_start[d] = d + 1 < deadlines.size()
                                  ? std::min(deadlines[d].when.start, v.earliest_start[d + 1])
                                  : deadlines[d].when.start;
    v.matters = v.terms.open;
    for (const DeadlineTerm& d : deadlines) v.matters.push_back(d.when);
    normalise(v.matters);
    const bool seldom = 2 * length(v.matters, Duration{0}, year) < year;
    if (!seldom || v.matters.size() > most_stretches) v.matters = {{Duration{0}, year}};
    return v;
}

YearCharges::YearCharges(const Transition& t, const std::vector<Id>& processes,
                         const Landscape& before, const Landscape& after,
                         const Calendars& calendars, Instant start)
    : without_(t.without),
      with_(t.with),
      one_landscape_(&before == &after),
      row_(2 * processes.size() * year_figures),
      is_charged_(processes.size()) {
    for (const Id& id : processes) {
        before_.push_back(view(id, before, t.without, calendars, start));
        after_.push_back(view(id, after, t.with, calendars, start));
        const auto was = before.processes.find(id), is = after.processes.find(id);
        alike_.push_back(was != before.processes.end() && is != after.processes.end() &&
                         was->second == is->second);
        for (const View* v : {&before_.back(), &after_.back()})
            for (const DeadlineTerm& d : v->terms.deadlines) tied_.push_back(d.when);
    }
    normalise(tied_);
}

bool YearCharges::look(const Propagation& world, std::uint32_t place, std::vector<Hit>& hits) {
    hits.clear();
    if (place != none && world.any_down(place)) world.hits(place, hits);
    return !hits.empty();
}

/// @param charge  what hits of a process come to, added to a row
template <class Charge>
void YearCharges::add(std::span<const std::uint8_t> live, std::span<const OwnOutage> without,
                      std::span<const OwnOutage> with, Charge charge) {
    without_.run(live, without);
    if (!one_landscape_) with_.run(live, with);
    const std::size_t world = processes() * year_figures;
    for (std::size_t p = 0; p < before_.size(); ++p) {
        const bool was_hit = look(without_, before_[p].place, hits_before_);
        const bool is_hit = one_landscape_ ? was_hit : look(with_, after_[p].place, hits_after_);
        if (!was_hit && !is_hit) continue;
        if (!is_charged_[p]) is_charged_[p] = 1, charged_.push_back(static_cast<std::uint32_t>(p));
        Row was{}, is{};
        if (was_hit) charge(before_[p], hits_before_, was);
        if (one_landscape_ || (alike_[p] && hits_before_ == hits_after_))
            is = was;
        else if (is_hit)
            charge(after_[p], hits_after_, is);
        for (std::size_t f = 0; f < year_figures; ++f) {
            row_[p * year_figures + f] += was[f];
            row_[world + p * year_figures + f] += is[f];
        }
    }
}

void YearCharges::add(std::span<const std::uint8_t> live, std::span<const OwnOutage> without,
                      std::span<const OwnOutage> with, double weight) {
    add(live, without, with, [&](const View& process, std::span<const Hit> hits, Row& row) {
        charge(process, hits, weight, row);
    });
}

void YearCharges::add_at_any_time(std::span<const std::uint8_t> live,
                                  std::span<const OwnOutage> without,
                                  std::span<const OwnOutage> with, double a_year,
                                  std::span<const double> parts) {
    add(live, without, with, [&](const View& process, std::span<const Hit> hits, Row& row) {
        charge_at_any_time(process, hits, a_year, parts, row);
    });
}

/// How long it is down and how often is as many times that of one; what it costs depends on when it
/// begins, and is looked at where it costs anything.
void YearCharges::charge_at_any_time(const View& process, std::span<const Hit> hits, double a_year,
                                     std::span<const double> parts, Row& row) {
    for (const Hit& h : hits) {
        if (h.impact < 1) continue;
        row[0] += a_year * seconds(h.when.end - h.when.start) / seconds(year);
        row[1] += a_year;
    }
    begin_.clear();
    Duration all{0};
    for (const Interval& m : process.matters) {
        Interval next{m.start - hits.back().when.end, m.end - hits.front().when.start};
        if (!begin_.empty()) next.start = std::max(next.start, begin_.back().end);
        begin_.push_back(next);
        all += next.end - next.start;
    }
    if (all <= Duration{0}) return;
    const double each = a_year * seconds(all) / seconds(year) / static_cast<double>(parts.size());
    Row charged{};
    auto stretch = begin_.begin();
    Duration before{0};
    for (const double part : parts) {
        const Duration at = std::min(from_seconds(part * seconds(all)), all - Duration{1});
        while (at - before >= stretch->end - stretch->start) {
            before += stretch->end - stretch->start;
            ++stretch;
        }
        const Duration start = stretch->start + (at - before);
        moved_.assign(hits.begin(), hits.end());
        for (Hit& h : moved_) h.when = {h.when.start + start, h.when.end + start};
        charge(process, moved_, each, charged);
    }
    row[2] += charged[2];
    row[3] += charged[3];
}

void YearCharges::charge(const View& process, std::span<const Hit> hits, double weight, Row& row) {
    const Interval in_year{Duration{0}, year};
    const ProcessTerms& terms = process.terms;
    for (std::size_t first = 0; first < hits.size();) {
        std::size_t end = first + 1;
        while (end < hits.size() && hits[end].when.start == hits[end - 1].when.end) ++end;
        const std::span<const Hit> episode = hits.subspan(first, end - first);
        const Charge whole = charge_of(terms, episode, in_year);
        row[3] += weight * whole.loss;
        for (const Hit& h : episode) {  // touching ones differ in impact
            if (h.impact < 1) continue;
            const Duration from = std::max(h.when.start, in_year.start);
            const Duration to = std::min(h.when.end, in_year.end);
            if (from < to) row[0] += weight * seconds(to - from) / seconds(year);
            if (h.when.start >= in_year.start && h.when.start < in_year.end) row[1] += weight;
            const Charge own = episode.size() == 1 ? whole : charge_of(terms, {&h, 1}, in_year);
            row[2] += weight * own.disrupted;
        }
        first = end;
    }
    const Duration begin = hits.front().when.start, end = hits.back().when.end;
    const auto& all = terms.deadlines;
    auto d = static_cast<std::size_t>(
        std::partition_point(all.begin(), all.end(),
                             [&](const DeadlineTerm& x) { return x.when.end <= begin; }) -
        all.begin());
    for (; d < all.size() && process.earliest_start[d] < end; ++d)
        if (all[d].when.start < end) {
            const MissedDeadlines m = missed(terms, all[d], hits);
            row[2] += weight * static_cast<double>(m.count());
            row[3] += weight * m.penalty();
        }
}

}  // namespace knockon
