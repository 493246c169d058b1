#include "risk/distribution.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/tie.h"

namespace knockon {

Distribution::Distribution(const Tally& tally, std::size_t figure,
                           std::optional<std::size_t> given) {
    exact_ = std::all_of(tally.strata.begin(), tally.strata.end(),
                         [](const Stratum& s) { return s.exact; });
    if (!given) about_.fill(1);
    std::size_t most = 1;
    for (const Stratum& s : tally.strata) most += s.sums.values[figure].size();
    entries_.reserve(most);
    double seen = 0;
    for (const Stratum& s : tally.strata) {
        if (s.sums.runs == 0) continue;
        const double each = s.exact ? s.weight : s.weight / static_cast<double>(s.sums.runs);
        const auto add = [&](const RunValue& v) {
            const auto k = s.exact ? none : static_cast<std::uint32_t>(v.run % replicates);
            entries_.push_back({v.value, s.sums.weights[v.run] * each, k});
            seen += s.sums.weights[v.run] * each;
        };
        const std::vector<RunValue>& values = s.sums.values[figure];  // in order of their runs
        if (!given) {
            for (const RunValue& v : values) add(v);
            continue;
        }
        auto v = values.begin();
        for (const RunValue& g : s.sums.values[*given]) {
            if (g.value <= 0) continue;
            for (std::size_t k = 0; k < replicates; ++k)
                if (s.exact || g.run % replicates == k)
                    about_[k] += s.sums.weights[g.run] * each * (s.exact ? 1 : double(replicates));
            while (v != values.end() && v->run < g.run) ++v;
            if (v != values.end() && v->run == g.run) add(*v);
        }
    }
    mass_ = given ? mean_of(about_).value : 1;
    entries_.push_back({0, std::max(0.0, mass_ - seen), none});
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return a.value != b.value ? a.value < b.value : a.replicate < b.replicate;
    });
}

/// The first entry beyond a value.
Distribution::Place Distribution::after(double value) const {
    return std::upper_bound(entries_.begin(), entries_.end(), value,
                            [](double v, const Entry& e) { return v < e.value; });
}

/// Of the sum of `value` over those of some entries that are not zero, and of `start`.
template <class Value>
Spread Distribution::spread(Place first, Place last, Value value, Replicated start) const {
    Spread out{start};
    double cube = 0, largest = 0;
    for (const Entry& e : std::span(first, last)) {
        if (e.value == 0) continue;
        const double x = e.weight * value(e.value);
        if (e.replicate == none) {
            for (double& s : out.of) s += x;
            continue;
        }
        out.of[e.replicate] += x * double(replicates);
        out.raw_square += x * x;
        cube += x * x * x;
        out.size += std::abs(x);
        largest = std::max(largest, std::abs(x));
    }
    out.add_moments(out.raw_square, cube, largest);
    return out;
}

/// A sum within 1e-12 of the wanted probability has reached it (semantics, section 6).
double Distribution::smallest_reaching(double probability) const {
    double below = 0;
    for (const Entry& e : entries_) {
        below += e.weight;
        if (below >= probability - 1e-12) return e.value;
    }
    return entries_.back().value;
}

/// P(X > value) less 1 - alpha of the runs it is about.
Mean Distribution::beyond(double value, double alpha) const {
    Replicated start{};
    for (std::size_t k = 0; k < replicates; ++k) start[k] = -(1 - alpha) * about_[k];
    if (value < 0)
        for (std::size_t k = 0; k < replicates; ++k) start[k] += about_[k];
    const Place next = after(value);
    Mean m = (value >= 0 ? spread(next, entries_.end(), [](double) { return 1.0; }, start)
                         : spread(entries_.begin(), next, [](double) { return -1.0; }, start))
                 .mean();
    // A point of each replicate at the border may fall alike in all.
    if (next != entries_.end() && next->replicate != none)
        m.error = std::max(m.error, alike_error * double(replicates) * next->weight);
    return m;
}

