#include "assess/windows/tariff.h"

#include <algorithm>

#include "risk/draws.h"

namespace knockon {

Tariff::Tariff(const ProcessTerms& terms) : terms_(terms) {
    std::uint32_t alike = 0;
    for (std::size_t i = 0; i < terms.active.size(); ++i) {
        const ActiveTime& a = terms.active[i];
        if (i > 0 && (a.factor != terms.active[i - 1].factor || a.mtpd != terms.active[i - 1].mtpd))
            ++alike;
        stretches_.push_back({a.when.start, a.when.end, all_, alike});
        all_ += a.when.end - a.when.start;
    }
}

/// Loss of the active time of an episode between two offsets into it, at factor and impact 1.
double Tariff::bands(Duration from, Duration to) const {
    if (terms_.bands.size() == 1 && terms_.bands.front().after <= from)
        return from < to ? hours(to - from) * terms_.bands.front().rate : 0;
    double sum = 0;
    for (std::size_t b = 0; b < terms_.bands.size(); ++b) {
        const Duration low = std::max(from, terms_.bands[b].after);
        const Duration high =
            b + 1 < terms_.bands.size() ? std::min(to, terms_.bands[b + 1].after) : to;
        if (low < high) sum += hours(high - low) * terms_.bands[b].rate;
    }
    return sum;
}

inline void Tariff::charge_at(std::span<const Hit> episode, const Start& moved, Cursors& at,
                              Charge& out) const {
    const Duration by = moved.at;
    const Interval watched = moved.watched;
    const Duration begin = episode.front().when.start + by, end = episode.back().when.end + by;
    const Duration from = std::max(begin, watched.start), to = std::min(end, watched.end);
    if (from >= to) return;
    const Duration start = active_before(begin, at.start);
    if (at.start == stretches_.size() || stretches_[at.start].start >= to) return;
    const Duration seen_from = from == begin ? start : active_before(from, at.from);
    const Duration seen_to = active_before(to, at.to);
    if (seen_to <= seen_from) return;
    const bool inside = at.to < stretches_.size() && stretches_[at.to].start < to;
    if (stretches_[at.start].alike != stretches_[inside ? at.to : at.to - 1].alike)
        return walk(episode, by, watched, out);
    const ActiveTime& a = terms_.active[at.start];
    const Duration low = seen_from - start, high = seen_to - start;  // active time so far
    double loss = low <= terms_.grace && high > terms_.grace ? terms_.each : 0;
    if (episode.size() == 1) {
        const double impact = episode.front().impact;
        out.disrupted |= impact >= 1 && high > a.mtpd;
        if (high > terms_.grace)
            loss += bands(std::max(low, terms_.grace), high) * a.factor * impact;
    } else {
        for (const Hit& h : episode) {
            const Duration begins = active_before(h.when.start + by, at.from) - start;
            const Duration ends = active_before(std::min(h.when.end + by, to), at.to) - start;
            out.disrupted |= h.impact >= 1 && ends > low && ends > begins && ends - begins > a.mtpd;
            loss += bands(std::max({begins, low, terms_.grace}), ends) * a.factor * h.impact;
        }
    }
    out.loss += std::min(loss, terms_.cap);
}

void Tariff::charge(std::span<const Hit> episode, std::span<const Start> starts,
                    std::span<const std::uint32_t> chosen, std::span<Charge> out, std::span<Known> known) const {
    if (chosen.empty()) return;
    const Duration first = starts[chosen.front()].at + episode.front().when.start;
    const auto near_by = static_cast<std::size_t>(
        std::partition_point(stretches_.begin(), stretches_.end(),
                             [&](const Stretch& s) { return s.end <= first; }) -
        stretches_.begin());
    Cursors at{near_by, near_by, near_by};
    const Hit& hit = episode.front();
    for (const std::uint32_t s : chosen) {
        const Start& start = starts[s];
        const Interval when{hit.when.start + start.at, hit.when.end + start.at};
        if (known.empty() || episode.size() > 1 || when.start < start.watched.start || when.end > start.watched.end) {
            charge_at(episode, start, at, out[s]);
            continue;
        }
        const auto name = static_cast<std::uint64_t>(when.start.count() + 3 * when.end.count());
        Known& same = known[name * golden >> 56];
        if (same.when != when || same.impact != hit.impact) {
            same = {when, hit.impact, {}};
            charge_at(episode, start, at, same.charge);
        }
        out[s].loss += same.charge.loss;
        out[s].disrupted |= same.charge.disrupted;
    }
}

/// Where factor or MTPD change in the course of an episode: stretch by stretch.
void Tariff::walk(std::span<const Hit> episode, Duration by, Interval watched, Charge& out) const {
    std::vector<Hit> moved(episode.begin(), episode.end());
    for (Hit& h : moved) h.when = {h.when.start + by, h.when.end + by};
    const Charge all = charge_of(terms_, moved, watched);
    out.loss += all.loss;
    out.disrupted |= all.disrupted;
}

}  // namespace knockon