Distribution::Quantile Distribution::quantile(double alpha, double most) const {
    Quantile q{smallest_reaching(alpha * mass_), 0, 0};
    q.low = q.high = q.value;
    if (exact_) return q;
    const Mean at = beyond(q.value, alpha);
    const Mean below = beyond(std::nextafter(q.value, -HUGE_VAL), alpha);
    const double more = std::max(at.high() - at.value, below.high() - below.value);
    const double less = std::max(at.value - at.low(), below.value - below.low());
    const double wanted = alpha * mass_;
    q.low = std::min(q.value, smallest_reaching(std::max(wanted - less, 1e-9 * mass_)));
    q.high = wanted + more < mass_ ? std::max(q.value, smallest_reaching(wanted + more))
                                   : std::max(entries_.back().value, most);
    return q;
}

Mean Distribution::worst(double share) const {
    double left = share, sum = 0, boundary = 0;
    for (auto e = entries_.rbegin(); e != entries_.rend() && left > 0; ++e) {
        const double part = std::min(left, e->weight);
        sum += part * e->value;
        left -= part;
        boundary = e->value;
    }
    // Error of the mean excess over the boundary, which is no less than 0 where it matters.
    const bool excess = boundary >= 0;
    Mean m = spread(excess ? after(boundary) : entries_.begin(), entries_.end(),
                    [&](double x) { return excess ? x - boundary : x; })
                 .mean()
                 .times(1 / share);
    m.value = sum / share;
    return m;
}

/// Ratio of two means: the error is that of (X - mean) in the runs it is about, over their probability.
/// How far such runs lie apart is not known from a few of them, nor from many that are all alike: one more is
/// taken to lie off by as much as their mean.
Mean Distribution::ratio(double sum, double of, bool positive_only) const {
    const double mean = sum / of;
    Replicated start{};
    if (!positive_only)
        for (std::size_t k = 0; k < replicates; ++k) start[k] = -mean * about_[k];
    Spread s = spread(positive_only ? after(0) : entries_.begin(), entries_.end(),
                      [&](double x) { return positive_only ? x - mean : x; }, start);
    double weight = 0, square = 0, cube = 0, largest = 0;
    s.square = s.cube = s.raw_square = 0;
    for (const Entry& e : entries_) {
        if (e.replicate == none || (positive_only && e.value <= 0)) continue;
        const double off = e.weight * (e.value - mean);
        square += off * off;
        cube += off * off * off;
        largest = std::max(largest, std::abs(off));
        weight += e.weight;
        s.raw_square += e.weight * e.weight;
    }
    s.size = weight;
    const double one_more = weight > 0 ? s.raw_square / weight * mean : 0;
    s.grain = one_more * one_more;
    s.add_moments(square, cube, largest);
    Mean m = s.mean().times(1 / of);
    m.value = mean;
    return m;
}

Mean Distribution::mean() const {
    if (!(mass_ > 0)) return {};
    double sum = 0;
    for (const Entry& e : entries_) sum += e.weight * e.value;
    return ratio(sum, mass_, false);
}

Distribution::Given Distribution::given_any() const {
    double positive = 0, sum = 0;
    for (const Entry& e : entries_)
        if (e.value > 0) {
            positive += e.weight;
            sum += e.weight * e.value;
        }
    if (!(positive > 0)) return {{}, 0};
    return {ratio(sum, positive, true), positive};
}

std::vector<std::pair<double, double>> Distribution::exceedance(std::size_t points) const {
    std::vector<std::pair<double, double>> all;  // descending value, cumulative
    double above = 0;
    for (auto e = entries_.rbegin(); e != entries_.rend() && e->value > 0; ++e) {
        above += e->weight;
        if (!all.empty() && tied(all.back().first, e->value))  // the same but for rounding
            all.back() = {e->value, above};
        else
            all.emplace_back(e->value, above);
    }
    std::reverse(all.begin(), all.end());
    if (all.size() <= points) return all;
    // Evenly spaced in the logarithm of the probability, so that the tail keeps its shape.
    std::vector<std::pair<double, double>> some;
    const double first = std::log(all.front().second), last = std::log(all.back().second);
    std::size_t i = 0, taken = all.size();
    for (std::size_t k = 0; k < points; ++k) {
        const double wanted =
            first + (last - first) * static_cast<double>(k) / static_cast<double>(points - 1);
        while (i + 1 < all.size() && std::log(all[i].second) > wanted) ++i;
        if (i == taken) continue;
        // Where the curve falls by much at once its edge counts, or the loss there would look
        // smaller than it is.
        if (taken + 1 < i) some.push_back(all[i - 1]);
        some.push_back(all[i]);
        taken = i;
    }
    return some;
}

}  // namespace knockon
